/** Every pair of colours in use can be read, in every theme; and no pair is in use that nobody looked at. */
import { expect, it } from 'vitest'
import { rules, tokensIn } from './css.ts'
import { DRAWN, FOUND, type Pair, READ, SYSTEM } from './pairs.ts'
import {
  coloursIn,
  contrast,
  type Sheet,
  sheets,
  THEMES,
  type Theme,
  type Tokens,
  tokensCss,
  tokensOf,
  tokensWithin,
} from './theme.ts'

const FORCED = '@media (forced-colors: active)'

function tooFaint(tokens: Tokens, pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ what, on, least }) =>
    on.flatMap(ground => {
      const [one, other] = [tokens.get(what), tokens.get(ground)]
      if (one === undefined || other === undefined) return [`${what} on ${ground}: no such token`]
      const ratio = contrast(one, other)
      return ratio < least ? [`${what} on ${ground}: ${ratio.toFixed(2)}, wants ${least}`] : []
    }),
  )
}

const words = (property: string): boolean => property === 'color'
const ground = (property: string): boolean => property === 'background' || property === 'background-color'
const drawn = (property: string): boolean =>
  /^(border|outline|fill|stroke|text-decoration|accent-color|caret-color|box-shadow)/.test(property)

/** What a sheet colours that nobody has looked at. */
function unlooked({ file, rules: all }: Sheet, colours: readonly string[]): string[] {
  const known = new Set(colours)
  const pairs = new Set([...READ, ...FOUND].flatMap(({ what, on }) => on.map(one => `${what} on ${one}`)))
  const read = new Set(READ.map(({ what }) => what))
  const seen = new Set(FOUND.map(({ what }) => what))
  const found = new Set([...seen, ...Object.keys(DRAWN)])
  const grounds = new Set([...READ, ...FOUND].flatMap(({ on }) => on))
  return all.flatMap(({ selector, within, declares }) => {
    if (within.some(one => one.includes('forced-colors'))) return []
    const at = `${file}: ${selector}`
    const colour = declares.filter(([property]) => words(property)).flatMap(([, value]) => tokensIn(value))
    const under = declares
      .filter(([property, value]) => ground(property) && !value.includes('gradient'))
      .flatMap(([, value]) => tokensIn(value))
      .filter(name => known.has(name))
    const lines = declares
      .filter(([property, value]) => drawn(property) || (ground(property) && value.includes('gradient')))
      .flatMap(([, value]) => tokensIn(value))
      .filter(name => known.has(name))
    // A mark is drawn by its ground and says nothing: `content: ""`, or a bar without words.
    const isMark = colour.length === 0
    return [
      ...colour.filter(name => !read.has(name) && !seen.has(name)).map(name => `${at}: words in ${name}`),
      ...under
        .filter(name => !grounds.has(name) && !(isMark && found.has(name)))
        .map(name => `${at}: stands on ${name}`),
      ...lines.filter(name => !found.has(name) && !grounds.has(name)).map(name => `${at}: drawn in ${name}`),
      ...colour.flatMap(one =>
        under.filter(other => !pairs.has(`${one} on ${other}`)).map(other => `${at}: ${one} on ${other}`),
      ),
    ]
  })
}

/** Where something is made faint that may hold words: what it comes to is measured nowhere. A mark of its own holds none. */
const faded = ({ file, rules: all }: Sheet): string[] =>
  all.flatMap(({ selector, declares }) =>
    declares
      .filter(([property, value]) => property === 'opacity' && value !== '1')
      .filter(() => !selector.split(',').every(one => /::(before|after)$/.test(one.trim())))
      .map(([, value]) => `${file}: ${selector} at ${value}`),
  )

/** What a sheet itself says for those who take the system's colours, and draws on a ground that is not meant for it. */
function misplaced({ file, rules: all }: Sheet, forced: Tokens): string[] {
  const own = all.filter(({ within }) => within.includes(FORCED))
  const system = (value: string): string | undefined => {
    const [token] = tokensIn(value)
    const colour = token === undefined ? value : forced.get(token)
    return colour !== undefined && (colour in SYSTEM || colour === 'Canvas') ? colour : undefined
  }
  const painted = (selector: string, is: (property: string) => boolean): string | undefined =>
    [...all.filter(({ within }) => within.length === 0), ...own]
      .filter(rule => rule.selector.split(',').some(one => one.trim() === selector))
      .flatMap(({ declares }) => declares.filter(([property]) => is(property)))
      .map(([, value]) => system(value))
      .at(-1)
  return own.flatMap(({ selector }) =>
    selector.split(',').flatMap(part => {
      const at = part.trim()
      const under = painted(at, ground)
      if (under === undefined) return []
      const inside = all
        .flatMap(rule => rule.selector.split(',').map(one => one.trim()))
        .filter(one => one.startsWith(`${at} `) || one.startsWith(`${at}::`))
      const on = [
        [at, painted(at, words)],
        ...[...new Set(inside)].flatMap(one => [
          [one, painted(one, words)],
          [one, painted(one, ground)],
        ]),
      ] as const
      return on.flatMap(([who, colour]) =>
        colour === undefined || colour === under || SYSTEM[colour]?.includes(under)
          ? []
          : [`${file}: ${who}: ${colour} on ${under}`],
      )
    }),
  )
}

it.each(THEMES)('can be read and found in %s', theme => {
  const tokens = tokensOf(tokensCss(), theme)
  expect(tooFaint(tokens, READ)).toEqual([])
  expect(tooFaint(tokens, FOUND)).toEqual([])
})

