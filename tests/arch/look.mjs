/** The stylesheets of the face: every colour and every size of the parts comes from theme/tokens.css, by its name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const face = fileURLToPath(new URL('../../src/renderer/face', import.meta.url))

/** The file the tokens are in, and the one that names the fonts. */
const ownValues = ['theme/tokens.css', 'theme/fonts.css']
/** Where a length counts as well: the parts everything is made of. A place may lay itself out in `rem`. */
const strict = ['ui/', 'gallery/', 'theme/']

const colour = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i
/** The colours a stylesheet may name: the system's, and none. */
const plainColour = /\b(white|black|red|green|blue|gr[ae]y|silver|yellow|orange|purple|brown|pink)\b/i
const length = /(?<![\w.-])-?\d*\.?\d+(px|rem|pt|cm|mm|in)\b/
const time = /(?<![\w.-])\d*\.?\d+m?s\b/

/** What is wrong with a declaration, as words; null where nothing is. `sizes`: lengths count. */
export function fault(property, value, sizes) {
  if (property === 'content') return null
  const bare = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '')
  const named =
    colour.exec(bare) ??
    (/color|background|border|outline|fill|stroke|shadow/.test(property) ? plainColour.exec(bare) : null)
  if (named) return `names the colour ${named[0]}`
  const moved = time.exec(bare)
  if (moved && !/^0/.test(moved[0])) return `names the time ${moved[0]}`
  const long = length.exec(bare)
  if (long && /^(font|font-size)$/.test(property)) return `names the size of letters ${long[0]}`
  if (long && sizes) return `names the size ${long[0]}`
  return null
}

/** Every fault in a stylesheet. What stands in the head of `@container` or `@media` cannot be a token. */
export function faults(css, sizes) {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/(?<=[{;]\s*)(--)?([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].flatMap(
    ([, own, property, value]) => {
      const found = fault(property, value, sizes)
      return found ? [`${own ?? ''}${property} ${found}`] : []
    },
  )
}

const wrong = []

// The check itself, on planted declarations.
const planted = [
  ['.a { color: #1f2833; }', false],
  ['.a { background: rgb(0 0 0 / 0.4) }', false],
  ['.a { border: 1px solid red; }', false],
  ['.a { transition: color 200ms; }', false],
  ['@container (max-width: 3rem) { .a { font-size: 1.2rem; } }', false],
  ['.a { font: 560 1.5rem / 1.2 var(--font-hand); }', false],
  ['.a { margin: 0; padding: 0.4rem var(--s2); }', true],
  ['.a { --r: 3rem; }', true],
  ['.a { width: calc(100% - 12px); }', true],
]
for (const [css, sizes] of planted)
  if (faults(css, sizes).length === 0) wrong.push(`a planted value was not seen: ${css}`)
for (const css of [
  '.a { color: var(--ink); margin: 0 -1em; width: calc(100% - var(--s2)); inset: 0; flex: 1 1 60%; content: "12px"; }',
  '@container (max-width: 30rem) { .a { color: CanvasText; grid-template-columns: 1fr auto; } }',
  '.a { background: url(12px.png); transition: color var(--move); white-space: normal; }',
])
  for (const found of faults(css, true)) wrong.push(`a good value was refused: ${found}`)

let read = 0
for (const entry of readdirSync(face, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.css')) continue
  const path = join(entry.parentPath, entry.name)
  const file = relative(face, path).replaceAll('\\', '/')
  if (ownValues.includes(file)) continue
  read++
  const sizes = strict.some(folder => file.startsWith(folder))
  for (const found of faults(readFileSync(path, 'utf8'), sizes)) wrong.push(`${file}: ${found}`)
}
if (read < 20) wrong.push(`only ${read} stylesheets were read, so this check saw next to nothing`)

for (const line of wrong) process.stdout.write(`${line}\n`)
process.stdout.write(`read ${read} stylesheets\n`)
process.exitCode = wrong.length > 0 ? 1 : 0
