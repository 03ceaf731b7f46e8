/** A member, or a newcomer, with a computer whose box key nothing can be sealed to: they lose by it, and nobody waits. */
import { describe, expect, it } from 'vitest'
import { syncFile } from '../../../src/main/vault/circle/file/contents.ts'
import { openHead, readHead } from '../../../src/main/vault/circle/file/head.ts'
import { openOnward, sealOnward } from '../../../src/main/vault/circle/keeper/parcel.ts'
import type { Act } from '../../../src/main/vault/circle/log/act.ts'
import { proveDevice } from '../../../src/main/vault/circle/log/device.ts'
import { proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { type DeviceKeys, deviceId, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { BoxPublic, CircleId, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { memberOf } from '../circle/acts.ts'
import { ring } from '../circle/forge.ts'
import { join, note, type Person, pair, wordsOf } from '../circle/people.ts'
import { four, meet, says, write } from './circle.ts'

const nothing = new Uint8Array(32) as BoxPublic
/** Keys of a computer, but for the box key that it says. */
function odd(): DeviceKeys {
  const keys = deviceKeys(random(32), random(16))
  return { ...keys, id: deviceId(keys.sign.publicKey, nothing) }
}

/** Bob adds a computer of that kind. */
function adds(bob: Person, circle: CircleId, all: readonly Person[]): DeviceKeys {
  const keys = odd()
  const device = { sign: keys.sign.publicKey, box: nothing }
  const claim = { circle, by: bob.store.me(circle).device, device, transcript: random(32) }
  const proof = proveDevice(claim, keys)
  const act: Act = { type: 'DEVICE_ADD', device, transcript: claim.transcript, proof }
  expect(says(bob, circle, act, all).refused).toBe(0)
  return keys
}

const headsOf = (who: Person, circle: CircleId) => who.store.state(circle).epochHeads.map(hex)
const isIn = (who: Person, circle: CircleId, file: Uint8Array): boolean => {
  const head = readHead(file)
  return head.ok && openHead(head.value, who.store.me(circle).keys.box) !== undefined
}

describe('a member with a computer whose box key nothing can be sealed to', () => {
  it('keeps nobody from new keys: who is let out has none, and all who are in go on', () => {
    const { alice, bob, cleo, dan, all, circle, doc } = four()
    const keys = adds(bob, circle, all)
    expect(alice.store.tend(circle)).toHaveLength(1)
    meet(all, circle)
    const before = headsOf(alice, circle)
    expect(alice.store.remove(circle, dan.store.me(circle).member, false).ok).toBe(true)
    const [head] = alice.store.state(circle).epochHeads
    expect(headsOf(alice, circle)).not.toEqual(before)
    const { boxes } = alice.store.state(circle).epochs.get(hex(head!))!
    expect(boxes.has(hex(dan.store.me(circle).device))).toBe(false)
    expect(boxes.get(hex(keys.id))).toHaveLength(80)
    expect(alice.store.due(circle)).toBeUndefined()
    meet([alice, bob, cleo], circle)
    write(alice, circle, doc, 'After Dan was let out.')
    meet([alice, bob, cleo], circle)
    for (const who of [bob, cleo]) expect(wordsOf(who, circle, doc)).toContain('After Dan was let out.')
    expect(ring(dan, circle).has(hex(head!))).toBe(false)
  })

  it('keeps nobody from coming in, from a file for everybody, or from what lies with a keeper', () => {
    const { alice, bob, cleo, all, circle } = four()
    adds(bob, circle, all)
    alice.store.tend(circle)
    meet(all, circle)
    const eve = join(alice, circle, 'Eve')
    meet([...all, eve], circle)
    expect(headsOf(eve, circle).every(head => ring(eve, circle).has(head))).toBe(true)
    expect(note(eve, circle)).toBeDefined()
    const file = syncFile(alice.store, circle, [])
    if (!file.ok) throw new Error(file.fault)
    const bytes = Buffer.concat([...file.value.pieces])
    for (const who of [bob, cleo, eve]) expect(isIn(who, circle, bytes)).toBe(true)
    const to = [...alice.store.state(circle).devices.values()].map(({ box }) => box)
    const parcel = sealOnward([Uint8Array.of(1)], to)!
    for (const who of [bob, cleo, eve])
      expect(openOnward(parcel, who.store.me(circle).keys.box)).toEqual([Uint8Array.of(1)])
  })
})

it('a newcomer of that kind comes in, and reads nothing; the rest wait for nobody', () => {
  const { alice, bob, circle } = pair({ needsTwo: false })
  const seed = random(16)
  const invite = alice.store.invite(circle, { seed, expiry: alice.clock.now() + 60_000 })
  if (!invite.ok) throw new Error(invite.fault)
  const keys = odd()
  const member = random(16) as MemberId
  const devices = [{ sign: keys.sign.publicKey, box: nothing }]
  const claim = { circle, invite: invite.value.invite, member, devices, transcript: random(32) }
  const proof = proveJoin(claim, inviteKeys(seed).secretKey, [keys])
  expect(alice.store.admit(circle, { claim, proof, name: 'Eve' }).ok).toBe(true)
  meet([alice, bob], circle)
  expect(alice.store.rekey(circle).ok).toBe(true)
  const cleo = join(alice, circle, 'Cleo')
  meet([alice, bob, cleo], circle)
  expect(headsOf(cleo, circle).every(head => ring(cleo, circle).has(head))).toBe(true)
  expect(memberOf(cleo, circle, bob).status).toBe('active')
})
