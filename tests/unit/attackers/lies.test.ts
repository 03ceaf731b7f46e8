/** A member who says two things beside each other in the log, or has HEADS that name what nobody wrote: it is told, and not believed. */
import { describe, expect, it } from 'vitest'
import { writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { readEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, EnvId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { compare, concat } from '../../../src/shared/bytes.ts'
import { refusalKey } from '../../../src/shared/locales/refusals.ts'
import { say } from '../circle/forge.ts'
import type { Person } from '../circle/people.ts'
import { four, meet, viewOf, write } from './circle.ts'

describe('two words of one device in the log that know nothing of each other', () => {
  it('are told to everybody, once, with both', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    meet(all, circle)
    const parents = bob.store.logHeads(circle)
    const [x, y, z] = ['x', 'y', 'z'].map(name => say(bob, circle, 'PROFILE', { name }, parents))
    alice.store.importLog(circle, [x!.bytes])
    expect(alice.store.refusals(circle)).toEqual([])
    alice.store.importLog(circle, [y!.bytes])
    cleo.store.importLog(circle, [y!.bytes, x!.bytes])
    dan.store.importLog(circle, alice.store.missingLog(circle, []))
    bob.store.importLog(circle, [y!.bytes, x!.bytes])
    for (const who of [alice, cleo, dan, bob]) {
      const told = viewOf(who, circle).refusals
      expect(told).toMatchObject([{ reason: 'fork', bytes: x!.bytes.length + y!.bytes.length }])
      expect(told[0]?.from).toMatch(/^[xy]$/)
      const proof = who.db.prepare('SELECT proof FROM refusals').pluck().get() as Uint8Array
      const both = [x!, y!].sort((a, b) => compare(a.id, b.id)).map(({ bytes }) => bytes)
      expect(hex(proof)).toBe(hex(concat(...both)))
      expect(readEntry(proof.slice(0, both[0]!.length)).ok).toBe(true)
      who.store.importLog(circle, [z!.bytes])
      expect(viewOf(who, circle).refusals).toHaveLength(1)
      expect(viewOf(who.again(), circle).refusals).toHaveLength(1)
    }
    expect(refusalKey('fork')).toBe('refusal.two-stories')
    expect(viewOf(bob, circle).standing).toBe('restored')
  })
})

const MANY = 1_000_000

/** What Bob has, and a million more of each chain. */
function lie(bob: Person, circle: CircleId): Uint8Array {
  const have = bob.store.have(circle).map(end => ({ ...end, seq: end.seq + MANY, hash: random(32) as EnvId }))
  const { heads, epochHeads } = bob.store.state(circle)
  return writeHeads(circle, { have, log: heads, epochs: epochHeads }, bob.store.me(circle).keys)
}

describe('HEADS that name what is not there', () => {
  it('say nothing of others’ chains by one member alone, and of one’s own whoever says it', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    for (const who of [alice, cleo]) write(who, circle, doc, 'Here.')
    meet(all, circle)
    const coming = () => viewOf(alice, circle).sync.coming
    expect(alice.store.readHeads(circle, lie(bob, circle)).ok).toBe(true)
    expect(coming()).toBe(0)
    // Two members say it of Cleo's chain, and of Alice's own.
    expect(alice.store.readHeads(circle, lie(dan, circle)).ok).toBe(true)
    expect(coming()).toBe(MANY)
  })

  it('are taken back by honest ones from the same device over a link, and by none from a file', () => {
    const { alice, bob, all, circle, doc } = four()
    write(bob, circle, doc, 'Bob.')
    meet(all, circle)
    const coming = () => viewOf(alice, circle).sync.coming
    expect(alice.store.readHeads(circle, lie(bob, circle)).ok).toBe(true)
    expect(coming()).toBe(MANY)
    const honest = bob.store.ownHeads(circle)
    alice.store.readHeads(circle, honest)
    alice.store.readHeads(circle, honest, alice.store.me(circle).device)
    expect(coming()).toBe(MANY)
    alice.store.readHeads(circle, honest, bob.store.me(circle).device)
    expect(coming()).toBe(0)
  })

  it('of somebody who is behind are still believed of their own words', () => {
    const { alice, bob, all, circle, doc } = four()
    meet(all, circle)
    for (let i = 0; i < 3; i++) write(bob, circle, doc, `Word ${i}. `)
    alice.store.readHeads(circle, bob.store.ownHeads(circle))
    expect(viewOf(alice, circle).sync.coming).toBe(3)
  })
})