it('asks 4.5 of everything that is read, and 7 of what is read at length', () => {
  expect(READ.filter(({ least }) => least < 4.5)).toEqual([])
  expect(FOUND.filter(({ least }) => least < 3)).toEqual([])
  for (const what of ['ink', 'ink-soft', 'link'])
    for (const on of ['paper', 'leaf'])
      expect(READ.find(pair => pair.what === what && pair.on.includes(on))?.least).toBe(7)
})

it('has looked at every colour there is, and sets each for those who take the system’s own', () => {
  const colours = coloursIn(tokensOf(tokensCss(), 'light'))
  expect(colours.length).toBeGreaterThan(35)
  const looked = new Set([
    ...[...READ, ...FOUND].flatMap(({ what, on }) => [what, ...on]),
    ...Object.keys(DRAWN),
  ])
  expect(colours.filter(name => !looked.has(name))).toEqual([])
  expect([...looked].filter(name => !colours.includes(name))).toEqual([])
  const forced = tokensWithin(tokensCss(), FORCED)
  const onScreen = colours.filter(name => !name.startsWith('print-'))
  expect(onScreen.filter(name => !forced.has(name))).toEqual([])
})

it('stands on what the system meant it for, where a person asked for its colours', () => {
  const forced = tokensWithin(tokensCss(), FORCED)
  const wrong = READ.flatMap(({ what, on }) =>
    on.flatMap(one => {
      const [text, under] = [forced.get(what), forced.get(one)]
      // ground.css and Plain.module.css give what is marked its own words.
      if (text === undefined || under === undefined || one === 'select') return []
      return SYSTEM[text]?.includes(under) ? [] : [`${what} on ${one}: ${text} on ${under}`]
    }),
  )
  expect(wrong).toEqual([])
})

it('colours no part with a pair that nobody looked at', () => {
  const colours = coloursIn(tokensOf(tokensCss(), 'light'))
  const all = sheets()
  expect(all.length).toBeGreaterThan(20)
  expect(all.flatMap(sheet => unlooked(sheet, colours))).toEqual([])
})

it('makes nothing faint that may hold words', () => {
  expect(sheets().flatMap(faded)).toEqual([])
  const css = '.busy { opacity: 0.15 } .thread::after { opacity: 0.5 } .whole { opacity: 1 }'
  expect(faded({ file: 'planted.css', rules: rules(css) })).toEqual(['planted.css: .busy at 0.15'])
})

it('stands on what the system meant it for in every part that chooses its colours itself', () => {
  const forced = tokensWithin(tokensCss(), FORCED)
  expect(sheets().flatMap(sheet => misplaced(sheet, forced))).toEqual([])
  const found = (css: string): string[] => misplaced({ file: 'planted.css', rules: rules(css) }, forced)
  const knob = '.on .track::before { background: var(--on-cloth) }'
  const track = `${FORCED} { .on .track { background: Highlight; forced-color-adjust: none } }`
  expect(found(knob + track)).toEqual(['planted.css: .on .track::before: CanvasText on Highlight'])
  expect(found(`${FORCED} { .mark { background: Highlight; color: CanvasText } }`)).toEqual([
    'planted.css: .mark: CanvasText on Highlight',
  ])
  expect(found(`${FORCED} { .mark { background: Highlight; color: HighlightText } }`)).toEqual([])
})

it('takes all motion away where less of it is wanted', () => {
  const still = ['@media (prefers-reduced-motion: reduce)'].map(condition =>
    tokensWithin(tokensCss(), condition),
  )
  const [chosen] = rules(tokensCss()).filter(({ selector }) => selector === ':root[data-motion="still"]')
  still.push(new Map(chosen?.declares.map(([property, value]) => [property.slice(2), value])))
  const moves = [...tokensOf(tokensCss(), 'light').keys()].filter(name => name.startsWith('move'))
  expect(moves.length).toBeGreaterThan(2)
  for (const tokens of still)
    for (const name of moves) expect(`${name}: ${tokens.get(name)}`).toBe(`${name}: 0ms`)
})

const planted = (name: string, value: string, theme: Theme): string[] =>
  tooFaint(
    tokensOf(tokensCss().replace(new RegExp(`--${name}: #[0-9a-f]+;`), `--${name}: ${value};`), theme),
    [...READ, ...FOUND],
  )

it('finds a pair that was made too faint, whoever wears it', () => {
  expect(planted('ink-soft', '#8a939c', 'light').join()).toContain('ink-soft on paper')
  expect(planted('edge', '#c9c2b4', 'light').join()).toContain('edge on paper: 1.')
  const night = tokensCss().replace(/(data-theme="dark"[\s\S]*?--link: )#[0-9a-f]+/, '$1#3a6a62')
  expect(tooFaint(tokensOf(night, 'dark'), READ).join()).toContain('link on paper')
  expect(tooFaint(tokensOf(night, 'light'), READ)).toEqual([])
})

it('finds a part that is coloured with a pair nobody looked at', () => {
  const colours = coloursIn(tokensOf(tokensCss(), 'light'))
  const sheet = (css: string): Sheet => ({ file: 'planted.css', rules: rules(css) })
  const found = (css: string): string => unlooked(sheet(css), colours).join()
  expect(found('.a { color: var(--ink-faint); background: var(--desk); }')).toContain('ink-faint on desk')
  expect(found('.a { color: var(--rule); }')).toContain('words in rule')
  expect(found('@container (max-width: 3rem) { .a { color: var(--lamp-wash) } }')).toContain(
    'words in lamp-wash',
  )
  expect(found('.a { color: var(--ink); background: var(--spine) }')).toContain('stands on spine')
  expect(found('.a { color: var(--ink); background: var(--leaf) }')).toBe('')
})
