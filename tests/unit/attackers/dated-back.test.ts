/**
 * Somebody who dates back what makes void what others built on: a claim to what is taken, computers without end, a leaving, the
 * removal of somebody who had signed. Each entry is signed as it should be, and nobody refuses it. By chance: circle/histories.test.ts.
 */
import { expect, it } from 'vitest'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { type Entry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { CircleId, EntryId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { compare } from '../../../src/shared/bytes.ts'
import { memberOf, promote } from '../circle/acts.ts'
import { deviceAddOf } from '../circle/history.ts'
import { asking, join, note, type Person, pair, person, wordsOf } from '../circle/people.ts'
import { meet, one, write } from './circle.ts'

const newKeys = (): DeviceKeys => deviceKeys(random(32), random(16))

function acted(circle: CircleId, keys: DeviceKeys, act: Act, parents: readonly EntryId[], at = 0): Entry {
  return writeEntry({ circle, parents, type: act.type, payload: payloadOf(act), wallTime: at }, keys)
}
const adds = (circle: CircleId, by: DeviceKeys, keys: DeviceKeys, parents: readonly EntryId[], at = 0) =>
  acted(circle, by, deviceAddOf(circle, by, keys), parents, at)

/** Searches for a time by which the entry's id is lower: of equal claims the lower one stands. */
function lower(than: EntryId, make: (at: number) => Entry): Entry {
  for (let at = 1; ; at++) {
    const entry = make(at)
    if (compare(entry.id, than) < 0) return entry
  }
}

/** All take it: what it does is for the log to say. */
function hear(people: readonly Person[], circle: CircleId, entries: readonly Entry[]): void {
  for (const who of people)
    expect(
      who.store.importLog(
        circle,
        entries.map(({ bytes }) => bytes),
      ).refused,
    ).toBe(0)
}

function tend(people: readonly Person[], circle: CircleId): void {
  for (const who of people) who.store.tend(circle)
  meet(people, circle)
}

const statusOf = (who: Person, circle: CircleId, member: Uint8Array) =>
  who.store.state(circle).members.get(hex(member))?.status
const computer = (who: Person, circle: CircleId, id: Uint8Array) =>
  who.store.state(circle).devices.get(hex(id))?.status
const hasKeys = (who: Person, circle: CircleId, id: Uint8Array): boolean => {
  const { epochs, epochHeads } = who.store.state(circle)
  return epochHeads.some(head => epochs.get(hex(head))!.boxes.has(hex(id)))
}
const waiting = (who: Person, circle: CircleId): EntryId =>
  [...who.store.state(circle).pending.values()][0]!.id

/** Two decide. Alice founded it; Nora and Mark are no hosts; Nora has a second computer. */
function three() {
  const { alice, bob: nora, circle } = pair()
  const mark = join(alice, circle, 'Mark')
  const all = [alice, nora, mark]
  meet(all, circle)
  const second = newKeys()
  const { keys } = nora.store.me(circle)
  const add = adds(circle, keys, second, nora.store.logHeads(circle))
  hear(all, circle, [add])
  alice.store.rekey(circle)
  meet(all, circle)
  /** By Nora's second computer. */
  const signs = (entry: EntryId): void =>
    hear(all, circle, [acted(circle, second, { type: 'CONSENT', entry }, nora.store.logHeads(circle))])
  const again = (): Entry => lower(add.id, at => adds(circle, keys, second, add.parents, at))
  return { alice, nora, mark, all, circle, signs, again }
}

/** Somebody asks at Alice's door, and she says yes. */
function asks(alice: Person, circle: CircleId) {
  const { guest, salt, member, claim, proof } = asking(alice, circle)
  expect(alice.store.admit(circle, { claim, proof, name: 'Dan' }).ok).toBe(true)
  return { guest, salt, member }
}

it('undoes no removal that they had signed, by adding the computer that signed it once more', () => {
  const { alice, nora, mark, all, circle, signs, again } = three()
  const gone = mark.store.me(circle)
  expect(alice.store.remove(circle, gone.member, false).ok).toBe(true)
  meet(all, circle)
  signs(waiting(alice, circle))
  tend([alice, nora], circle)
  expect(statusOf(alice, circle, gone.member)).toBe('removed')
  hear(all, circle, [again()])
  tend([alice, nora], circle)
  expect(statusOf(alice, circle, gone.member)).toBe('removed')
  expect(hasKeys(alice, circle, gone.device)).toBe(false)
  one([alice, nora], circle)
})

it('nor an admission: whoever came in by it stays, with their words', () => {
  const { alice, nora, mark, all, circle, signs, again } = three()
  const doc = note(alice, circle)
  const { guest: dan, salt, member } = asks(alice, circle)
  meet(all, circle)
  signs(waiting(alice, circle))
  tend(all, circle)
  expect(dan.store.adopt({ circle, salt, member, entries: alice.store.missingLog(circle, []) }).ok).toBe(true)
  meet([...all, dan], circle)
  write(dan, circle, doc, 'Dan, who is one of us')
  meet([...all, dan], circle)
  hear([...all, dan], circle, [again()])
  tend([...all, dan], circle)
  expect(statusOf(nora, circle, member)).toBe('active')
  expect(wordsOf(mark, circle, doc)).toContain('one of us')
  expect(dan.store.me(circle).active).toBe(true)
})

it('comes in by no computer that was stolen: however many it adds, its owner’s other one and its word stand', () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const cleo = join(alice, circle, 'Cleo')
  meet([alice, bob, cleo], circle)
  const { member, keys: old } = bob.store.me(circle)
  const laptop = newKeys()
  const addLaptop = adds(circle, old, laptop, bob.store.logHeads(circle))
  hear([alice, bob, cleo], circle, [addLaptop])
  const phone = person()
  const mine = phone.store.prepareJoin()
  const addPhone = adds(circle, old, mine.keys, bob.store.logHeads(circle))
  hear([alice, bob, cleo], circle, [addPhone])
  const told = alice.store.missingLog(circle, [])
  expect(phone.store.adopt({ circle, salt: mine.salt, member, entries: told }).ok).toBe(true)
  tend([alice], circle)
  meet([alice, bob, cleo, phone], circle)
  expect(bob.store.signOut(circle).ok).toBe(true)
  meet([alice, bob, cleo, phone], circle)
  const people = [alice, cleo, phone]
  tend(people, circle)
  expect(phone.store.revoke(circle, laptop.id).ok).toBe(true)
  meet(people, circle)
  expect(alice.store.consent(circle, waiting(alice, circle)).ok).toBe(true)
  meet(people, circle)
  tend(people, circle)
  expect(computer(alice, circle, laptop.id)).toBe('revoked')
  // Each comes before the phone's in the log's order, and signs itself out, so that there are never too many at a time.
  let last: readonly EntryId[] = [addLaptop.id]
  const flood: Entry[] = []
  for (let n = 0; n < 23; n++) {
    const puppet = newKeys()
    const after = last
    const add = lower(addPhone.id, at => adds(circle, laptop, puppet, after, at))
    const out: Act = { type: 'DEVICE_REVOKE', device: puppet.id, seq: 0, hash: null }
    const gone = lower(addPhone.id, at => acted(circle, puppet, out, [add.id], at))
    flood.push(add, gone)
    last = [gone.id]
  }
  hear(people, circle, flood)
  tend(people, circle)
  expect(computer(alice, circle, laptop.id)).toBe('revoked')
  expect(computer(alice, circle, mine.keys.id)).toBe('active')
  expect(hasKeys(alice, circle, laptop.id)).toBe(false)
  expect(phone.store.me(circle).active).toBe(true)
  one(people, circle)
})

it('takes nobody’s place as a host, by an invitation of their own that nobody signs', () => {
  const { alice, bob: mallory, circle } = pair()
  promote(alice, circle, memberOf(mallory, circle, alice))
  const cleo = join(alice, circle, 'Cleo')
  const people = [alice, mallory, cleo]
  meet(people, circle)
  const host = mallory.store.me(circle).keys
  const before = mallory.store.logHeads(circle)
  const seed = random(16)
  const open: Act = {
    type: 'INVITE',
    pk: inviteKeys(seed).publicKey,
    expiry: 5,
    epochs: [...mallory.store.state(circle).epochHeads],
    sealed: random(72),
  }
  const invited = acted(circle, host, open, before)
  const { guest: dan, salt, member } = asks(alice, circle)
  const admitted = alice.store.logHeads(circle)[0]!
  meet(people, circle)
  expect(cleo.store.consent(circle, waiting(alice, circle)).ok).toBe(true)
  meet(people, circle)
  tend(people, circle)
  expect(dan.store.adopt({ circle, salt, member, entries: alice.store.missingLog(circle, []) }).ok).toBe(true)
  meet([...people, dan], circle)
  const puppet = newKeys()
  const claim = {
    circle,
    invite: invited.id,
    member,
    devices: [{ sign: puppet.sign.publicKey, box: puppet.box.publicKey }],
    transcript: random(32),
  }
  const proved = proveJoin(claim, inviteKeys(seed).secretKey, [puppet])
  const { invite, devices, transcript } = claim
  const forged = lower(admitted, at =>
    acted(
      circle,
      host,
      {
        type: 'ADMIT',
        invite,
        member,
        name: 'Dan',
        devices,
        transcript,
        proof: proved.invite,
        deviceProofs: [...proved.devices],
        keys: [],
      },
      [invited.id],
      at,
    ),
  )
  hear([...people, dan], circle, [invited, forged])
  expect(statusOf(alice, circle, member)).toBe('active')
  expect(dan.store.me(circle).active).toBe(true)
  expect(computer(alice, circle, dan.store.me(circle).device)).toBe('active')
  expect(computer(alice, circle, puppet.id)).toBeUndefined()
})

it('leaves for nobody by a computer that was shut out, or that signed itself out', () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  promote(alice, circle, memberOf(bob, circle, alice))
  const cleo = join(alice, circle, 'Cleo')
  const people = [alice, bob, cleo]
  meet(people, circle)
  const [stolen, sold] = [newKeys(), newKeys()]
  const founder = alice.store.me(circle)
  const nobodys = bob.store.me(circle)
  hear(people, circle, [adds(circle, founder.keys, stolen, alice.store.logHeads(circle))])
  hear(people, circle, [adds(circle, nobodys.keys, sold, bob.store.logHeads(circle))])
  tend(people, circle)
  const then = alice.store.logHeads(circle)
  expect(alice.store.revoke(circle, stolen.id).ok).toBe(true)
  meet(people, circle)
  expect(bob.store.consent(circle, waiting(alice, circle)).ok).toBe(true)
  meet(people, circle)
  const out: Act = { type: 'DEVICE_REVOKE', device: sold.id, seq: 0, hash: null }
  hear(people, circle, [acted(circle, sold, out, alice.store.logHeads(circle))])
  tend(people, circle)
  hear(people, circle, [
    acted(circle, stolen, { type: 'LEAVE' }, then),
    acted(circle, sold, { type: 'LEAVE' }, then),
  ])
  for (const { member } of [founder, nobodys]) expect(statusOf(cleo, circle, member)).toBe('active')
  for (const who of [alice, bob]) expect(who.store.me(circle)).toMatchObject({ active: true, left: false })
  one(people, circle)
})

