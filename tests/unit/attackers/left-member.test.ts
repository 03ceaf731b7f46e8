/**
 * Somebody who left, with a patched program and every key they had. What they say in the log, case by case, and leavings that
 * are dated back: circle/members.test.ts, “leaving”; by chance: circle/histories.test.ts.
 */
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { equal } from '../../../src/shared/bytes.ts'
import { cutsOf, memberOf, promote } from '../circle/acts.ts'
import { cidOf, forge, ring } from '../circle/forge.ts'
import { addBlock, join, pair, sync, wordsOf } from '../circle/people.ts'
import { four, meet, one, says, write } from './circle.ts'

it('lets nobody out as the host they were, and gives themselves no key', () => {
  // Two decide here.
  const { alice, bob, circle } = pair()
  promote(alice, circle, memberOf(bob, circle, alice))
  const cleo = join(alice, circle, 'Cleo')
  for (let round = 0; round < 2; round++) for (const who of [alice, cleo]) sync(who, bob, circle)
  sync(alice, cleo, circle)
  const before = bob.store.logHeads(circle)
  const state = bob.store.state(circle)
  const target = memberOf(cleo, circle, bob)
  const cuts = cutsOf(bob, circle, target)
  const keys = ring(bob, circle)
  expect(bob.store.leave(circle).ok).toBe(true)
  alice.store.importLog(circle, bob.store.missingLog(circle, []))
  alice.store.rekey(circle)
  sync(alice, cleo, circle)
  const stay = activeDevices(state).filter(device => !equal(device.member, target.id))
  const made = rekey(circle, makeEpochKey(), stay, state.epochHeads, keys)!
  const epoch = { commit: made.commit, boxes: made.boxes, wraps: made.wraps }
  const act = { type: 'REMOVE', member: target.id, cuts, emergency: true, rekey: epoch } as const
  const { id } = says(bob, circle, act, [alice, cleo], before)
  const device = hex(bob.store.me(circle).device)
  for (const who of [alice, cleo]) {
    const now = who.store.state(circle)
    expect(now.voided.get(hex(id))).toBe('left')
    expect(memberOf(cleo, circle, who).status).toBe('active')
    expect(now.epochHeads.some(head => now.epochs.get(hex(head))?.boxes.has(device))).toBe(false)
  }
  one([alice, cleo], circle)
})

it('brings in no word that they date back, once a host has said where their words end', () => {
  const { alice, bob, cleo, dan, all, circle, doc } = four()
  write(bob, circle, doc, 'Bob, in time.')
  meet(all, circle)
  const { heads, epochHeads } = bob.store.state(circle)
  expect(bob.store.leave(circle).ok).toBe(true)
  alice.store.importLog(circle, bob.store.missingLog(circle, []))
  alice.store.rekey(circle)
  meet([alice, cleo, dan], circle)
  const mine = new Y.Doc()
  Y.applyUpdateV2(mine, bob.store.open(circle, doc)!.state)
  mine.clientID = cidOf(bob, circle, doc)
  let at = bob.store.have(circle).find(({ device }) => equal(device, bob.store.me(circle).device))!
  const late = (words: string): Uint8Array => {
    const before = Y.encodeStateVector(mine)
    addBlock(mine, words)
    const update = Y.encodeStateAsUpdateV2(mine, before)
    const then = { logHeads: heads, epochHeads, seq: at.seq + 1, prev: at.hash, deps: [] }
    const sent = forge(bob, circle, doc, update, then)
    at = { ...at, seq: at.seq + 1, hash: sent.id }
    return sent.bytes
  }
  // Nobody can tell this from what another computer of an honest person wrote in time.
  const first = late('Bob, after he left.')
  expect(dan.store.receive(circle, [first]).accepted).toHaveLength(1)
  expect(alice.store.remove(circle, memberOf(bob, circle, alice).id, false).ok).toBe(true)
  meet([alice, cleo, dan], circle)
  const second = late('Bob, long after he left.')
  for (const who of [alice, cleo, dan]) {
    expect(who.store.receive(circle, [first, second]).accepted).toEqual([])
    expect(wordsOf(who, circle, doc)).toContain('Bob, in time.')
    expect(wordsOf(who, circle, doc)).not.toContain('after he left')
    expect(memberOf(bob, circle, who).status).toBe('removed')
  }
  one([alice, cleo, dan], circle)
})
