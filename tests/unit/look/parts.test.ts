/** Every part of the house stands in the gallery, or in a part that does, and is tried by itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const UI = 'src/renderer/face/ui'
const read = (dir: string): string[] =>
  readdirSync(dir)
    .filter(name => name.endsWith('.tsx'))
    .map(name => readFileSync(join(dir, name), 'utf8'))

/**
 * What draws nothing by itself: shapes that others use. And what stands in place of a whole page, which a gallery cannot hold:
 * tests/face/undrawn.test.tsx tries these two.
 */
const WITHIN = new Set(['SealShapes', 'Bare', 'Undrawn'])

const parts = read(UI)
  .flatMap(source =>
    [...source.matchAll(/^export (?:function|const) ([A-Z][a-z]\w+)/gm)].map(([, name = '']) => name),
  )
  .filter(name => !WITHIN.has(name))
const drawnIn = (sources: readonly string[]) => (name: string) =>
  sources.some(source => new RegExp(`<${name}[\\s/>]`).test(source))

it('leaves no part out of the gallery', () => {
  expect(parts.length).toBeGreaterThan(25)
  const drawn = drawnIn([readFileSync('src/renderer/face/gallery/Gallery.tsx', 'utf8'), ...read(UI)])
  expect(parts.filter(name => !drawn(name))).toEqual([])
})

it('leaves no part without a test of its own', () => {
  const drawn = drawnIn([...read('tests/face/ui'), ...read(UI)])
  expect(parts.filter(name => !drawn(name))).toEqual([])
})
