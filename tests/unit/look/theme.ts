/** The tokens as each theme sets them, worked out from tokens.css as a browser would. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Rule, rules } from './css.ts'

export const THEMES = ['light', 'dark', 'contrast', 'contrast-dark'] as const
export type Theme = (typeof THEMES)[number]
export type Tokens = ReadonlyMap<string, string>

const root = join(import.meta.dirname, '../../..')
export const FACE = join(root, 'src/renderer/face')
export const tokensCss = (): string => readFileSync(join(FACE, 'theme/tokens.css'), 'utf8')

const holds = (selector: string, theme: Theme): boolean =>
  selector.split(',').some(one => {
    const [, how, name] = /^:root\[data-theme(\^?)="([\w-]+)"\]$/.exec(one.trim()) ?? []
    if (name === undefined) return one.trim() === ':root'
    return how === '^' ? theme.startsWith(name) : theme === name
  })

const gather = (from: readonly Rule[]): Map<string, string> =>
  new Map(
    from.flatMap(({ declares }) =>
      declares.flatMap(([property, value]): [string, string][] =>
        property.startsWith('--') ? [[property.slice(2), value]] : [],
      ),
    ),
  )

/** What a theme says, in the order of the file; `var()` is followed. */
export function tokensOf(css: string, theme: Theme): Tokens {
  const set = gather(
    rules(css).filter(({ within, selector }) => within.length === 0 && holds(selector, theme)),
  )
  const follow = (value: string, depth = 0): string =>
    depth > 8
      ? value
      : value.replace(/var\(--([\w-]+)\)/g, (whole, name: string) => {
          const next = set.get(name)
          return next === undefined ? whole : follow(next, depth + 1)
        })
  return new Map([...set].map(([name, value]) => [name, follow(value)]))
}

/** What a condition such as `@media (forced-colors: active)` sets. */
export const tokensWithin = (css: string, condition: string): Tokens =>
  gather(rules(css).filter(({ within }) => within.length === 1 && within[0] === condition))

const isColour = (value: string): boolean => /^(#|rgb\(|hsl\(|oklch\()/.test(value)
/** The names of the tokens that are a colour: those whose value by day is one. */
export const coloursIn = (tokens: Tokens): string[] =>
  [...tokens].flatMap(([name, value]) => (isColour(value) ? [name] : []))

/** WCAG 2.2, relative luminance of `#rgb` or `#rrggbb`. Throws on anything else: it has no contrast that could be told. */
function luminance(colour: string): number {
  const long = colour.replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3')
  const [, hex] = /^#([0-9a-f]{6})$/i.exec(long) ?? []
  if (hex === undefined) throw new Error(`not a plain colour: ${colour}`)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

export type Sheet = { readonly file: string; readonly rules: readonly Rule[] }
/** Every stylesheet of the face but the tokens themselves. */
export function sheets(folder = FACE): Sheet[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.css') && entry.name !== 'tokens.css')
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ file: path.slice(FACE.length + 1), rules: rules(readFileSync(path, 'utf8')) }))
}
