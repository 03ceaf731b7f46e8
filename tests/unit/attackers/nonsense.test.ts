/** Somebody who makes others read: entries that nobody signed, or that nobody of the circle could have said, by the thousand. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import { type Entry, readEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { readLog } from '../../../src/main/vault/circle/log/reduce.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { entriesOf, say } from '../circle/forge.ts'
import { four, meet, one, says } from './circle.ts'

const pasts = vi.hoisted(() => ({ read: 0 }))
vi.mock(import('../../../src/main/vault/circle/log/resolve.ts'), async original => {
  const real = await original()
  return {
    ...real,
    resolve: (...of: Parameters<typeof real.resolve>) => {
      pasts.read += 1
      return real.resolve(...of)
    },
  }
})
beforeEach(() => {
  pasts.read = 0
})

function unsigned(circle: CircleId, author: Uint8Array, parent: Uint8Array, n: number): Entry {
  const entry = readEntry(encode([encode([1, circle, author, [parent], 'X', {}, n]), new Uint8Array(64)]))
  if (!entry.ok) throw new Error(entry.fault)
  return entry.value
}

describe('a thousand entries that nobody of the circle said', () => {
  it.each(['one on the other', 'beside each other'])('%s: no past of theirs is read', how => {
    const { alice, dan, circle } = four()
    const [genesis] = alice.store.log(circle).order
    const author = random(32)
    const list: Uint8Array[] = []
    let last: Uint8Array = genesis!.id
    for (let n = 0; n < 1000; n++) {
      const entry = unsigned(circle, author, last, n)
      list.push(entry.bytes)
      if (how === 'one on the other') last = entry.id
    }
    for (let again = 0; again < 2; again++)
      expect(alice.store.importLog(circle, list)).toMatchObject({ added: [], refused: 1000, waiting: 0 })
    expect(pasts.read).toBeLessThan(5)
    expect(one([alice, dan], circle)).toBeDefined()
  })

  it('in the name of somebody who is in, each on another word of theirs', () => {
    const { alice, bob, circle } = four()
    for (let n = 0; n < 20; n++) says(bob, circle, { type: 'PROFILE', name: `Bob ${n}` }, [bob, alice])
    const words = bob.store.log(circle).order
    const list = Array.from({ length: 1000 }, (_, n) =>
      unsigned(circle, bob.store.me(circle).device, words[n % words.length]!.id, n),
    )
    pasts.read = 0
    const came = alice.store.importLog(
      circle,
      list.map(({ bytes }) => bytes),
    )
    expect(came).toMatchObject({ added: [], refused: 1000 })
    expect(came.invalid).toHaveLength(1000)
    expect(pasts.read).toBeLessThan(5)
  })

  it('beside honest ones in one page: those are taken, and cost what they cost alone', () => {
    const { alice, bob, cleo, circle } = four()
    const known = entriesOf(alice, circle)
    for (let n = 0; n < 30; n++) says(bob, circle, { type: 'PROFILE', name: `Bob ${n}` }, [bob])
    const honest = entriesOf(bob, circle).slice(known.length)
    const author = random(32)
    const list = honest.flatMap(({ bytes }, n) => [unsigned(circle, author, known[0]!.id, n).bytes, bytes])
    pasts.read = 0
    expect(alice.store.importLog(circle, list)).toMatchObject({ refused: 30 })
    expect(pasts.read).toBeLessThan(5)
    meet([alice, bob, cleo], circle)
    expect(one([alice, bob, cleo], circle)).toBeDefined()
  })
})

it('what names an invalid entry is invalid, whoever says it', () => {
  const { alice, bob, circle } = four()
  const entries = entriesOf(alice, circle)
  const stranger = deviceKeys(random(32), random(16))
  const nobodys = say(bob, circle, 'PROFILE', { name: 'Eve' }, [entries[0]!.id], stranger)
  const above = say(bob, circle, 'PROFILE', { name: 'Bob' }, [entries.at(-1)!.id, nobodys.id])
  const { verdict, state } = readLog(circle, [...entries, above, nobodys])
  expect([verdict(nobodys.id), verdict(above.id)]).toEqual(['unknown-device', 'invalid-parent'])
  expect(state.members).toEqual(alice.store.state(circle).members)
})
