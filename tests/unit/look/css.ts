/** Reads a stylesheet far enough to ask what it colours: rules, the conditions round them, and their declarations. */

export type Rule = {
  readonly selector: string
  /** `@media …` and the like, outermost first. */
  readonly within: readonly string[]
  readonly declares: readonly (readonly [property: string, value: string])[]
}

/** Every rule of `css`, in order. Throws on a brace that is never closed. */
export function rules(css: string): Rule[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const found: Rule[] = []
  const read = (from: number, within: readonly string[]): number => {
    let at = from
    for (;;) {
      const next = /[{};]/g
      next.lastIndex = at
      const hit = next.exec(text)
      if (!hit) {
        if (within.length > 0) throw new Error(`a block is not closed: ${within.join(' ')}`)
        return text.length
      }
      const head = text.slice(at, hit.index).trim()
      if (hit[0] === '}') return hit.index + 1
      if (hit[0] === ';') {
        at = hit.index + 1
        continue
      }
      if (head.startsWith('@') && !/^@font-face\b/.test(head)) {
        at = read(hit.index + 1, [...within, head.replace(/\s+/g, ' ')])
        continue
      }
      const end = text.indexOf('}', hit.index)
      if (end < 0) throw new Error(`a rule is not closed: ${head}`)
      const declares = text
        .slice(hit.index + 1, end)
        .split(';')
        .map(one => one.trim())
        .filter(one => one !== '')
        .map(one => {
          const colon = one.indexOf(':')
          return [one.slice(0, colon).trim(), one.slice(colon + 1).trim()] as const
        })
      found.push({ selector: head.replace(/\s+/g, ' '), within, declares })
      at = end + 1
    }
  }
  read(0, [])
  return found
}

/** The tokens a value takes: `var(--ink)` is `ink`. */
export const tokensIn = (value: string): string[] =>
  [...value.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name ?? '')
