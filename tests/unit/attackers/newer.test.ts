/** A word that only a newer Kinfold would know, said by somebody who has none, so that others can do nothing any more. */
import { describe, expect, it } from 'vitest'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { demote, memberOf, promote } from '../circle/acts.ts'
import { entriesOf, forge, say } from '../circle/forge.ts'
import { Face, NOON, note, type Person } from '../circle/people.ts'
import { four, meet, one, viewOf } from './circle.ts'

const standing = (who: Person, circle: CircleId) => viewOf(who, circle).standing

const isOpen = (who: Person, circle: CircleId, doc: DocId): boolean =>
  who.store.open(circle, doc)?.readOnly === false && write(who, circle, doc)

function write(who: Person, circle: CircleId, doc: DocId): boolean {
  const face = new Face(who, circle, doc)
  const update = face.update(open => void open.getMap('head').set('title', hex(random(4))))
  return who.store.author(circle, doc, 'note', update).ok
}

/** Four of whom Bob is a host too, and a word of his that nobody knows. */
function hugged() {
  const held = four()
  const { alice, bob, circle, all } = held
  promote(alice, circle, memberOf(bob, circle, alice))
  meet(all, circle)
  return { ...held, hug: say(bob, circle, 'HUG', null).bytes, bobs: bob.store.me(circle).member }
}

describe('an entry of an unknown type by a host', () => {
  it('lets nobody write, and who outranks that host may remove them or take the role back, which ends it', () => {
    for (const how of ['remove', 'demote'] as const) {
      const { alice, cleo, dan, circle, doc, hug, bobs } = hugged()
      for (const who of [alice, cleo, dan]) expect(who.store.importLog(circle, [hug]).added).toHaveLength(1)
      expect(standing(alice, circle)).toBe('newer')
      expect(isOpen(alice, circle, doc)).toBe(false)
      const { rekey, invite, end } = alice.store
      expect(
        [
          rekey(circle),
          invite(circle, { seed: random(16), expiry: NOON + 1e9 }),
          end(circle),
          alice.store.remove(circle, cleo.store.me(circle).member, false),
        ].map(({ ok }) => ok),
      ).toEqual([false, false, false, false])
      const { members } = viewOf(alice, circle)
      expect(members.filter(({ may }) => may.length > 0).map(({ id }) => id)).toEqual([hex(bobs)])
      const said =
        how === 'remove' ? alice.store.remove(circle, bobs, false) : alice.store.demote(circle, bobs)
      expect(said.ok).toBe(true)
      meet([alice, cleo, dan], circle)
      for (const who of [alice, cleo, dan]) {
        expect(standing(who, circle)).toBe('in')
        expect(isOpen(who, circle, doc)).toBe(true)
      }
      meet([alice, cleo, dan], circle)
      one([alice, cleo, dan], circle)
    }
  })

  it('changes nothing when it comes after that host was removed or demoted without it', () => {
    for (const how of ['remove', 'demote'] as const) {
      const { alice, cleo, circle, doc, hug, bobs } = hugged()
      // Cleo hears it first, and then of what ends it.
      expect(cleo.store.importLog(circle, [hug]).added).toHaveLength(1)
      const said =
        how === 'remove' ? alice.store.remove(circle, bobs, false) : alice.store.demote(circle, bobs)
      expect(said.ok).toBe(true)
      expect(alice.store.importLog(circle, [hug])).toMatchObject({ added: [{}], refused: 0 })
      cleo.store.importLog(circle, alice.store.missingLog(circle, []))
      for (const who of [alice, cleo]) {
        expect(standing(who, circle)).toBe('in')
        expect(who.store.state(circle).newer).toBe(false)
        expect(isOpen(who, circle, doc)).toBe(true)
      }
    }
  })

  it('does not come back with the role: who is made a host again has said nothing new', () => {
    const { alice, bob, circle, hug } = hugged()
    alice.store.importLog(circle, [hug])
    demote(alice, circle, memberOf(bob, circle, alice))
    promote(alice, circle, memberOf(bob, circle, alice))
    expect(alice.store.state(circle).newer).toBe(true)
    expect(alice.store.state(circle).ahead).toEqual([])
    expect(entriesOf(alice, circle).map(({ type }) => type)).toContain('HUG')
  })

  it('by the founder stops all, whoever they are', () => {
    const { alice, bob, circle, doc } = four()
    const { bytes } = say(alice, circle, 'HUG', null)
    for (const who of [alice, bob]) who.store.importLog(circle, [bytes])
    expect(standing(bob, circle)).toBe('newer')
    expect(isOpen(bob, circle, doc)).toBe(false)
    expect(bob.store.leave(circle).ok).toBe(true)
  })
})

