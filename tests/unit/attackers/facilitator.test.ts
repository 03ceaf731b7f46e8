/**
 * A facilitator below the founder who turned. In the log, act by act: circle/members.test.ts and circle/log.test.ts; keys
 * that are none: circle/epochs.test.ts; laws over histories by chance: circle/histories.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import type { Rekey } from '../../../src/main/vault/circle/log/payloads.ts'
import { deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { equal } from '../../../src/shared/bytes.ts'
import { cutsOf, does, memberOf, promote } from '../circle/acts.ts'
import { ring } from '../circle/forge.ts'
import { deviceAddOf } from '../circle/history.ts'
import { asking, join, pair, sync } from '../circle/people.ts'
import { four, meet, one, says } from './circle.ts'

/** Bob became a host before Cleo did. Alice founded it. */
function hosts() {
  const it = four()
  const { alice, bob, cleo, all, circle } = it
  promote(alice, circle, memberOf(bob, circle, alice))
  promote(alice, circle, memberOf(cleo, circle, alice))
  meet(all, circle)
  return it
}

describe('a host below the founder who turned', () => {
  it('takes no keys from anybody: not from the founder, and gives none to a stranger', () => {
    const { alice, bob, cleo, dan, circle } = hosts()
    const state = bob.store.state(circle)
    const all = activeDevices(state)
    const keysFor = (devices: Parameters<typeof rekey>[2]) => {
      const made = rekey(circle, makeEpochKey(), devices, state.epochHeads, ring(bob, circle))
      if (!made) throw new Error('no keys')
      return made
    }
    const eve = deviceKeys(random(32), random(16))
    const stranger = { ...all[0]!, id: eve.id, box: eve.box.publicKey }
    const founder = alice.store.me(circle).device
    const withoutHer = all.filter(({ id }) => !equal(id, founder))
    const others = [alice, cleo, dan]
    for (const devices of [withoutHer, [...all, stranger], [...withoutHer, stranger]]) {
      const sorted = [...devices].sort((a, b) => (hex(a.id) < hex(b.id) ? -1 : 1))
      expect(says(bob, circle, keysFor(sorted), others).refused).toBe(3)
      // Nor hidden in a removal.
      const { type: _, ...epoch } = keysFor(sorted)
      const act = {
        type: 'REMOVE' as const,
        member: memberOf(dan, circle, bob).id,
        cuts: cutsOf(bob, circle, memberOf(dan, circle, bob)),
        emergency: true,
        rekey: epoch as Rekey,
      }
      expect(says(bob, circle, act, others).refused).toBe(3)
    }
    one([alice, cleo, dan], circle)
    expect(alice.store.state(circle).epochHeads.map(hex)).toEqual(state.epochHeads.map(hex))
  })

  it('puts neither the founder out, nor a host above, whoever signs with them', () => {
    const { alice, bob, cleo, dan, circle } = hosts()
    const out = (by: typeof bob, who: typeof alice) => ({
      type: 'REMOVE' as const,
      member: memberOf(who, circle, by).id,
      cuts: cutsOf(by, circle, memberOf(who, circle, by)),
      emergency: true,
      rekey: null,
    })
    const down = (by: typeof bob, who: typeof alice) => {
      const { member, cuts } = out(by, who)
      return { type: 'DEMOTE' as const, member, cuts }
    }
    for (const [by, who, others] of [
      [bob, alice, [alice, cleo, dan]],
      [cleo, alice, [alice, bob, dan]],
      [cleo, bob, [alice, bob, dan]],
    ] as const)
      for (const act of [out(by, who), down(by, who)]) {
        const { id, refused } = says(by, circle, act, others)
        expect(refused).toBe(3)
        expect(says(dan, circle, { type: 'CONSENT', entry: id }, others).refused).toBeGreaterThan(0)
      }
    expect(says(bob, circle, { type: 'CLOSE' }, [alice, cleo, dan]).refused).toBe(3)
    one([alice, bob, cleo, dan], circle)
  })

  it('is no second person for what they ask themselves: not from another computer, not by one they brought in', () => {
    // Where two are asked.
    const { alice, bob, circle } = pair()
    promote(alice, circle, memberOf(bob, circle, alice))
    const cleo = join(alice, circle, 'Cleo')
    for (const who of [alice, cleo]) sync(who, bob, circle)
    const phone = deviceKeys(random(32), random(16))
    does(bob, circle, deviceAddOf(circle, bob.store.me(circle).keys, phone))
    const { keys: theirs, claim, proof } = asking(bob, circle)
    const admitted = bob.store.admit(circle, { claim, proof, name: 'Puppet' })
    if (!admitted.ok) throw new Error(admitted.fault)
    for (const who of [alice, cleo]) sync(bob, who, circle)
    const waiting = [...bob.store.state(circle).pending.keys()]
    expect(waiting).toHaveLength(1)
    const [entry] = [...bob.store.state(circle).pending.values()].map(({ id }) => id)
    const as = (keys: typeof phone) => ({
      ...bob,
      store: { ...bob.store, me: () => ({ ...bob.store.me(circle), keys }) },
    })
    for (const signer of [bob, as(phone), as(theirs)])
      expect(says(signer, circle, { type: 'CONSENT', entry: entry! }, [alice, cleo]).refused).toBe(2)
    for (const who of [alice, cleo])
      expect(
        [...who.store.state(circle).members.values()].find(({ name }) => name === 'Puppet')!.status,
      ).toBe('pending')
  })

  it('lets nobody in on an invitation’s proof for somebody else, and brings nobody back under an old name', () => {
    const { alice, bob, cleo, dan, circle } = hosts()
    const others = [alice, cleo, dan]
    const { claim, proof, seed } = asking(bob, circle)
    for (const who of others) sync(bob, who, circle)
    const keys = deviceKeys(random(32), random(16))
    const mine = { ...claim, devices: [{ sign: keys.sign.publicKey, box: keys.box.publicKey }] }
    const admit = (asked: typeof claim, given: typeof proof) => ({
      type: 'ADMIT' as const,
      invite: asked.invite,
      member: asked.member,
      name: 'Somebody',
      devices: [...asked.devices],
      transcript: asked.transcript,
      proof: given.invite,
      deviceProofs: [...given.devices],
      keys: [],
    })
    // Her keys in place of the guest's; then a device of his under Dan's name, with proofs that hold.
    const asDan = { ...mine, member: memberOf(dan, circle, bob).id as MemberId }
    const good = proveJoin(asDan, inviteKeys(seed).secretKey, [keys])
    for (const [act, why] of [
      [admit(mine, proof), 'log: proof'],
      [admit(asDan, good), 'log: not-allowed'],
    ] as const) {
      expect(says(bob, circle, act, others).refused).toBe(3)
      expect(alice.store.refusals(circle)[0]!.reason).toBe(why)
    }
    expect(alice.store.state(circle).members.size).toBe(4)
  })
})
