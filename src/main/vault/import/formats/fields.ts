/** What other programs' JSON says, asked for field by field: what is of another kind than it should be is not there. */

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const fieldsIn = (from: Fields, name: string): Fields => {
  const value = from[name]
  return isFields(value) ? value : {}
}
export const textIn = (from: Fields, name: string): string => {
  const value = from[name]
  return typeof value === 'string' ? value : ''
}
export const numberIn = (from: Fields, name: string): number | null => {
  const value = from[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
export const listIn = (from: Fields, name: string): readonly unknown[] => {
  const value = from[name]
  return Array.isArray(value) ? value : []
}
export const namesIn = (from: Fields, name: string): string[] =>
  listIn(from, name).filter(one => typeof one === 'string')

/** Tags without their sign, each once; `a/b` nests by its name alone. */
export const tagsOf = (names: readonly string[]): string[] => [
  ...new Set(
    names
      .map(name =>
        name
          .trim()
          .replace(/^[#@]+/, '')
          .trim()
          .normalize('NFC')
          .slice(0, 200),
      )
      .filter(name => name !== ''),
  ),
]

/** What a source means by nothing: `(null)` of an iPhone, the largest number of Java, an empty field. */
function said(value: unknown): string | undefined {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) < 1e300 ? String(value) : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' || text === '(null)' ? undefined : text.slice(0, 4000)
}

const MOST_EXTRA = 200

/** `{weather: {icon: 'rain'}}` is kept as `weather.icon: rain`: some levels deep, and not without end. */
export function extraOf(from: Fields, names: readonly string[]): Record<string, string> {
  const kept: [string, string][] = []
  const add = (name: string, value: unknown, deep: number): void => {
    if (kept.length >= MOST_EXTRA) return
    const text = said(value)
    if (text !== undefined) kept.push([name.slice(0, 200), text])
    else if (Array.isArray(value) && value.every(one => said(one) !== undefined) && value.length > 0)
      kept.push([name.slice(0, 200), value.map(said).join(', ').slice(0, 4000)])
    else if (isFields(value) && deep < 3)
      for (const [inner, one] of Object.entries(value)) add(`${name}.${inner}`, one, deep + 1)
  }
  for (const name of names) if (Object.hasOwn(from, name)) add(name, from[name], 0)
  // `__proto__` is a name like any other.
  return Object.fromEntries(kept)
}
