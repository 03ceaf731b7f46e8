/**
 * A vault whose file was put back from a copy of before, keys and all, as one who copies a folder has it. A backup by
 * Kinfold holds no such key: live/computers.test.ts ("a notebook that was put back from a copy"). Forks of one chain, by
 * who built on them: circle/cut.test.ts; of the log: circle/log.test.ts.
 */
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { does, memberOf, remove } from '../circle/acts.ts'
import { ring } from '../circle/forge.ts'
import { newNote, type Person, person, send, wordsOf } from '../circle/people.ts'
import { four, meet, one, write } from './circle.ts'

const copyOf = (who: Person): Person => person(new Sqlite(who.db.serialize()), who.clock)

describe('an old copy of a vault that is opened again', () => {
  it('writes no more once it has met anybody, and what it said before that makes no two differ', () => {
    for (const first of ['self', 'copy'] as const) {
      const { alice, bob, cleo, dan, circle, doc } = four()
      write(bob, circle, doc, 'Before the copy. ')
      meet([alice, bob, cleo, dan], circle)
      const copy = copyOf(bob)
      write(bob, circle, doc, 'Bob went on. ')
      write(copy, circle, doc, 'The copy went on. ')
      const order = first === 'self' ? [bob, copy] : [copy, bob]
      for (const from of order) send(from, alice, circle)
      for (const from of order.toReversed()) send(from, cleo, circle)
      meet([alice, cleo, dan], circle)
      one([alice, cleo, dan], circle)
      const words = wordsOf(alice, circle, doc)!
      expect(words).toContain('Before the copy.')
      expect(words.includes('Bob went on.') && words.includes('The copy went on.')).toBe(false)
      meet([alice, bob, copy], circle)
      for (const who of [bob, copy]) {
        expect(who.store.me(circle).stopped).toBe(true)
        expect(who.again().store.create(circle, 'note', newNote)).toEqual({ ok: false, fault: 'read-only' })
      }
      write(dan, circle, doc, 'All others go on.')
      meet([alice, cleo, dan], circle)
      expect(one([alice, cleo, dan], circle).notes[0]![1]).toContain('All others go on.')
    }
  })

  it('of a host undoes nothing that the host has said since, and says no more in the log', () => {
    const { alice, bob, cleo, dan, circle } = four()
    const copy = copyOf(alice)
    remove(alice, circle, memberOf(cleo, circle, alice))
    meet([alice, bob, dan], circle)
    does(copy, circle, { type: 'PROFILE', name: 'Alice of before' })
    meet([copy, bob, dan], circle)
    for (const who of [bob, dan]) {
      const { members, devices } = who.store.state(circle)
      expect(members.get(hex(memberOf(cleo, circle, who).id))!.status).toBe('removed')
      expect(devices.get(hex(alice.store.me(circle).device))!.status).toBe('forked')
    }
    one([bob, dan], circle)
    expect(copy.store.rename(circle, 'Again')).toEqual({ ok: false, fault: 'not-allowed' })
  })

  it('of somebody who was let out since has the keys of before, and no way to newer ones', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    const copy = copyOf(cleo)
    remove(alice, circle, memberOf(cleo, circle, alice))
    meet([alice, bob, dan], circle)
    write(alice, circle, doc, 'Without Cleo.')
    meet([alice, bob, dan], circle)
    const had = ring(copy, circle).size
    for (const from of [alice, bob, dan]) send(from, copy, circle)
    expect(ring(copy, circle).size).toBe(had)
    expect(wordsOf(copy, circle, doc)).not.toContain('Without Cleo.')
    expect(copy.store.create(circle, 'note', newNote).ok).toBe(false)
  })
})
