import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boxesFor,
  commitment,
  gather,
  makeEpochKey,
  openBox,
  rekey,
  unwrap,
  writingKey,
} from '../../../src/main/vault/circle/epoch/epoch.ts'
import { payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { type Entry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { type JoinClaim, proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { readLog, reduce } from '../../../src/main/vault/circle/log/reduce.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { CircleId, EntryId, EpochKey, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { random } from '../../../src/main/vault/crypto/random.ts'
import { entriesOf, ring, say } from './forge.ts'
import { asking, Face, join, NOON, note, pair, person, sync, wordsOf } from './people.ts'

/** A log written by hand: every act of every actor stands where the test puts it. */
function world() {
  const actor = (n: number) => ({
    keys: deviceKeys(new Uint8Array(32).fill(n), new Uint8Array(16)),
    member: new Uint8Array(16).fill(n) as MemberId,
  })
  const alice = actor(1)
  const device = (keys: DeviceKeys) => ({ sign: keys.sign.publicKey, box: keys.box.publicKey })
  const genesis = writeEntry(
    {
      circle: null,
      parents: [],
      type: 'GENESIS',
      payload: payloadOf({
        type: 'GENESIS',
        name: 'Tuesday',
        history: 'everything',
        needsTwo: false,
        member: alice.member,
        memberName: 'Alice',
        device: device(alice.keys),
      }),
      wallTime: 0,
    },
    alice.keys,
  )
  const circle = genesis.id as Uint8Array as CircleId
  const key = makeEpochKey()
  const write = (keys: DeviceKeys, type: string, payload: object, parents: readonly Entry[]): Entry =>
    writeEntry(
      { circle, parents: parents.map(({ id }) => id), type, payload: payload as never, wallTime: 0 },
      keys,
    )
  const first = rekey(circle, key, [{ id: alice.keys.id, box: alice.keys.box.publicKey }], [], new Map())!
  const epoch = write(alice.keys, 'REKEY', payloadOf(first) as object, [genesis])

  const invite = (seed: Uint8Array, parents: readonly Entry[], keys = alice.keys): Entry =>
    write(
      keys,
      'INVITE',
      { pk: inviteKeys(seed).publicKey, expiry: 5, epochs: [epoch.id], sealed: random(72) },
      parents,
    )
  const admit = (
    invited: Entry,
    seed: Uint8Array,
    who: ReturnType<typeof actor>,
    parents: readonly Entry[],
    changed: object = {},
    by = alice.keys,
  ): Entry => {
    const claim: JoinClaim = {
      circle,
      invite: invited.id,
      member: who.member,
      devices: [device(who.keys)],
      transcript: new Uint8Array(32),
    }
    const proof = proveJoin(claim, inviteKeys(seed).secretKey, [who.keys])
    const boxes = boxesFor(key, [{ id: who.keys.id, box: who.keys.box.publicKey }])
    return write(
      by,
      'ADMIT',
      {
        invite: claim.invite,
        member: claim.member,
        devices: claim.devices,
        transcript: claim.transcript,
        name: `N${who.member[0]}`,
        proof: proof.invite,
        deviceProofs: proof.devices,
        keys: [{ epoch: epoch.id, boxes }],
        ...changed,
      },
      parents,
    )
  }
  return { actor, alice, genesis, circle, key, epoch, write, invite, admit, device }
}

const seed = (n: number): Uint8Array => new Uint8Array(16).fill(n)

/** A state as plain text, to compare. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) => {
      if (v instanceof Uint8Array) return hex(v)
      if (v instanceof Map) return Object.fromEntries([...v].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (v && typeof v === 'object' && 'type' in v && v.type === 'Buffer')
        return hex(Uint8Array.from((v as unknown as { data: number[] }).data))
      return v
    }),
  )

/** Alice admits people, in branches that know nothing of each other; all sorts of acts hang on them. */
function branches(choices: readonly number[]): { circle: CircleId; entries: Entry[] } {
  const { actor, alice, genesis, circle, epoch, write, invite, admit } = world()
  const entries = [genesis, epoch]
  const invites: { entry: Entry; seed: Uint8Array }[] = []
  const people: ReturnType<typeof actor>[] = [alice]
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!
  for (const [i, choice] of choices.entries()) {
    const author = pick(people, choice >> 5)
    const facilitating = choice % 7 < 4 || choice % 7 === 6
    const keys = facilitating && choice % 13 > 0 ? alice.keys : author.keys
    // After anything, as somebody long offline would; a device mostly knows what it said itself, a copied one does not.
    const own = entries.filter(entry => hex(entry.author) === hex(keys.id)).at(-1)
    const parent = choice % 3 === 0 ? pick(entries, choice >> 3) : entries.at(-1)!
    const parents = [...new Set([parent, ...(own && choice % 17 > 0 ? [own] : [])])]
    const invited = invites.length > 0 ? pick(invites, choice >> 4) : undefined
    const after = invited ? [...new Set([...parents, invited.entry])] : parents
    switch (choice % 7) {
      case 0:
      case 1: {
        const entry = invite(seed(i + 1), parents, keys)
        invites.push({ entry, seed: seed(i + 1) })
        entries.push(entry)
        break
      }
      case 2:
      case 3: {
        if (!invited) break
        const who = actor(i + 10)
        people.push(who)
        entries.push(admit(invited.entry, invited.seed, who, after, {}, keys))
        break
      }
      case 4:
        entries.push(write(keys, 'PROFILE', { name: `name ${i}` }, parents))
        break
      case 5:
        entries.push(write(keys, choice % 2 ? 'LEAVE' : 'PROMOTE', {}, parents))
        break
      default:
        if (invited) entries.push(write(keys, 'INVITE_REVOKE', { invite: invited.entry.id }, after))
    }
  }
  return { circle, entries }
}

describe('a log', () => {
  it('says the same in any order, doubled, and by parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(4096), { maxLength: 24 }),
        fc.infiniteStream(fc.nat()),
        (choices, stream) => {
          const { circle, entries } = branches(choices)
          const expected = plain(reduce(circle, entries))
          const shuffled = [...entries, ...entries.slice(0, 3)]
          for (let i = shuffled.length - 1; i > 0; i--) {
            const j = (stream.next().value as number) % (i + 1)
            ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
          }
          expect(plain(reduce(circle, shuffled))).toEqual(expected)
          const order = (list: readonly Entry[]) => readLog(circle, list).order.map(({ id }) => hex(id))
          expect(order(shuffled)).toEqual(order(entries))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('grows to the same on two devices that hear of it in different order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4096), { minLength: 4, maxLength: 16 }), fc.nat(), (choices, cut) => {
        const { circle, entries } = branches(choices)
        const valid = readLog(circle, entries)
        const good = entries.filter(({ id }) => valid.verdict(id) === undefined)
        const half = cut % good.length
        const left = readLog(circle, good.slice(0, half))
        const right = readLog(circle, good.slice(half))
        expect(plain(readLog(circle, [...right.order, ...left.order, ...good]).state)).toEqual(
          plain(readLog(circle, good).state),
        )
      }),
      { numRuns: 30 },
    )
  })

  it('has one winner when an invitation was used twice at once: the lowest entryId', () => {
    const { actor, genesis, epoch, circle, invite, admit } = world()
    const invited = invite(seed(1), [epoch])
    const [bob, cleo] = [actor(2), actor(3)]
    const both = [admit(invited, seed(1), bob, [invited]), admit(invited, seed(1), cleo, [invited])]
    const [winner, loser] = both.toSorted((a, b) => Buffer.compare(a.id, b.id)) as [Entry, Entry]
    for (const order of [both, both.toReversed()]) {
      const state = reduce(circle, [genesis, epoch, invited, ...order])
      expect(state.voided.get(hex(loser.id))).toBe('admitted-otherwise')
      expect(state.pendingAdmits.map(hex)).toEqual([hex(loser.id)])
      expect(state.members.size).toBe(2)
      expect(hex(state.invites.get(hex(invited.id))!.usedBy!)).toBe(hex(winner.id))
    }
    // What the one who was not admitted then said has nothing to stand on.
    const after = both.map((entry, i) =>
      writeEntry(
        { circle, parents: [entry.id], type: 'PROFILE', payload: { name: 'x' }, wallTime: 0 },
        [bob, cleo][i]!.keys,
      ),
    )
    const state = reduce(circle, [genesis, epoch, invited, ...both, ...after])
    expect([...state.voided.values()].sort()).toEqual(['admitted-otherwise', 'followed-from-void'])
  })

  it('has the lowest entryId win also when it stands further down the log', () => {
    const { actor, genesis, epoch, circle, invite, admit, write, alice } = world()
    const invited = invite(seed(1), [epoch])
    // In the middle of many: an id near an end would have no other beyond it.
    const early = Array.from({ length: 21 }, (_, i) =>
      admit(invited, seed(1), actor(2), [invited], { name: `n${i}` }),
    ).sort((a, b) => Buffer.compare(a.id, b.id))[10]!
    // Among many that were said after another entry, one with a lower id, and that other entry a higher one.
    const tries = Array.from({ length: 40 }, (_, i) =>
      write(alice.keys, 'PROFILE', { name: `n${i}` }, [invited]),
    )
    const before = tries.find(({ id }) => Buffer.compare(id, early.id) > 0)!
    const later = Array.from({ length: 400 }, (_, i) =>
      admit(invited, seed(1), actor(3), [before], { name: `n${i}` }),
    ).find(({ id }) => Buffer.compare(id, early.id) < 0)!
    const state = reduce(circle, [genesis, epoch, invited, early, before, later])
    expect(state.voided.get(hex(early.id))).toBe('admitted-otherwise')
    expect(hex(state.invites.get(hex(invited.id))!.usedBy!)).toBe(hex(later.id))
  })

  it('does not take an invitation that its author had seen used or withdrawn', () => {
    const { actor, genesis, epoch, circle, invite, admit, write, alice } = world()
    const invited = invite(seed(1), [epoch])
    const used = admit(invited, seed(1), actor(2), [invited])
    const again = admit(invited, seed(1), actor(3), [used])
    const other = invite(seed(4), [used])
    const revoked = write(alice.keys, 'INVITE_REVOKE', { invite: other.id }, [other])
    const late = admit(other, seed(4), actor(5), [revoked])
    const log = readLog(circle, [genesis, epoch, invited, used, again, other, revoked, late])
    expect([again, late].map(({ id }) => log.verdict(id))).toEqual(['invite', 'invite'])
    expect(log.state.members.size).toBe(2)
  })

  it('keeps at most 20 invitations open', () => {
    const { genesis, epoch, circle, invite } = world()
    const entries = [genesis, epoch]
    for (let i = 0; i < 21; i++) entries.push(invite(seed(i), [entries.at(-1)!]))
    const log = readLog(circle, entries)
    expect(entries.filter(({ id }) => log.verdict(id) === 'invite')).toHaveLength(1)
    const alice = person()
    const founded = alice.store.found({ name: 'x', ownName: 'Alice' })
    const answers = Array.from(
      { length: 21 },
      (_, i) => alice.store.invite(founded, { seed: seed(i), expiry: NOON + 1 }).ok,
    )
    expect(answers.filter(ok => !ok)).toHaveLength(1)
  })

  it('freezes a device whose copy went another way, and keeps what both said', () => {
    const { genesis, epoch, circle, write, alice } = world()
    const one = write(alice.keys, 'PROFILE', { name: 'one' }, [epoch])
    const two = write(alice.keys, 'PROFILE', { name: 'two' }, [epoch])
    const after = write(alice.keys, 'PROFILE', { name: 'after' }, [one, two])
    const log = readLog(circle, [genesis, epoch, one, two, after])
    expect(log.verdict(after.id)).toBe('chain')
    expect(log.state.devices.get(hex(alice.keys.id))?.status).toBe('forked')
    expect(log.state.heads.map(hex)).toEqual([hex(after.id)])
  })

  it('lets a member say so much and no more, wherever it is read, and still leave', () => {
    const { alice, bob, circle } = pair()
    const long = say(bob, circle, 'DREAM', random(5 * 1024))
    expect(alice.store.importLog(circle, [long.bytes])).toMatchObject({ added: [], refused: 1 })
    expect(alice.store.refusals(circle)[0]?.reason).toBe('log: too-much')
    const enough = say(bob, circle, 'DREAM', random(4096))
    expect(alice.store.importLog(circle, [enough.bytes]).added).toHaveLength(1)

    const said = [enough]
    for (let i = 1; i < 201; i++)
      said.push(say(bob, circle, 'PROFILE', { name: `Bob ${i}` }, [said.at(-1)!.id]))
    const all = [...entriesOf(alice, circle), ...said]
    for (const order of [all, all.toReversed()]) {
      const log = readLog(circle, order)
      expect(log.verdict(said[199]!.id)).toBe(undefined)
      expect(log.verdict(said[200]!.id)).toBe('too-much')
    }
    const left = say(bob, circle, 'LEAVE', {}, [said[199]!.id])
    expect(readLog(circle, [...all, left]).verdict(left.id)).toBe(undefined)

    let parents = alice.store.logHeads(circle)
    for (let i = 0; i < 210; i++) {
      const entry = say(alice, circle, 'PROFILE', { name: `Alice ${i}` }, parents)
      all.push(entry)
      parents = [entry.id]
    }
    expect(readLog(circle, all).verdict(all.at(-1)!.id)).toBe(undefined)
  })

  it('keeps what a newer Kinfold says, does not apply it, and asks for the update', () => {
    const { alice, bob, circle } = pair()
    expect(alice.store.state(circle).newer).toBe(false)
    const dream = say(bob, circle, 'DREAM', [1, 2], alice.store.logHeads(circle))
    expect(alice.store.importLog(circle, [dream.bytes]).added).toHaveLength(1)
    expect(alice.store.state(circle).kept.map(hex)).toEqual([hex(dream.id)])
    expect(alice.store.state(circle).newer).toBe(true)
    expect(alice.store.missingLog(circle, []).map(hex)).toContain(hex(dream.bytes))
  })
})

describe('who may say what', () => {
  const refusedBy = (who: ReturnType<typeof person>, circle: CircleId, entry: Entry): string | undefined => {
    const before = plain(who.store.state(circle))
    const imported = who.store.importLog(circle, [entry.bytes])
    expect(imported).toMatchObject({ added: [], refused: 1 })
    expect(plain(who.store.state(circle))).toEqual(before)
    return who.store.refusals(circle)[0]?.reason
  }

  it('does not let a member who is no facilitator invite, admit or hand out keys', () => {
    const { alice, bob, circle } = pair()
    const { claim, proof, keys } = asking(alice, circle)
    sync(alice, bob, circle)
    const state = bob.store.state(circle)
    const key = ring(bob, circle).get(hex(state.epochHeads[0]!))!
    const boxes = boxesFor(key, [{ id: keys.id, box: keys.box.publicKey }])!
    const admitting = {
      invite: claim.invite,
      member: claim.member,
      name: 'Eve',
      devices: claim.devices,
      transcript: claim.transcript,
      proof: proof.invite,
      deviceProofs: proof.devices,
      keys: [{ epoch: state.epochHeads[0]!, boxes }],
    }
    expect(refusedBy(alice, circle, say(bob, circle, 'ADMIT', admitting as never))).toBe('log: not-allowed')
    const inviting = { pk: random(32), expiry: 1, epochs: state.epochHeads, sealed: random(72) }
    expect(refusedBy(alice, circle, say(bob, circle, 'INVITE', inviting))).toBe('log: not-allowed')
    const own = makeEpochKey()
    const devices = [...state.devices.values()]
    const keysFromBob = payloadOf(rekey(circle, own, devices, state.epochHeads, ring(bob, circle))!)
    expect(refusedBy(alice, circle, say(bob, circle, 'REKEY', keysFromBob))).toBe('log: not-allowed')
    expect(bob.store.admit(circle, { claim, proof, name: 'Eve' })).toEqual({
      ok: false,
      fault: 'not-allowed',
    })
    expect(bob.store.rekey(circle).ok).toBe(false)
    expect(alice.store.admit(circle, { claim, proof, name: 'Dana' }).ok).toBe(true)
  })

  it('does not make Bob a facilitator because he says so', () => {
    const { alice, bob, circle } = pair()
    const { member } = bob.store.me(circle)
    alice.store.importLog(circle, [say(bob, circle, 'PROMOTE', { member }).bytes])
    expect(alice.store.state(circle).members.get(hex(member))?.rank).toBe(null)
    const again = {
      name: 'Mine',
      history: 'everything',
      needsTwo: false,
      member,
      memberName: 'Bob',
      device: { sign: random(32), box: random(32) },
    }
    const second = writeEntry(
      { circle: null, parents: [], type: 'GENESIS', payload: again, wallTime: 0 },
      bob.store.me(circle).keys,
    )
    expect(alice.store.importLog(circle, [second.bytes])).toMatchObject({ added: [], refused: 1 })
  })

  it('hands keys to exactly the devices that belong, whoever asks', () => {
    const { alice, bob, circle } = pair()
    const { devices, epochHeads } = alice.store.state(circle)
    const eve = deviceKeys(random(32), random(16))
    const some = [...devices.values()].map(({ id, box }) => ({ id, box }))
    for (const recipients of [some.slice(1), [...some, { id: eve.id, box: eve.box.publicKey }]]) {
      const act = rekey(circle, makeEpochKey(), recipients, epochHeads, ring(alice, circle))!
      expect(refusedBy(bob, circle, say(alice, circle, 'REKEY', payloadOf(act)))).toBe('log: keys')
    }
  })

  it('shows nobody an entry whose signature is not its author’s', () => {
    const { alice, bob, circle } = pair()
    const { keys } = bob.store.me(circle)
    const stolen = say(bob, circle, 'PROFILE', { name: 'Alice is mean' }, undefined, {
      ...keys,
      id: alice.store.me(circle).device,
    })
    expect(refusedBy(alice, circle, stolen)).toBe('log: signature')
    const eve = deviceKeys(random(32), random(16))
    expect(refusedBy(alice, circle, say(bob, circle, 'PROFILE', { name: 'Eve' }, undefined, eve))).toBe(
      'log: unknown-device',
    )
  })

  it('lets someone leave, takes no more from them, and asks for a new key', () => {
    const { alice, bob, circle } = pair()
    const shared = note(alice, circle)
    sync(alice, bob, circle)
    new Face(bob, circle, shared).write('Goodbye.')
    expect(bob.store.leave(circle).ok).toBe(true)
    sync(alice, bob, circle)
    expect(wordsOf(alice, circle, shared)).toContain('Goodbye.')
    expect(bob.store.open(circle, shared)?.readOnly).toBe(true)
    expect(bob.store.rename(circle, 'Bobby').ok).toBe(false)
    expect(refusedBy(alice, circle, say(bob, circle, 'PROFILE', { name: 'Back' }))).toBe(
      'log: inactive-device',
    )
    expect(alice.store.rekeyNeeded(circle)).toBe(true)
    alice.store.rekey(circle)
    expect(alice.store.rekeyNeeded(circle)).toBe(false)
    sync(alice, bob, circle)
    const [head] = alice.store.state(circle).epochHeads
    expect(ring(bob, circle).has(hex(head!))).toBe(false)
  })
})

describe('an invitation', () => {
  it('is worth nothing with other keys, in another circle, in another session, or for another member', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'One', ownName: 'Alice' })
    const { claim, proof, keys } = asking(alice, circle)
    const eve = deviceKeys(random(32), random(16))
    const eves = [{ sign: eve.sign.publicKey, box: eve.box.publicKey }]
    const attempt = (changed: Partial<JoinClaim>, devices = proof.devices) =>
      alice.store.admit(circle, {
        claim: { ...claim, ...changed },
        proof: { ...proof, devices },
        name: 'Eve',
      })
    const own = proveJoin({ ...claim, devices: eves }, inviteKeys(random(16)).secretKey, [eve])
    expect(attempt({ devices: eves })).toEqual({ ok: false, fault: 'proof' })
    expect(attempt({ devices: eves }, own.devices)).toEqual({ ok: false, fault: 'proof' })
    expect(attempt({ devices: [{ sign: keys.sign.publicKey, box: eve.box.publicKey }] })).toEqual({
      ok: false,
      fault: 'proof',
    })
    expect(attempt({ transcript: random(32) })).toEqual({ ok: false, fault: 'proof' })
    expect(attempt({ member: random(16) as MemberId })).toEqual({ ok: false, fault: 'proof' })
    // The invitation is Eve's to prove, the device is not: nobody is signed up by somebody else.
    const taken = proveJoin(claim, inviteKeys(random(16)).secretKey, [eve])
    expect(attempt({}, taken.devices)).toEqual({ ok: false, fault: 'proof' })
    const other = alice.store.found({ name: 'Two', ownName: 'Alice' })
    expect(alice.store.admit(other, { claim, proof, name: 'Eve' })).toEqual({
      ok: false,
      fault: 'invitation-used',
    })
    expect(attempt({})).toMatchObject({ ok: true })
    expect(attempt({})).toEqual({ ok: false, fault: 'invitation-used' })
  })

  it('is checked by everyone, not by the one who admits alone', () => {
    const { genesis, epoch, circle, invite, admit, actor } = world()
    const invited = invite(seed(1), [epoch])
    const wrong = admit(invited, seed(2), actor(2), [invited])
    const session = admit(invited, seed(1), actor(3), [invited], { transcript: random(32) })
    const log = readLog(circle, [genesis, epoch, invited, wrong, session])
    expect([wrong, session].map(({ id }) => log.verdict(id))).toEqual(['proof', 'proof'])
  })

  it('does not put a device on the account of somebody who is a member already', () => {
    const { genesis, epoch, circle, invite, admit, actor } = world()
    const one = invite(seed(1), [epoch])
    const two = invite(seed(2), [one])
    const [bob, eve] = [actor(2), actor(3)]
    const join = admit(one, seed(1), bob, [two])
    const asBob = admit(two, seed(2), { ...eve, member: bob.member }, [join])
    const bobsDevice = admit(two, seed(2), { ...bob, member: eve.member }, [join])
    const log = readLog(circle, [genesis, epoch, one, two, join, asBob, bobsDevice])
    expect([asBob, bobsDevice].map(({ id }) => log.verdict(id))).toEqual(['not-allowed', 'not-allowed'])
  })

  it('can be answered by whoever holds the key of the circle, and used by nobody who only answers', () => {
    const { alice, bob, circle } = pair()
    const { claim, seed } = asking(alice, circle)
    sync(alice, bob, circle)
    const secret = bob.store.rendezvous(circle, claim.invite)
    expect(secret).toEqual(alice.store.rendezvous(circle, claim.invite))
    expect(secret?.length).toBe(32)
    expect(hex(secret!)).not.toContain(hex(seed))
  })

  it('is no use after it was withdrawn', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'One', ownName: 'Alice' })
    const { claim, proof } = asking(alice, circle)
    expect(alice.store.uninvite(circle, claim.invite).ok).toBe(true)
    expect(alice.store.uninvite(circle, claim.invite)).toEqual({ ok: false, fault: 'not-found' })
    expect(alice.store.admit(circle, { claim, proof, name: 'Bob' })).toEqual({
      ok: false,
      fault: 'invitation-used',
    })
  })

  it('opens the circle only to the one it admitted', () => {
    const alice = person()
    const circle = alice.store.found({ name: 'One', ownName: 'Alice' })
    const eve = person()
    const { salt, member } = eve.store.prepareJoin()
    const entries = alice.store.missingLog(circle, [])
    expect(eve.store.adopt({ circle, salt, member, entries })).toEqual({ ok: false, fault: 'not-admitted' })
    expect(eve.store.list()).toEqual([])
    expect(eve.store.adopt({ circle, salt, member, entries: [random(40)] })).toEqual({
      ok: false,
      fault: 'malformed',
    })
    expect(join(alice, circle, 'Bob').store.list()).toHaveLength(1)
    expect(entriesOf(alice, circle)).toHaveLength(4)
  })
})