/** Version 2 of Bob's next envelope, in this note. */
const newer = (bob: Person, circle: CircleId, doc: DocId): Uint8Array =>
  forge(bob, circle, doc, new Uint8Array(9), { v: 2 }).bytes

describe('a header of a newer version', () => {
  it('closes a note as long as its author is in, and no longer', () => {
    for (const how of ['remove', 'leave'] as const) {
      const { alice, bob, cleo, circle, doc, all } = four()
      meet(all, circle)
      const bytes = newer(bob, circle, doc)
      for (const who of [alice, cleo]) {
        who.store.receive(circle, [bytes])
        expect(isOpen(who, circle, doc)).toBe(false)
        expect(who.again().store.open(circle, doc)?.readOnly).toBe(true)
      }
      const said =
        how === 'leave'
          ? bob.store.leave(circle)
          : alice.store.remove(circle, bob.store.me(circle).member, false)
      if (!said.ok) throw new Error(said.fault)
      for (const who of [alice, cleo]) {
        who.store.importLog(circle, [said.value])
        expect(isOpen(who, circle, doc), how).toBe(true)
      }
    }
  })

  it('is one thing for everybody, whether it came before the removal or after, before the note or after', () => {
    const { alice, bob, cleo, dan, circle, doc, all } = four()
    meet(all, circle)
    const bytes = newer(bob, circle, doc)
    cleo.store.receive(circle, [bytes])
    const gone = alice.store.remove(circle, bob.store.me(circle).member, false)
    expect(gone.ok).toBe(true)
    alice.store.receive(circle, [bytes])
    for (const who of [cleo, dan]) who.store.importLog(circle, alice.store.missingLog(circle, []))
    dan.store.receive(circle, [bytes])
    for (const who of [alice, cleo, dan]) expect(isOpen(who, circle, doc)).toBe(true)
  })

  it('closes a note that came after it too', () => {
    const { alice, bob, cleo, circle, all } = four()
    meet(all, circle)
    const begun = note(alice, circle)
    bob.store.receive(
      circle,
      [...alice.store.missing(circle, bob.store.have(circle))].map(({ bytes }) => bytes),
    )
    const bytes = newer(bob, circle, begun)
    cleo.store.receive(circle, [bytes])
    const rest = [...alice.store.missing(circle, cleo.store.have(circle))]
    cleo.store.receive(
      circle,
      rest.map(({ bytes: some }) => some),
    )
    alice.store.receive(circle, [bytes])
    for (const who of [alice, cleo]) expect(isOpen(who, circle, begun)).toBe(false)
  })

  it('of a device that said another thing under the same number closes nothing, in whatever order', () => {
    const { alice, bob, cleo, circle, doc, all } = four()
    const other = note(alice, circle)
    meet(all, circle)
    const both = [newer(bob, circle, doc), newer(bob, circle, other)]
    for (const [who, order] of [
      [alice, both],
      [cleo, [...both].reverse()],
    ] as const) {
      who.store.receive(circle, [order[0]!])
      // Nobody writes here meanwhile: it would name the one that came.
      expect([doc, other].filter(id => who.store.open(circle, id)?.readOnly)).toHaveLength(1)
      who.store.receive(circle, [order[1]!])
      for (const id of [doc, other]) expect(isOpen(who, circle, id)).toBe(true)
    }
  })
})
