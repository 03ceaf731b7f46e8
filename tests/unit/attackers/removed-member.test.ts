/**
 * Somebody who was let out, with a patched program and every key they ever had. On links: live/patched.test.ts and
 * live/standing.test.ts; by file: circle/syncfile.test.ts; in the log: circle/members.test.ts; at a door: circle/epochs.test.ts.
 */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { writeHeads } from '../../../src/main/vault/circle/envelope/heads.ts'
import { writingKey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { syncState } from '../../../src/main/vault/circle/live/sync-state.ts'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { cid } from '../../../src/main/vault/circle/names/doc.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { EntryId, EnvId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { memberOf, promote, remove } from '../circle/acts.ts'
import { cidOf, forge, ring, say } from '../circle/forge.ts'
import { deviceAddOf } from '../circle/history.ts'
import { addBlock, send, wordsOf } from '../circle/people.ts'
import { four, meet, one, says, write } from './circle.ts'

/** Cleo is out, everybody else knows it, and she has all that she had. */
function out() {
  const it = four()
  const { alice, bob, cleo, dan, circle, doc } = it
  write(cleo, circle, doc, 'Cleo, in time.')
  meet(it.all, circle)
  const before = { heads: cleo.store.logHeads(circle), keys: ring(cleo, circle) }
  remove(alice, circle, memberOf(cleo, circle, alice))
  meet([alice, bob, dan], circle)
  return { ...it, before, stay: [alice, bob, dan] }
}

describe('somebody who was let out, with a patched program and all old keys', () => {
  it('cannot read what is written afterwards, though every envelope of it comes her way', () => {
    const { alice, cleo, stay, circle, doc, before } = out()
    const sent = write(alice, circle, doc, 'Among us.')
    meet(stay, circle)
    // Her program takes the log too, and each key that anything in it opens.
    send(alice, cleo, circle)
    cleo.store.receive(circle, [sent])
    expect(wordsOf(cleo, circle, doc)).not.toContain('Among us.')
    const { epochHeads } = alice.store.state(circle)
    expect(writingKey(epochHeads, ring(alice, circle))).toBeDefined()
    expect(writingKey(epochHeads, ring(cleo, circle))).toBeUndefined()
    expect(ring(cleo, circle)).toEqual(before.keys)
  })

  it('brings in no word that she dates back, nor one under the new keys’ name', () => {
    const { cleo, stay, circle, doc, before } = out()
    const was = stay.map(who => wordsOf(who, circle, doc))
    const words = (text: string): Uint8Array => {
      const mine = new Y.Doc()
      Y.applyUpdateV2(mine, cleo.store.open(circle, doc)!.state)
      mine.clientID = cidOf(cleo, circle, doc)
      const vector = Y.encodeStateVector(mine)
      addBlock(mine, text)
      return Y.encodeStateAsUpdateV2(mine, vector)
    }
    const late = forge(cleo, circle, doc, words('as if in time'), { deps: [], logHeads: before.heads })
    const { state } = stay[0]!.store
    const now = forge(cleo, circle, doc, words('as if still in'), {
      seq: late.header.seq + 1,
      prev: late.id,
      deps: [],
      logHeads: state(circle).heads,
      epochHeads: state(circle).epochHeads,
      key: random(32),
    })
    for (const who of stay)
      expect(who.store.receive(circle, [late.bytes, now.bytes])).toMatchObject({
        apart: 1,
        refused: 1,
        accepted: [],
      })
    expect(stay.map(who => wordsOf(who, circle, doc))).toEqual(was)
    one(stay, circle)
  })

  it('leaves nobody waiting for words that she said she had, and that do not count', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    write(cleo, circle, doc, 'In time.')
    meet(all, circle)
    const { device, keys } = cleo.store.me(circle)
    const have = cleo.store
      .have(circle)
      .map(end =>
        hex(end.device) === hex(device) ? { ...end, seq: end.seq + 3, hash: random(32) as EnvId } : end,
      )
    const { heads, epochHeads } = cleo.store.state(circle)
    const said = writeHeads(circle, { have, log: heads, epochs: epochHeads }, keys)
    const nothing = { links: 0, ways: [], files: { wrote: null, took: null }, paused: false, off: false }
    const coming = () => syncState(alice.store, circle, nothing).coming
    // They came, and the link broke before what they speak of.
    expect(alice.store.readHeads(circle, said).ok).toBe(true)
    expect(coming()).toBe(3)
    // Bob has them too, as he says, and stays.
    const bobs = { have, log: heads, epochs: epochHeads }
    expect(alice.store.readHeads(circle, writeHeads(circle, bobs, bob.store.me(circle).keys)).ok).toBe(true)
    remove(alice, circle, memberOf(cleo, circle, alice))
    meet([alice, bob, dan], circle)
    expect(coming()).toBe(0)
  })

  it('brings in no word by the help of a host below the one who let them out, who says their end anew', () => {
    for (const isDatedBack of [false, true]) {
      const { alice, bob, cleo, dan, all, circle, doc } = four()
      promote(alice, circle, memberOf(dan, circle, alice))
      meet(all, circle)
      const { heads, epochHeads } = bob.store.state(circle)
      const device = bob.store.me(circle).device
      remove(alice, circle, memberOf(bob, circle, alice))
      meet([alice, cleo, dan], circle)
      const far = { device, seq: Number.MAX_SAFE_INTEGER, hash: random(32) as EnvId }
      const member = bob.store.me(circle).member
      const anew: Act = { type: 'REMOVE', member, cuts: [far], emergency: false, rekey: null }
      const parents = isDatedBack ? heads : dan.store.logHeads(circle)
      expect(says(dan, circle, anew, [alice, cleo, dan], parents).refused).toBe(0)
      const mine = new Y.Doc()
      Y.applyUpdateV2(mine, bob.store.open(circle, doc)!.state)
      mine.clientID = cidOf(bob, circle, doc)
      let at: { seq: number; prev: EnvId | null } = { seq: 1, prev: null }
      const deps = bob.store.have(circle)
      const late = (words: string): Uint8Array => {
        const before = Y.encodeStateVector(mine)
        addBlock(mine, words)
        const update = Y.encodeStateAsUpdateV2(mine, before)
        const sent = forge(bob, circle, doc, update, {
          logHeads: heads,
          epochHeads,
          ...at,
          deps: at.seq === 1 ? deps : [],
        })
        at = { seq: at.seq + 1, prev: sent.id }
        return sent.bytes
      }
      const words = [late('Bob, after he was let out.')]
      for (const who of [alice, cleo])
        expect(who.store.receive(circle, words)).toMatchObject({ accepted: [], apart: 1 })
      remove(alice, circle, memberOf(dan, circle, alice))
      meet([alice, cleo], circle)
      words.push(late('Bob, after his friend was.'))
      for (const who of [alice, cleo]) {
        who.store.receive(circle, words)
        expect(wordsOf(who, circle, doc)).not.toContain('Bob, after')
      }
      one([alice, cleo], circle)
    }
  })

  it('brings in no word by a computer that signed itself out before, whatever it said of its own end', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    const phone = deviceKeys(random(32), random(16))
    const add = deviceAddOf(circle, cleo.store.me(circle).keys, phone)
    says(cleo, circle, add, all)
    alice.store.rekey(circle)
    meet(all, circle)
    const { heads, epochHeads } = cleo.store.state(circle)
    const far = { device: phone.id, seq: Number.MAX_SAFE_INTEGER, hash: random(32) as EnvId }
    const gone = say(cleo, circle, 'DEVICE_REVOKE', far, heads, phone)
    for (const who of all) expect(who.store.importLog(circle, [gone.bytes]).refused).toBe(0)
    expect(alice.store.remove(circle, memberOf(cleo, circle, alice).id, false).ok).toBe(true)
    meet([alice, bob, dan], circle)
    const mine = new Y.Doc()
    Y.applyUpdateV2(mine, bob.store.open(circle, doc)!.state)
    mine.clientID = cid(circle, doc, phone.id, 0)
    const vector = Y.encodeStateVector(mine)
    addBlock(mine, 'From a phone, long after.')
    const update = Y.encodeStateAsUpdateV2(mine, vector)
    const sent = forge(bob, circle, doc, update, {
      keys: phone,
      seq: 1,
      prev: null,
      logHeads: heads,
      epochHeads,
      key: writingKey(epochHeads, ring(bob, circle))!,
    })
    for (const who of [alice, bob, dan]) {
      expect(who.store.receive(circle, [sent.bytes])).toMatchObject({ accepted: [], apart: 1 })
      expect(wordsOf(who, circle, doc)).not.toContain('From a phone')
    }
    one([alice, bob, dan], circle)
  })

  it('brings in no computer of hers that she signs for beside her removal, and no word of it', () => {
    const { alice, cleo, stay, circle, doc, before } = out()
    const phone = deviceKeys(random(32), random(16))
    const add = deviceAddOf(circle, cleo.store.me(circle).keys, phone)
    const entry = say(cleo, circle, 'DEVICE_ADD', payloadOf(add), before.heads)
    for (const who of stay) expect(who.store.importLog(circle, [entry.bytes]).added).toHaveLength(1)
    const mine = new Y.Doc()
    mine.clientID = cid(circle, doc, phone.id, 0)
    mine.getMap('head').set('title', 'From a phone')
    const { epochHeads } = cleo.store.state(circle)
    for (const logHeads of [before.heads, [entry.id]]) {
      const sent = forge(cleo, circle, doc, Y.encodeStateAsUpdateV2(mine), {
        keys: phone,
        logHeads,
        epochHeads,
        seq: 1,
        prev: null,
      })
      for (const who of stay) expect(who.store.receive(circle, [sent.bytes]).accepted).toEqual([])
    }
    alice.store.rekey(circle)
    meet(stay, circle)
    const { epochs, epochHeads: heads } = alice.store.state(circle)
    for (const head of heads) expect(epochs.get(hex(head))!.boxes.has(hex(phone.id))).toBe(false)
    expect(stay.map(who => who.store.read(circle, doc, d => d.getMap('head').get('title')))).toEqual([
      '',
      '',
      '',
    ])
    one(stay, circle)
  })
})