describe('an epoch', () => {
  it('gives everyone the one key it committed to, and no other', () => {
    const circle = random(32) as CircleId
    const bob = deviceKeys(random(32), random(16))
    const [real, other] = [makeEpochKey(), makeEpochKey()]
    const epoch = (commit: Uint8Array, inBox: EpochKey) => ({
      id: random(32) as EntryId,
      author: bob.id,
      commit,
      boxes: new Map([[hex(bob.id), boxesFor(inBox, [{ id: bob.id, box: bob.box.publicKey }])![0]!.box]]),
      wraps: new Map<string, Uint8Array>(),
    })
    expect(openBox(epoch(commitment(real), real), bob.id, bob.box)).toEqual(real)
    expect(openBox(epoch(commitment(real), other), bob.id, bob.box)).toBeUndefined()
    const older = epoch(commitment(real), real)
    const wrongly = rekey(circle, other, [], [older.id], new Map([[hex(older.id), makeEpochKey()]]))!
    expect(unwrap(circle, older, wrongly.wraps[0]!.key!, other)).toBeUndefined()
    const eve = deviceKeys(random(32), random(16))
    expect(gather(circle, new Map([[hex(older.id), older]]), eve.id, eve.box, new Map()).size).toBe(0)
  })

  it('needs the keys of all heads to write, in whatever order they are named', () => {
    const heads = [random(32), random(32)] as EntryId[]
    const keys = new Map(heads.map(head => [hex(head), makeEpochKey()]))
    const both = writingKey(heads, keys)
    expect(both).toEqual(writingKey(heads.toReversed(), keys))
    expect(both).not.toEqual(writingKey(heads.slice(1), keys))
    expect(writingKey(heads, new Map([...keys].slice(1)))).toBeUndefined()
  })
})
