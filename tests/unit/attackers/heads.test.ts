/** A member's patched program says many things that know nothing of each other, so that the log has more ends than anyone can name. */
import { describe, expect, it } from 'vitest'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import type { Person } from '../circle/people.ts'
import { four, meet, one, says, write } from './circle.ts'

/** So many words by Bob's device, each beside all the others. */
function shout(bob: Person, circle: CircleId, others: readonly Person[], times: number): void {
  const parents = bob.store.logHeads(circle)
  for (let i = 0; i < times; i++) says(bob, circle, { type: 'PROFILE', name: `Bob ${i}` }, others, parents)
}

const statusOf = (who: Person, circle: CircleId, seer: Person) =>
  seer.store.state(circle).devices.get(hex(who.store.me(circle).device))?.status

describe('a log with more ends than an entry or an envelope can name', () => {
  it('makes nobody else look forked: what one says follows what one said before', () => {
    const { alice, bob, cleo, circle } = four()
    expect(alice.store.rename(circle, 'Alice, before').ok).toBe(true)
    meet([alice, bob, cleo], circle)
    shout(bob, circle, [alice, cleo], 120)
    for (const name of ['Alice', 'Alice again', 'Alice still'])
      expect(alice.store.rename(circle, name).ok).toBe(true)
    meet([alice, cleo], circle)
    for (const seer of [alice, cleo]) {
      expect(statusOf(bob, circle, seer)).toBe('forked')
      expect(statusOf(alice, circle, seer)).toBe('active')
    }
  }, 60_000)

  it('hinders nobody’s words, and a host can let the device’s person out', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    shout(bob, circle, [alice, cleo, dan], 120)
    write(alice, circle, doc, 'Alice goes on.')
    meet([alice, cleo, dan], circle)
    write(cleo, circle, doc, 'So does Cleo.')
    write(alice, circle, doc, 'And Alice again.')
    const gone = alice.store.remove(circle, bob.store.me(circle).member, false)
    expect(gone.ok).toBe(true)
    write(alice, circle, doc, 'It is quiet.')
    meet([alice, cleo, dan], circle)
    expect(cleo.store.readHeads(circle, alice.store.ownHeads(circle)).ok).toBe(true)
    const { notes } = one([alice, cleo, dan], circle)
    for (const words of ['Alice goes on.', 'So does Cleo.', 'And Alice again.', 'It is quiet.'])
      expect(notes[0]?.[1]).toContain(words)
  }, 60_000)
})