describe('a host who was removed, with a patched program', () => {
  /** Bob was a host and is out; Dan alone has not heard. Bob signs that Dan is out, on top of nothing that anybody has. */
  function word(parents = [random(32) as EntryId]) {
    const it = four()
    const { alice, bob, cleo, dan, all, circle } = it
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    remove(alice, circle, memberOf(bob, circle, alice))
    meet([alice, cleo], circle)
    const { device, member } = dan.store.me(circle)
    const cuts = [{ device, seq: 0, hash: null }]
    const act = { type: 'REMOVE', member, cuts, emergency: true, rekey: null } as const
    return { ...it, said: say(bob, circle, 'REMOVE', payloadOf(act), parents) }
  }

  it('puts nobody out: Dan is silent until the log tells him who said it, and then in as before', () => {
    const { alice, cleo, dan, circle, doc, said } = word()
    expect(dan.store.parted(circle, [said.bytes])).toBe(true)
    expect(dan.store.open(circle, doc)?.readOnly).toBe(true)
    expect(dan.store.create(circle, 'note', d => addBlock(d, 'No.')).ok).toBe(false)
    expect(dan.store.rename(circle, 'D').ok).toBe(false)
    // The log grows by what says nothing of it.
    dan.store.importLog(circle, [
      say(cleo, circle, 'LEAVE', payloadOf({ type: 'LEAVE' }), dan.store.logHeads(circle)).bytes,
    ])
    expect(dan.again().store.me(circle)).toMatchObject({ parted: true, putOut: true })
    send(alice, dan, circle)
    expect(dan.store.me(circle)).toMatchObject({ active: true, parted: false, putOut: false })
    expect(dan.again().store.me(circle)).toMatchObject({ active: true, parted: false, putOut: false })
    expect(memberOf(dan, circle, alice).status).toBe('active')
    expect(dan.store.parted(circle, [said.bytes])).toBe(false)
    expect(dan.db.prepare('SELECT count(*) FROM circle_since WHERE entry = ?').pluck().get(said.id)).toBe(0)
    expect(dan.store.open(circle, doc)?.readOnly).toBe(false)
    expect(dan.store.create(circle, 'note', d => addBlock(d, 'Here.')).ok).toBe(true)
  })

  it('cannot talk in again whom a host let out, with all of a log that says nothing of it', () => {
    const { alice, bob, cleo, dan, all, circle } = four()
    promote(alice, circle, memberOf(bob, circle, alice))
    meet(all, circle)
    alice.store.rekey(circle)
    remove(alice, circle, memberOf(dan, circle, alice))
    expect(dan.store.parted(circle, alice.store.parting(circle, dan.store.me(circle).device))).toBe(true)
    bob.store.rekey(circle)
    cleo.store.rename(circle, 'C')
    for (const who of [bob, cleo]) send(who, dan, circle)
    expect(dan.store.me(circle)).toMatchObject({ active: true, parted: true, putOut: true })
    send(alice, dan, circle)
    expect(dan.store.me(circle)).toMatchObject({ active: false, putOut: true })
  })
})
