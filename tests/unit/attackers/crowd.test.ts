/** Somebody who was let out says thousands of things beside themselves, dated back, each signed and valid, each on another word of the log. */
import { beforeEach, expect, it, vi } from 'vitest'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { ROOM } from '../../../src/main/vault/circle/log/room.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { memberOf, promote } from '../circle/acts.ts'
import { wordsOf } from '../circle/people.ts'
import { four, meet, says, write } from './circle.ts'

const read = vi.hoisted(() => ({ pasts: 0, entries: 0 }))
vi.mock(import('../../../src/main/vault/circle/log/resolve.ts'), async original => {
  const real = await original()
  return {
    ...real,
    resolve: (...of: Parameters<typeof real.resolve>) => {
      read.pasts += 1
      read.entries += of[1].length
      return real.resolve(...of)
    },
  }
})
beforeEach(() => {
  read.pasts = 0
})

/** Alice has so many entries; Bob was let out, having been a host where `host`. */
function logOf(many: number, host = false) {
  const it = four()
  const { alice, bob, cleo, dan, all, circle } = it
  if (host) promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  const said: EntryId[] = []
  for (let i = 0; i < many; i++)
    said.push(
      says(alice, circle, { type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: `${i}` }, [
        alice,
      ]).id,
    )
  meet(all, circle)
  expect(alice.store.remove(circle, bob.store.me(circle).member, false).ok).toBe(true)
  meet([alice, cleo, dan], circle)
  const { keys } = bob.store.me(circle)
  let n = 0
  const own: EntryId[] = []
  /** `pairs`: each names one of his own before as well, so that there are many more pasts. */
  const page = (size: number, { type = 'PROFILE', pairs = false } = {}) =>
    Array.from({ length: size }, () => {
      n += 1
      const a = said[(n * 7919) % said.length]!
      const b = pairs && n > 60 ? [own[(n * 31) % 60]!] : []
      const payload =
        type === 'PROFILE' ? { name: `B${n}` } : { action: 'here', doc: null, member: null, words: `B${n}` }
      const entry = writeEntry({ circle, parents: [a, ...b], type, payload, wallTime: n }, keys)
      if (own.length < 60) own.push(entry.id)
      return entry
    })
  return { ...it, page }
}
/** Where all spare room is taken, a word may still be among the first of its device in the log’s order. */
const MORE = 12
const bytesOf = (list: readonly { readonly bytes: Uint8Array }[]) => list.map(({ bytes }) => bytes)

it.each([
  ['own words', {}],
  ['own words, each on two', { pairs: true }],
  ['what only a host may say', { type: 'HOST_ACTION' }],
])(
  '%s: as many pasts are read as find room, however long the log is',
  (_, how) => {
    for (const many of [100, 400]) {
      const { alice, cleo, circle, page } = logOf(many)
      for (const most of [ROOM.spare + 8, MORE]) {
        read.pasts = 0
        const came = alice.store.importLog(circle, bytesOf(page(1000, how)))
        expect(came.added.length + came.crowded + came.invalid.length).toBe(1000)
        expect(read.pasts).toBeLessThan('type' in how ? ROOM.spare + 8 : most)
      }
      // And then it is as quiet as before.
      read.pasts = 0
      says(cleo, circle, { type: 'PROFILE', name: 'Cleo!' }, [alice])
      expect(read.pasts).toBeLessThan(5)
    }
  },
  240_000,
)

it('as somebody who was a host until then: what they say as one stands no more, and is not read', () => {
  const { alice, circle, page } = logOf(100, true)
  read.pasts = 0
  alice.store.importLog(circle, bytesOf(page(2000, { type: 'HOST_ACTION' })))
  expect(read.pasts).toBeLessThan(80)
}, 120_000)

it('beside words that would make them a host, by nobody who could: they have no more room by it', () => {
  const { alice, bob, cleo, dan, circle, page } = logOf(100)
  const { keys } = bob.store.me(circle)
  const [genesis] = alice.store.log(circle).order
  const parents = [genesis!.id]
  const raising = [bob, cleo].flatMap(one =>
    ['SUCCEED', 'PROMOTE'].map(type => {
      const payload = { member: one.store.me(circle).member }
      return writeEntry({ circle, parents, type, payload, wallTime: 0 }, keys)
    }),
  )
  const forged = raising.map(({ bytes }) => {
    const other = bytes.slice()
    other[other.length - 1]! ^= 1
    return { bytes: other }
  })
  read.pasts = 0
  alice.store.importLog(circle, bytesOf([...raising, ...forged, ...page(1000, { type: 'HOST_ACTION' })]))
  alice.store.importLog(circle, bytesOf([...raising, ...page(1000, { pairs: true })]))
  expect(read.pasts).toBeLessThan(ROOM.spare + 20)
  expect([cleo, dan].map(who => memberOf(who, circle, alice).rank)).toEqual([null, null])
}, 120_000)

it('what found no room is laid in again for nobody’s word but one that names it', () => {
  const { alice, cleo, dan, circle, doc, page } = logOf(50)
  const list = page(300)
  const came = alice.store.importLog(circle, bytesOf(list))
  const added = new Set(came.added.map(hex))
  const [apart] = list.filter(({ id }) => !added.has(hex(id)))
  read.entries = 0
  says(dan, circle, { type: 'PROFILE', name: 'Dan!' }, [alice])
  expect(alice.store.log(circle).has(apart!.id)).toBe(false)
  expect(read.entries).toBeLessThan(2 * alice.store.log(circle).order.length)
  // Cleo heard of it alone, and builds on it in good faith.
  cleo.store.importLog(circle, [apart!.bytes])
  expect(cleo.store.log(circle).has(apart!.id)).toBe(true)
  meet([alice, dan], circle)
  const words = write(cleo, circle, doc, 'Cleo, the worst day.')
  alice.store.receive(circle, [words])
  expect(alice.store.log(circle).has(apart!.id)).toBe(true)
  expect(wordsOf(alice, circle, doc)).toContain('Cleo, the worst day.')
}, 120_000)
