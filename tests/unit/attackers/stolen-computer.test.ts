/**
 * A computer that was stolen while it was unlocked, in the hands of somebody with a patched program, and its owner, who
 * has another one. Of two that ask to shut each other out: circle/members.test.ts; over links: live/computers.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DocId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { memberOf, promote } from '../circle/acts.ts'
import { say } from '../circle/forge.ts'
import { cutsOf, deviceAddOf, memberOf as idOf, keysOf } from '../circle/history.ts'
import type { Person } from '../circle/people.ts'
import { signQuickly } from '../circle/quick.ts'
import { ALICE, BOB, CLEO, circleOf, second } from '../circle/told.ts'
import { four, meet, one, says } from './circle.ts'

signQuickly()

const newKeys = () => deviceKeys(random(32), random(16))

/** Bob has this one and a laptop, with keys of now. Cleo is a host beside Alice. */
function stolen() {
  const it = four()
  const { alice, bob, cleo, all, circle } = it
  promote(alice, circle, memberOf(cleo, circle, alice))
  meet(all, circle)
  const laptop = newKeys()
  expect(says(bob, circle, deviceAddOf(circle, bob.store.me(circle).keys, laptop), all).refused).toBe(0)
  alice.store.rekey(circle)
  meet(all, circle)
  return { ...it, laptop }
}

const statusOf = (who: Person, circle: CircleId, { id }: DeviceKeys) =>
  who.store.state(circle).devices.get(hex(id))?.status

/** What the thief says, one after the other, from these heads on. */
function chain(circle: CircleId, keys: DeviceKeys, parents: readonly EntryId[], acts: readonly Act[]) {
  let last = parents
  const entries = acts.map((act, i) => {
    const entry = writeEntry(
      { circle, parents: last, type: act.type, payload: payloadOf(act), wallTime: i },
      keys,
    )
    last = [entry.id]
    return entry.bytes
  })
  return { entries, last }
}
const erases = (times: number, { id }: DeviceKeys): Act[] =>
  Array.from({ length: times }, () => ({
    type: 'ERASE',
    doc: random(32) as DocId,
    upto: [{ device: id, seq: 1 }],
  }))
const renames = (times: number): Act[] =>
  Array.from({ length: times }, (_, i) => ({ type: 'PROFILE', name: `B${i}` }))

function hear(who: Person, circle: CircleId, entries: readonly Uint8Array[]): number {
  let added = 0
  for (let i = 0; i < entries.length; i += 64)
    added += who.store.importLog(circle, entries.slice(i, i + 64)).added.length
  return added
}

function shutOut({ alice, bob, all, circle, laptop }: ReturnType<typeof stolen>): void {
  expect(bob.store.revoke(circle, laptop.id).ok).toBe(true)
  meet(all, circle)
  const asked = [...alice.store.state(circle).pending.values()].find(({ type }) => type === 'DEVICE_REVOKE')
  expect(asked).toBeDefined()
  expect(alice.store.consent(circle, asked!.id).ok).toBe(true)
  meet(all, circle)
}

