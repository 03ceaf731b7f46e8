/**
 * A member who turned, with a patched program: real keys, and no rule. Whatever one envelope may not hold, and forks:
 * circle/refuse.test.ts; ground client ids: circle/same-client.test.ts; two stories told to two people: circle/cut.test.ts and,
 * by chance, circle/apart.test.ts; in the log: circle/members.test.ts and circle/log.test.ts.
 */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { readEnvelope, sealEnvelope, writeEnvelope } from '../../../src/main/vault/circle/envelope/seal.ts'
import { writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { docId } from '../../../src/main/vault/circle/names/doc.ts'
import { BATCH } from '../../../src/main/vault/circle/receive/receive.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { chanceFrom, mutate } from '../../fuzz/mutate.ts'
import { does, memberOf } from '../circle/acts.ts'
import { cidOf, forge, ring } from '../circle/forge.ts'
import { deviceAddOf } from '../circle/history.ts'
import { addBlock, Face, note, send, sync, wordsOf } from '../circle/people.ts'
import { four, meet, one, says, write } from './circle.ts'

describe('a member who turned', () => {
  it('puts nobody else’s post out as one of their own: not the sealed bytes, not the words under their author’s id', () => {
    const { alice, bob, cleo, circle, doc } = four()
    const sent = write(alice, circle, doc, 'Said by Alice.')
    sync(alice, bob, circle)
    send(alice, cleo, circle)
    const was = wordsOf(cleo, circle, doc)
    const hers = readEnvelope(sent)
    if (!hers.ok) throw new Error(hers.fault)
    const { header } = forge(bob, circle, doc, new Uint8Array(3))
    const { keys } = bob.store.me(circle)
    const key = writingKey(bob.store.state(circle).epochHeads, ring(bob, circle))!
    const sealed = sealEnvelope(header, new Uint8Array(3), key, keys)
    // Her body under his name: its bytes are not those that he signed for.
    const body = writeEnvelope({ ...sealed, body: hers.value.body })
    expect(cleo.store.receive(circle, [body])).toMatchObject({ quarantined: 1, accepted: [] })
    // What she wrote, opened and sealed anew by him: her client id is not his.
    const update = Y.encodeStateAsUpdateV2(new Face(alice, circle, doc).doc)
    const again = forge(bob, circle, doc, update)
    expect(cleo.store.receive(circle, [again.bytes])).toMatchObject({ refused: 1, accepted: [] })
    // Her note as one that he began.
    const mine = docId(circle, bob.store.me(circle).device, again.header.seq + 1)
    const begun = forge(bob, circle, mine, update, { seq: again.header.seq + 1, prev: again.id, deps: [] })
    expect(cleo.store.receive(circle, [begun.bytes])).toMatchObject({ refused: 1, accepted: [] })
    expect(cleo.store.documents(circle, 'note')).toHaveLength(1)
    expect(wordsOf(cleo, circle, doc)).toBe(was)
  })

  it('keeps a note from nobody and makes no two differ, whatever bytes they seal', () => {
    const { alice, bob, cleo, dan, circle, doc } = four()
    const face = new Face(bob, circle, doc)
    const good = [
      face.update(d => addBlock(d, 'a line')),
      face.update(d => d.getMap('head').set('title', 'x')),
      face.update(d => d.getXmlFragment('body').delete(0, 1)),
    ]
    const chance = chanceFrom(20261123)
    const sent: Uint8Array[] = []
    let last = forge(bob, circle, doc, mutate(good, chance))
    for (let i = 0; i < 400; i++) {
      sent.push(last.bytes)
      const next = { seq: last.header.seq + 1, prev: last.id, deps: [] }
      last = forge(bob, circle, doc, mutate(good, chance), next)
    }
    let accepted = 0
    for (let at = 0; at < sent.length; at += BATCH)
      accepted += alice.store.receive(circle, sent.slice(at, at + BATCH)).accepted.length
    for (const bytes of sent) cleo.store.receive(circle, [bytes])
    let late = dan
    for (let at = 0; at < sent.length; at += 30) {
      late = late.again()
      late.store.receive(circle, sent.slice(at, at + 30).reverse())
    }
    expect(accepted).toBeGreaterThan(0)
    write(alice, circle, doc, 'Alice goes on.')
    meet([alice, cleo, late], circle)
    one([alice, cleo, late], circle)
    expect(wordsOf(cleo, circle, doc)).toContain('Alice goes on.')
  })

  it('stops nobody by naming what was never said: their own chain waits, and no other', () => {
    const { alice, bob, cleo, circle, doc } = four()
    const { device } = alice.store.me(circle)
    const deps = [{ device, seq: 9999, hash: random(32) as never }]
    const first = forge(bob, circle, doc, new Uint8Array(3), { deps })
    const sent = [first]
    for (let i = 0; i < 400; i++) {
      const { header, id } = sent.at(-1)!
      sent.push(forge(bob, circle, doc, random(2000), { seq: header.seq + 1, prev: id, deps: [] }))
    }
    for (let at = 0; at < sent.length; at += BATCH)
      cleo.store.receive(
        circle,
        sent.slice(at, at + BATCH).map(({ bytes }) => bytes),
      )
    const waiting = cleo.db.prepare('SELECT count(*) FROM buffered').pluck().get() as number
    expect(waiting).toBeGreaterThan(0)
    expect(waiting).toBeLessThanOrEqual(256)
    write(alice, circle, doc, 'Alice goes on.')
    send(alice, cleo, circle)
    expect(wordsOf(cleo, circle, doc)).toContain('Alice goes on.')
  })

  it('acknowledges for nobody else: HEADS in another’s name are heeded by nobody', () => {
    const { alice, bob, cleo, circle } = four()
    const { heads, epochHeads } = bob.store.state(circle)
    const lie = writeHeads(
      circle,
      { have: [], log: heads, epochs: epochHeads },
      {
        ...bob.store.me(circle).keys,
        id: cleo.store.me(circle).device,
      },
    )
    expect(alice.store.readHeads(circle, lie).ok).toBe(false)
  })

  it('says nothing in the log that is another’s to say', () => {
    const { alice, bob, cleo, dan, circle } = four()
    const others = [alice, cleo, dan]
    const [a, c] = [memberOf(alice, circle, bob), memberOf(cleo, circle, bob)]
    const phone = deviceKeys(random(32), random(16))
    const stolen = deviceAddOf(circle, cleo.store.me(circle).keys, phone)
    const cut = { device: cleo.store.me(circle).device, seq: 0, hash: null }
    for (const act of [
      { type: 'PROMOTE' as const, member: memberOf(bob, circle).id },
      { type: 'REMOVE' as const, member: c.id, cuts: [cut], emergency: true, rekey: null },
      { type: 'DEMOTE' as const, member: a.id, cuts: [{ ...cut, device: alice.store.me(circle).device }] },
      { type: 'DEVICE_REVOKE' as const, device: cut.device, seq: 0, hash: null },
      { type: 'CLOSE' as const },
      { type: 'HOST_ACTION' as const, action: 'hide', doc: null, member: c.id, words: '' },
      // A word that was given for Cleo's computer, in his own name.
      stolen,
    ])
      expect([act.type, says(bob, circle, act, others)]).toMatchObject([act.type, { refused: 3 }])
    // And everybody goes on.
    does(alice, circle, { type: 'PROFILE', name: 'Alicia' })
    meet([alice, bob, cleo, dan], circle)
    one([alice, bob, cleo, dan], circle)
  })

  it('writes in nobody’s way: a note of their own without end, and all others open as before', () => {
    const { alice, bob, cleo, circle, doc } = four()
    const own = note(bob, circle)
    sync(bob, cleo, circle)
    const long = new Y.Doc()
    Y.applyUpdateV2(long, bob.store.open(circle, own)!.state)
    long.clientID = cidOf(bob, circle, own)
    const before = Y.encodeStateVector(long)
    addBlock(long, 'x'.repeat(5 * 1024 * 1024))
    const huge = forge(bob, circle, own, Y.encodeStateAsUpdateV2(long, before), { deps: [] })
    const { accepted, quarantined } = cleo.store.receive(circle, [huge.bytes])
    expect([accepted.length, quarantined]).toEqual([0, 1])
    write(alice, circle, doc, 'As before.')
    send(alice, cleo, circle)
    expect(wordsOf(cleo, circle, doc)).toContain('As before.')
  })
})