it('undoes no removal as a host below whoever asked for it, by letting out beforehand who signed it', () => {
  const { alice, bob: mallory, circle } = pair()
  promote(alice, circle, memberOf(mallory, circle, alice))
  const nora = join(alice, circle, 'Nora')
  const people = [alice, mallory, nora]
  meet(people, circle)
  const { guest: mark, salt, member } = asks(alice, circle)
  meet(people, circle)
  expect(nora.store.consent(circle, waiting(alice, circle)).ok).toBe(true)
  meet(people, circle)
  tend(people, circle)
  expect(mark.store.adopt({ circle, salt, member, entries: alice.store.missingLog(circle, []) }).ok).toBe(
    true,
  )
  meet([...people, mark], circle)
  const then = mallory.store.logHeads(circle)
  expect(alice.store.remove(circle, member, false).ok).toBe(true)
  meet(people, circle)
  expect(nora.store.consent(circle, waiting(alice, circle)).ok).toBe(true)
  meet(people, circle)
  tend(people, circle)
  const signer = nora.store.me(circle)
  const act: Act = {
    type: 'REMOVE',
    member: signer.member,
    cuts: [{ device: signer.device, seq: 0, hash: null }],
    emergency: true,
    rekey: null,
  }
  hear([...people, mark], circle, [acted(circle, mallory.store.me(circle).keys, act, then)])
  tend([alice, mallory], circle)
  // She is out, as the host says; and what she had signed, on which the founder built, holds.
  expect(statusOf(alice, circle, signer.member)).toBe('removed')
  expect(statusOf(alice, circle, member)).toBe('removed')
  expect(hasKeys(alice, circle, mark.store.me(circle).device)).toBe(false)
  one([alice, mallory], circle)
})