describe('a stolen computer', () => {
  it('does not keep its owner from shutting it out by saying all that its member may say', () => {
    const it = stolen()
    const { all, bob, circle, laptop } = it
    const said = [...erases(400, laptop), ...renames(199)]
    const { entries } = chain(circle, laptop, bob.store.logHeads(circle), said)
    for (const who of all) expect(hear(who, circle, entries)).toBe(599)
    shutOut(it)
    for (const who of all) expect(statusOf(who, circle, laptop)).toBe('revoked')
    expect(bob.store.revoke(circle, bob.store.me(circle).device).ok).toBe(true)
  }, 60_000)

  it('nor by filling the room that its member has in everybody’s log', () => {
    const it = stolen()
    const { alice, bob, circle, laptop } = it
    const all = [alice, bob]
    const other = newKeys()
    const add = chain(circle, laptop, bob.store.logHeads(circle), [deviceAddOf(circle, laptop, other)])
    const said = [laptop, other].flatMap(
      keys => chain(circle, keys, add.last, [...erases(400, laptop), ...renames(190)]).entries,
    )
    for (const who of all) expect(hear(who, circle, [...add.entries, ...said])).toBe(1000)
    shutOut({ ...it, all })
    for (const who of all) expect(statusOf(who, circle, laptop)).toBe('revoked')
  }, 120_000)

  it('brings in no other one while its owner waits for a host', () => {
    const { alice, bob, cleo, dan, all, circle, laptop } = stolen()
    const before = bob.store.logHeads(circle)
    expect(bob.store.revoke(circle, laptop.id).ok).toBe(true)
    meet(all, circle)
    const [late, dated] = [newKeys(), newKeys()]
    const add = (keys: DeviceKeys, parents: readonly EntryId[]) =>
      say(bob, circle, 'DEVICE_ADD', payloadOf(deviceAddOf(circle, laptop, keys)), parents, laptop).bytes
    // Knowing that it is asked about.
    for (const who of [alice, cleo, dan])
      expect(who.store.importLog(circle, [add(late, alice.store.logHeads(circle))]).refused).toBe(1)
    // Dated back. The host hears of it before she signs, makes keys for it, and it brings in one more.
    const dates = add(dated, before)
    for (const who of [alice, cleo, dan]) expect(who.store.importLog(circle, [dates]).refused).toBe(0)
    expect(statusOf(alice, circle, dated)).toBe('active')
    alice.store.rekey(circle)
    meet([alice, cleo, dan], circle)
    const third = newKeys()
    const more = chain(circle, dated, alice.store.logHeads(circle), [deviceAddOf(circle, dated, third)])
    for (const who of [alice, cleo, dan]) expect(hear(who, circle, more.entries)).toBe(1)
    const [asked] = [...alice.store.state(circle).pending.values()]
    expect(alice.store.consent(circle, asked!.id).ok).toBe(true)
    meet(all, circle)
    for (const who of all) {
      expect(statusOf(who, circle, laptop)).toBe('revoked')
      for (const keys of [late, dated, third]) expect(statusOf(who, circle, keys)).toBeUndefined()
    }
    // And nobody makes keys for them.
    expect(alice.store.due(circle)).toBeDefined()
    expect(alice.store.tend(circle)).toHaveLength(1)
    const { epochs, epochHeads } = alice.store.state(circle)
    for (const keys of [laptop, late, dated, third])
      expect(epochs.get(hex(epochHeads[0]!))!.boxes.has(hex(keys.id))).toBe(false)
    meet(all, circle)
    one(all, circle)
  }, 60_000)

  it('that asks to shut its owner out keeps no computer out once it is shut out itself', () => {
    const it = stolen()
    const { alice, bob, all, circle, laptop } = it
    const own = bob.store.me(circle)
    const asks = { type: 'DEVICE_REVOKE', device: own.device, seq: 0, hash: null } as Act
    for (const who of all)
      hear(who, circle, chain(circle, laptop, bob.store.logHeads(circle), [asks]).entries)
    const tablet = newKeys()
    const adds = () => says(bob, circle, deviceAddOf(circle, own.keys, tablet), [alice]).refused
    expect(adds()).toBe(1)
    // Both are held until a host says which one goes.
    expect(bob.store.revoke(circle, laptop.id).ok).toBe(true)
    meet(all, circle)
    expect(statusOf(alice, circle, laptop)).toBe('suspended')
    const asked = [...alice.store.state(circle).pending.values()].find(
      ({ revokes }) => revokes && hex(revokes) === hex(laptop.id),
    )
    expect(alice.store.consent(circle, asked!.id).ok).toBe(true)
    meet(all, circle)
    expect(statusOf(bob, circle, own.keys)).toBe('active')
    expect(adds()).toBe(0)
  }, 60_000)
})

it.each([true, false])(
  'of a host puts nobody out or down who signed it out, dated back (two decide: %s)',
  needsTwo => {
    const told = circleOf(4, { needsTwo, facilitators: [BOB] })
    const laptop = second(ALICE)
    const out: Act = { type: 'DEVICE_REVOKE', device: keysOf(laptop).id, seq: 0, hash: null }
    const added = told.say(ALICE, deviceAddOf(told.circle, keysOf(ALICE), keysOf(laptop)), told.start)
    const keyed = told.rekey(ALICE, added)
    const asked = told.say(ALICE, out, keyed)
    told.rekey(ALICE, told.consent(asked, BOB, asked))
    told.say(CLEO, { type: 'PROFILE', name: 'C.' })
    const cuts = cutsOf(told.member(BOB, told.at([keyed]))!)
    told.say(laptop, { type: 'DEMOTE', member: idOf(BOB), cuts } as Act, keyed)
    told.remove(BOB, laptop, [keyed], { emergency: true })
    expect(told.device(laptop)?.status).toBe('revoked')
    expect(told.member(BOB)).toMatchObject({ status: 'active', rank: 1 })
  },
)
