/**
 * tests/vectors/log.json as the program reads it; by hand: second-reader.test.ts. Where a rule has changed, it is made anew by
 * `MAKE_VECTORS=1` before this test, and what it says then is looked through: the same telling makes the same bytes.
 */
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Entry, readEntry } from '../../../src/main/vault/circle/log/entry.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { fromHex, toHex } from '../../../src/shared/bytes.ts'
import { vectors } from './second-reader.ts'
import { HISTORIES, meaningOf } from './told.ts'

type Told = {
  readonly what: string
  readonly circle: string
  readonly entries: readonly string[]
  readonly means: ReturnType<typeof meaningOf>
}

const told = (): Told[] =>
  Object.entries(HISTORIES).map(([what, tell]) => {
    const { circle, entries } = tell()
    const bytes = entries.map(entry => toHex(entry.bytes))
    return { what, circle: toHex(circle), entries: bytes, means: meaningOf(circle, entries) }
  })

if (process.env['MAKE_VECTORS'])
  writeFileSync(
    new URL('../../vectors/log.json', import.meta.url),
    `[\n${told()
      .map(one => JSON.stringify(one))
      .join(',\n')}\n]\n`,
  )

const readAll = (entries: readonly string[]): Entry[] =>
  entries.map(bytes => {
    const entry = readEntry(fromHex(bytes))
    if (!entry.ok) throw new Error(entry.fault)
    return entry.value
  })

describe('log.json', () => {
  const all = vectors<Told[]>('log')

  it('is what is told', () => {
    expect(all.map(({ what, entries }) => ({ what, entries }))).toEqual(
      told().map(({ what, entries }) => ({ what, entries })),
    )
  })

  for (const { what, circle, entries, means } of all)
    it(`${what}: means the same here, in whatever order it comes`, () => {
      const read = readAll(entries)
      for (const some of [read, read.toReversed(), [...read, ...readAll(entries.slice(3))]])
        expect(meaningOf(fromHex(circle) as CircleId, some)).toEqual(means)
    })
})
