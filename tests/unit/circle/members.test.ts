import { describe, expect, it } from 'vitest'
import type { Act } from '../../../src/main/vault/circle/log/act.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { rekeyNeeded } from '../../../src/main/vault/circle/upkeep.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { admitOf, cutsOf, deviceAddOf, keysOf, memberOf, publicOf, rekeyOf, seedOf } from './history.ts'
import { ALICE, BOB, CLEO, circleOf, DANA, EVE, second } from './told.ts'

await sodiumReady

describe('nobody takes what is not theirs', () => {
  it('does not let a member promote themselves or anybody, or remove the founder', () => {
    const { say, promote, remove, why, member } = circleOf(3, { facilitators: [CLEO] })
    const { start } = circleOf(3, { facilitators: [CLEO] })
    for (const who of [BOB, CLEO]) {
      const self = say(who, { type: 'PROMOTE', member: memberOf(BOB) }, start)
      if (who === BOB) expect(why(self)).toBe('not-allowed')
    }
    expect(why(promote(CLEO, CLEO, start))).toBe('target')
    expect(why(remove(ALICE, BOB, [start]))).toBe('not-allowed')
    expect(why(remove(ALICE, CLEO, [start]))).toBe('not-allowed')
    expect(
      why(say(CLEO, { type: 'DEMOTE', member: memberOf(ALICE), cuts: cutsOf(member(ALICE)!) }, start)),
    ).toBe('not-allowed')
    expect(member(ALICE)).toMatchObject({ status: 'active', rank: 0 })
  })

  it('lets a facilitator act against people promoted later, never against those before', () => {
    const { remove, start, why } = circleOf(5, { facilitators: [BOB, CLEO] })
    expect(why(remove(BOB, CLEO, [start]))).toBe('not-allowed')
    expect(why(remove(DANA, CLEO, [start]))).toBe(undefined)
    expect(why(remove(CLEO, BOB, [start]))).toBe(undefined)
  })

  it('registers no device on the account of another member', () => {
    const { circle, say, start, why, device, admit, invite } = circleOf(3, { facilitators: [CLEO] })
    const eves = keysOf(second(EVE))
    // Said by Bob it is Bob's: nothing in it names another account. Word of another device, circle or session does not do.
    const good = deviceAddOf(circle, keysOf(BOB), eves) as Act & { transcript: Uint8Array }
    expect(why(say(CLEO, good, start))).toBe('proof')
    expect(why(say(BOB, { ...good, transcript: new Uint8Array(32) } as Act, start))).toBe('proof')
    expect(why(say(BOB, deviceAddOf(memberOf(9) as never, keysOf(BOB), eves), start))).toBe('proof')
    expect(why(say(BOB, { ...good, device: publicOf(keysOf(EVE)) } as Act, start))).toBe('proof')
    // A device that is somebody's already, and an admission under a name that is taken.
    expect(why(say(BOB, deviceAddOf(circle, keysOf(BOB), keysOf(CLEO)), start))).toBe('not-allowed')
    const invited = invite(EVE, ALICE, start)
    expect(why(admit(EVE, invited, ALICE, [invited], EVE, BOB))).toBe('not-allowed')
    const added = say(BOB, good, start)
    expect(why(added)).toBe(undefined)
    expect(hex(device(second(EVE))!.member)).toBe(hex(memberOf(BOB)))
  })

  it('takes keys from facilitators alone, for exactly those who belong, in a removal too', () => {
    const { say, at, start, why, remove, member } = circleOf(4, { facilitators: [CLEO] })
    const state = at([start])
    const keys = rekeyOf(state) as never
    expect(why(say(BOB, { type: 'REKEY', ...(keys as object) } as Act, start))).toBe('not-allowed')
    expect(why(remove(DANA, ALICE, [start], { rekey: keys }))).toBe('keys')
    const short = rekeyOf(state, memberOf(DANA))
    expect(why(remove(DANA, ALICE, [start], { rekey: { ...short, boxes: short.boxes.slice(1) } }))).toBe(
      'keys',
    )
    expect(why(remove(DANA, ALICE, [start], { rekey: { ...short, wraps: [] } }))).toBe('keys')
    const good = remove(DANA, ALICE, [start], { rekey: short })
    expect(why(good)).toBe(undefined)
    expect(member(DANA)?.status).toBe('removed')
  })

  it('does not take an invitation’s proof again for other keys or another member', () => {
    const { circle, invite, say, at, start, why } = circleOf(2)
    const invited = invite(DANA, ALICE, start)
    const how = {
      invite: invited.id,
      seed: seedOf(DANA),
      member: memberOf(DANA),
      keys: keysOf(DANA),
      pending: false,
    }
    const real = admitOf(at([invited]), circle, how) as Act & { type: 'ADMIT' }
    const eves = admitOf(at([invited]), circle, {
      ...how,
      member: memberOf(EVE),
      keys: keysOf(EVE),
    }) as typeof real
    const stolen = { ...eves, proof: real.proof }
    expect(why(say(ALICE, stolen, invited))).toBe('proof')
    expect(why(say(ALICE, { ...eves, deviceProofs: real.deviceProofs }, invited))).toBe('proof')
    expect(why(say(ALICE, { ...real, member: memberOf(EVE) }, invited))).toBe('proof')
    expect(why(say(ALICE, { ...real, transcript: new Uint8Array(32) }, invited))).toBe('proof')
    expect(why(say(ALICE, real, invited))).toBe(undefined)
  })
})

describe('a removal', () => {
  it('takes the person out, keeps where their words end, and asks for a new key', () => {
    const { remove, start, read, rekey, member, device } = circleOf(3)
    remove(BOB, ALICE, [start])
    expect(member(BOB)).toMatchObject({ status: 'removed', rank: null })
    expect(device(BOB)).toMatchObject({ status: 'removed', cut: { seq: 3 } })
    expect(rekeyNeeded(read().state)).toBe(true)
    const epoch = rekey()
    expect(rekeyNeeded(read().state)).toBe(false)
    expect(
      read()
        .state.epochs.get(hex(epoch.id))!
        .boxes.has(hex(keysOf(BOB).id)),
    ).toBe(false)
  })

  it('needs no second entry when it brings the new key along', () => {
    const { remove, start, read, at } = circleOf(3)
    const removal = remove(BOB, ALICE, [start], { rekey: rekeyOf(at([start]), memberOf(BOB)) })
    expect(read().state.epochHeads.map(hex)).toEqual([hex(removal.id)])
    expect(rekeyNeeded(read().state)).toBe(false)
  })

  it('voids what the removed facilitator says beside it, and what follows; their own words stay', () => {
    const { remove, start, say, invite, admit, promote, why, member, read } = circleOf(4, {
      facilitators: [BOB],
    })
    const name = say(BOB, { type: 'PROFILE', name: 'Bobby' }, start)
    const invited = invite(EVE, BOB, name)
    const admitted = admit(EVE, invited, BOB)
    const promoted = promote(EVE, BOB, admitted)
    const byEve = say(EVE, { type: 'PROMOTE', member: memberOf(CLEO) }, promoted)
    expect([invited, admitted, promoted, byEve].map(why)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    remove(BOB, ALICE, [start])
    expect([name, invited, admitted, promoted].map(why)).toEqual([undefined, 'removed', 'removed', 'removed'])
    expect(why(byEve)).toBe('followed-from-void')
    expect(member(EVE)).toBe(undefined)
    expect(member(CLEO)?.rank).toBe(null)
    expect(read().state.pendingAdmits.map(hex)).toEqual([hex(admitted.id)])
  })

  it('makes a task of an admission that is void because of it', () => {
    const { remove, start, invite, admit, why, read } = circleOf(4, { facilitators: [BOB] })
    const invited = invite(EVE, ALICE, start)
    const admitted = admit(EVE, invited, BOB)
    const removal = remove(BOB, ALICE, [invited])
    expect(why(admitted)).toBe('removed')
    expect(read().state.pendingAdmits.map(hex)).toEqual([hex(admitted.id)])
    const again = admit(EVE, invited, ALICE, [removal, admitted])
    expect(why(again)).toBe(undefined)
    expect(read().state.pendingAdmits).toEqual([])
  })

  it('beats a promotion said beside it; the next promotion has to know of it', () => {
    const { remove, start, promote, say, why, member } = circleOf(4, { facilitators: [BOB] })
    const promoted = promote(CLEO, ALICE, start)
    const removal = remove(CLEO, BOB, [start])
    expect(why(promoted)).toBe('removed')
    expect(member(CLEO)?.status).toBe('removed')
    expect(why(say(ALICE, { type: 'PROMOTE', member: memberOf(CLEO) }, removal, promoted))).toBe('target')
  })

  it('is not undone by what a former member dates back', () => {
    const { remove, start, why, member } = circleOf(5, { facilitators: [BOB, CLEO] })
    remove(BOB, ALICE, [start])
    const late = remove(CLEO, BOB, [start])
    expect(why(late)).toBe('removed')
    expect(member(CLEO)?.status).toBe('active')
    expect(why(remove(DANA, BOB, [start, late]))).toBe('removed')
  })

  it('strikes nobody when it is void itself', () => {
    const { remove, start, invite, promote, why, member } = circleOf(5, { facilitators: [BOB, CLEO] })
    const invited = invite(9, CLEO, start)
    const promoted = promote(DANA, CLEO, invited)
    const bobs = remove(CLEO, BOB, [start])
    expect([invited, promoted].map(why)).toEqual(['removed', 'removed'])
    remove(BOB, ALICE, [start])
    expect([bobs, invited, promoted].map(why)).toEqual(['removed', undefined, undefined])
    expect([member(CLEO)?.status, member(DANA)?.rank]).toEqual(['active', 3])
  })

  it('cannot be mutual, also where two promotions did not know of each other', () => {
    const { say, circle, start, promote, remove, member } = circleOf(5, { facilitators: [BOB] })
    const added = say(ALICE, deviceAddOf(circle, keysOf(ALICE), keysOf(second(ALICE))), start)
    const cleo = promote(CLEO, ALICE, added)
    const dana = promote(DANA, second(ALICE), added)
    remove(DANA, CLEO, [cleo])
    remove(CLEO, DANA, [dana])
    const gone = [CLEO, DANA].filter(n => member(n)?.status === 'removed')
    expect(gone).toHaveLength(1)
  })

  it('cuts where the one says who is above the others, and of equals the one who knew most', () => {
    for (const [alices, bobs, upto] of [
      [9, 3, 9],
      [3, 9, 3],
    ] as const) {
      const { remove, start, device, entries, read } = circleOf(4, { facilitators: [BOB] })
      const cut = (seq: number) => [{ device: keysOf(DANA).id, seq, hash: new Uint8Array(32).fill(seq) }]
      remove(DANA, ALICE, [start], { cuts: cut(alices) })
      remove(DANA, BOB, [start], { cuts: cut(bobs) })
      expect(device(DANA)?.cut?.seq).toBe(upto)
      expect(read(entries.toReversed()).state).toEqual(read().state)
    }
  })

  it('names a cut for each device of the person, and no other', () => {
    const { remove, start, member, why } = circleOf(4)
    expect(why(remove(DANA, ALICE, [start], { cuts: cutsOf(member(BOB)!) }))).toBe('cuts')
  })

  it('leaves a void epoch for reading, and nobody writes under it', () => {
    const { remove, start, rekey, read } = circleOf(4, { facilitators: [BOB] })
    const bobs = rekey(BOB, start)
    const removal = remove(BOB, ALICE, [start])
    expect(read().state.epochHeads.map(hex)).toEqual([hex(start.id)])
    expect(read().state.epochs.has(hex(bobs.id))).toBe(true)
    expect(rekeyNeeded(read().state)).toBe(true)
    const after = rekey(ALICE, removal, bobs)
    expect(read().state.epochHeads.map(hex)).toEqual([hex(after.id)])
    expect(rekeyNeeded(read().state)).toBe(false)
  })
})

describe('a cut', () => {
  const far = (n: number, circle: ReturnType<typeof circleOf>) =>
    cutsOf(circle.member(n)!, 3).map(cut => ({ ...cut, seq: Number.MAX_SAFE_INTEGER }))

  it('of a removal goes before what a computer said of itself', () => {
    const circle = circleOf(3)
    const { say, start, remove, device } = circle
    const added = say(BOB, deviceAddOf(circle.circle, keysOf(BOB), keysOf(second(BOB))), start)
    const [cut] = far(BOB, circle)
    const out = say(second(BOB), { type: 'DEVICE_REVOKE', ...cut!, device: keysOf(second(BOB)).id }, added)
    expect(device(second(BOB))).toMatchObject({ status: 'revoked', cut: { seq: Number.MAX_SAFE_INTEGER } })
    const removed = remove(BOB, ALICE, [out])
    expect(device(second(BOB))).toMatchObject({ status: 'revoked', cut: { seq: 3, by: removed.id } })
    expect(device(BOB)).toMatchObject({ status: 'removed', cut: { seq: 3 } })
  })

  it('that a host says for a friend is said again by the next', () => {
    const circle = circleOf(4, { facilitators: [BOB] })
    const { start, remove, device, why, read, entries } = circle
    const friends = remove(CLEO, BOB, [start], { cuts: far(CLEO, circle) })
    expect(device(CLEO)?.cut?.seq).toBe(Number.MAX_SAFE_INTEGER)
    const again = remove(CLEO, ALICE, [friends])
    expect(why(again)).toBe(undefined)
    expect(device(CLEO)?.cut).toMatchObject({ seq: 3, by: again.id })
    // Beside each other, by one and the same: the one who knew most says.
    const third = remove(CLEO, ALICE, [friends], { cuts: cutsOf(circle.member(CLEO)!, 2) })
    expect(why(third)).toBe(undefined)
    expect(device(CLEO)?.cut?.seq).toBe(3)
    expect(read([...entries].reverse()).state).toEqual(read().state)
  })

  it('that a host above said is moved by none below', () => {
    for (const isKnown of [true, false]) {
      const circle = circleOf(5, { facilitators: [BOB, DANA] })
      const { start, remove, device, why, read, entries } = circle
      const alices = remove(CLEO, ALICE, [start])
      const friends = remove(CLEO, BOB, [isKnown ? alices : start], { cuts: far(CLEO, circle) })
      expect(why(friends)).toBe(undefined)
      expect(device(CLEO)?.cut).toMatchObject({ seq: 3, by: alices.id })
      // Nor once that host is out; and one above both takes the place of both.
      const out = remove(BOB, ALICE, [friends, alices])
      expect(device(CLEO)?.cut).toMatchObject({ seq: 3, by: alices.id })
      const again = remove(CLEO, ALICE, [out], { cuts: cutsOf(circle.member(CLEO)!, 2) })
      expect(device(CLEO)?.cut).toMatchObject({ seq: 2, by: again.id })
      expect(read([...entries].reverse()).state).toEqual(read().state)
    }
  })

  it('that a host said who was let out since is said again by any host', () => {
    const circle = circleOf(5, { facilitators: [BOB, DANA] })
    const { start, remove, device, why } = circle
    const friends = remove(CLEO, BOB, [start], { cuts: far(CLEO, circle) })
    const before = remove(CLEO, DANA, [friends], { cuts: cutsOf(circle.member(CLEO)!, 2) })
    expect(device(CLEO)?.cut).toMatchObject({ by: friends.id })
    const out = remove(BOB, ALICE, [before])
    const again = remove(CLEO, DANA, [out])
    expect(why(again)).toBe(undefined)
    expect(device(CLEO)?.cut).toMatchObject({ seq: 3, by: again.id })
  })
})

describe('leaving', () => {
  it('voids what somebody says beside it who was a host; their own words stay', () => {
    const { say, start, invite, admit, promote, rekey, member, why, read } = circleOf(4, {
      facilitators: [BOB],
    })
    const invited = invite(9, BOB, start)
    const left = say(BOB, { type: 'LEAVE' }, invited)
    const keys = rekey(ALICE, left)
    const admitted = admit(9, invited, BOB)
    expect(why(admitted)).toBe('left')
    expect(why(promote(9, BOB, admitted))).toBe('left')
    expect(member(9)).toBe(undefined)
    expect(why(say(BOB, { type: 'PROFILE', name: 'B.' }, invited))).toBe(undefined)
    expect(member(BOB)).toMatchObject({ status: 'left', name: 'B.' })
    const gone = say(ALICE, { type: 'LEAVE' }, keys)
    expect(why(say(ALICE, { type: 'CLOSE' }, keys))).toBe('left')
    expect(why(gone)).toBe(undefined)
    expect(read().state.closed).toBe(null)
  })

  it.each(['LEAVE', 'DEVICE_REVOKE'])('undoes nothing a host built on, dated back as %s', type => {
    const { say, start, invite, admit, rekey, consent, member, why } = circleOf(4, {
      facilitators: [BOB],
      needsTwo: true,
    })
    // Bob let Dana in, and signed that Eve may come; Alice goes on.
    const dana = admit(9, invite(9, BOB, start), BOB)
    const signed = consent(dana, ALICE, dana)
    const eve = admit(8, invite(8, ALICE, signed), ALICE)
    const bobs = consent(eve, BOB, eve)
    const on = rekey(ALICE, bobs)
    const beside = say(BOB, { type: 'EXPORTED' }, on)
    const kept = invite(7, BOB, beside)
    expect(member(8)?.status).toBe('active')
    const back = say(
      BOB,
      type === 'LEAVE' ? { type } : ({ type, device: keysOf(BOB).id, seq: 0, hash: null } as Act),
      start,
    )
    expect(why(back)).toBe(undefined)
    for (const entry of [dana, bobs]) expect(why(entry)).toBe(undefined)
    for (const n of [8, 9]) expect(member(n)?.status).toBe('active')
    // Nobody had built on that one, and nobody can know which was said first.
    expect(why(kept)).toBe(type === 'LEAVE' ? 'left' : 'revoked')
  })

  it('and signing oneself out can be said twice, and both stand', () => {
    const { say, start, device, member, why } = circleOf(3)
    const out = { type: 'DEVICE_REVOKE', device: keysOf(BOB).id, seq: 0, hash: null } as Act
    for (const entry of [say(BOB, out, start), say(BOB, out, start)]) expect(why(entry)).toBe(undefined)
    expect(device(BOB)?.status).toBe('revoked')
    for (const _ of [1, 2]) say(CLEO, { type: 'LEAVE' }, start)
    expect(member(CLEO)?.status).toBe('left')
  })

  it('is made up for by nobody who came in by it, or who is out', () => {
    const { say, start, invite, admit, promote, rekey, remove, member, why } = circleOf(4, {
      facilitators: [BOB, CLEO],
    })
    const invited = invite(9, BOB, start)
    const out = remove(CLEO, ALICE, [invited])
    const left = say(BOB, { type: 'LEAVE' }, out)
    rekey(ALICE, left)
    const admitted = admit(9, invited, BOB)
    const up = promote(9, BOB, admitted)
    // By the stranger, and by the host who was let out.
    say(9, { type: 'HOST_ACTION', action: 'here', doc: null, member: null, words: '' } as Act, up)
    expect(why(say(CLEO, { type: 'PROFILE', name: 'C.' }, up))).toBe(undefined)
    expect(why(admitted)).toBe('left')
    expect(member(9)).toBe(undefined)
  })

  it('may be followed by a removal, whoever it was, for where their words end', () => {
    const { say, start, remove, member, device, why } = circleOf(4, { facilitators: [BOB] })
    expect(why(remove(ALICE, BOB, [start]))).toBe('not-allowed')
    const left = say(ALICE, { type: 'LEAVE' }, start)
    expect(why(remove(ALICE, BOB, [left]))).toBe(undefined)
    expect(member(ALICE)?.status).toBe('removed')
    expect(device(ALICE)?.cut?.seq).toBe(3)
  })

  it('is the ground of that removal, which falls with it', () => {
    const { circle, say, start, consent, remove, member, why } = circleOf(4, {
      facilitators: [BOB, CLEO],
    })
    const [laptop, phone] = [keysOf(second(ALICE)), keysOf(second(EVE))]
    const a = say(ALICE, deviceAddOf(circle, keysOf(ALICE), laptop), start)
    const revoke = { type: 'DEVICE_REVOKE', device: laptop.id, seq: 0, hash: null } as Act
    const asked = say(ALICE, revoke, a)
    const stolen = say(laptop, deviceAddOf(circle, laptop, phone), a)
    const left = say(phone, { type: 'LEAVE' }, stolen)
    const removed = remove(ALICE, CLEO, [left, asked])
    expect(member(ALICE)?.status).toBe('removed')
    consent(asked, BOB, asked)
    expect(why(left)).toBe('followed-from-void')
    expect(why(removed)).toBe('followed-from-void')
    expect(member(ALICE)).toMatchObject({ status: 'active', rank: 0 })
  })
})

describe('where two are needed', () => {
  it('waits for a second member, who is not the one it is about', () => {
    const { remove, start, consent, why, member, read } = circleOf(4, { needsTwo: true })
    const removal = remove(DANA, ALICE, [start])
    expect(member(DANA)?.status).toBe('active')
    expect(read().state.removals.get(hex(removal.id))?.status).toBe('pending')
    expect(why(consent(removal, DANA, removal))).toBe('not-allowed')
    expect(why(consent(removal, ALICE, removal))).toBe('not-allowed')
    consent(removal, BOB, removal)
    expect(member(DANA)?.status).toBe('removed')
    expect(read().state.removals.get(hex(removal.id))?.status).toBe('in-force')
    expect(rekeyNeeded(read().state)).toBe(true)
  })

  it('takes the rank of the removed, also one that they were given while the removal waited', () => {
    const { circle, say, remove, start, promote, consent, member, device } = circleOf(4, { needsTwo: true })
    const removal = remove(DANA, ALICE, [start])
    const promoted = promote(DANA, ALICE, removal)
    const added = say(DANA, deviceAddOf(circle, keysOf(DANA), keysOf(second(DANA))), start)
    const two = consent(promoted, BOB, promoted, added)
    expect(member(DANA)?.rank).toBe(1)
    consent(removal, CLEO, two)
    expect(member(DANA)).toMatchObject({ status: 'removed', rank: null, terms: [] })
    expect(device(DANA)?.cut?.seq).toBe(3)
    expect(device(second(DANA))).toMatchObject({ status: 'removed', cut: { seq: 0, hash: null } })
  })

  it('takes no keys before, and lets an admission, a promotion and an adoption wait too', () => {
    const { say, remove, start, consent, invite, admit, promote, why, at, member, read } = circleOf(4, {
      needsTwo: true,
    })
    expect(why(remove(DANA, ALICE, [start], { rekey: rekeyOf(at([start]), memberOf(DANA)) }))).toBe('keys')
    const admitted = admit(EVE, invite(EVE, ALICE, start))
    const promoted = promote(BOB, ALICE, admitted)
    const proposed = say(
      CLEO,
      { type: 'AGREEMENT_PROPOSE', lines: ['Be kind.'], after: null, review: null },
      promoted,
    )
    const adopted = say(ALICE, { type: 'AGREEMENT_ADOPT', proposal: proposed.id }, proposed)
    expect([member(EVE)?.status, member(BOB)?.rank, read().state.agreement]).toEqual(['pending', null, null])
    expect(why(say(EVE, { type: 'PROFILE', name: 'E' }, adopted))).toBe('inactive-device')
    let last = adopted
    for (const entry of [admitted, promoted, adopted]) last = consent(entry, CLEO, last)
    expect([member(EVE)?.status, member(BOB)?.rank]).toEqual(['active', 1])
    expect(read().state.agreement).toEqual(proposed.id)
    expect(why(consent(promoted, DANA, last))).toBe('consent')
  })

  it('acts at once in an emergency, and lapses by an entry alone', () => {
    const { say, remove, start, at, member, read, why, consent } = circleOf(4, { needsTwo: true })
    const rekey = rekeyOf(at([start]), memberOf(DANA))
    const removal = remove(DANA, ALICE, [start], { emergency: true, rekey })
    expect(member(DANA)?.status).toBe('removed')
    const status = () => read().state.removals.get(hex(removal.id))?.status
    expect([status(), rekeyNeeded(read().state)]).toEqual(['unconfirmed', false])
    const lapsed = say(ALICE, { type: 'REMOVE_LAPSED', remove: removal.id }, removal)
    expect(status()).toBe('lapsed')
    expect(why(consent(removal, BOB, lapsed))).toBe('consent')
    expect(member(DANA)?.status).toBe('removed')
    // Signed by one who had not heard that it lapsed: confirmed.
    consent(removal, CLEO, removal)
    expect(status()).toBe('in-force')
  })

  it('does not need a second where there are only two', () => {
    const { remove, start, member } = circleOf(2, { needsTwo: true })
    remove(BOB, ALICE, [start])
    expect(member(BOB)?.status).toBe('removed')
  })
})

describe('devices', () => {
  it('revokes itself at once, a sibling when a facilitator has confirmed it', () => {
    const { circle, say, start, consent, device, why, read } = circleOf(3)
    const added = say(BOB, deviceAddOf(circle, keysOf(BOB), keysOf(second(BOB))), start)
    expect(rekeyNeeded(read().state)).toBe(true)
    const revoke = (n: number) => ({ type: 'DEVICE_REVOKE', device: keysOf(n).id, seq: 0, hash: null }) as Act
    const asked = say(BOB, revoke(second(BOB)), added)
    expect(device(second(BOB))?.status).toBe('active')
    expect(why(consent(asked, CLEO, asked))).toBe('not-allowed')
    const beside = say(second(BOB), deviceAddOf(circle, keysOf(second(BOB)), keysOf(second(EVE))), added)
    expect(why(beside)).toBe(undefined)
    consent(asked, ALICE, asked)
    expect(device(second(BOB))).toMatchObject({ status: 'revoked', cut: { seq: 0 } })
    // What the lost one said beside that is void: it brings no further device in.
    expect(why(beside)).toBe('revoked')
    expect(why(say(CLEO, revoke(BOB), start))).toBe('not-allowed')
    say(CLEO, revoke(CLEO), start)
    expect(device(CLEO)?.status).toBe('revoked')
  })

  it('of a facilitator need another facilitator’s word', () => {
    const { circle, say, start, consent, device, why } = circleOf(3, { facilitators: [BOB] })
    const added = say(BOB, deviceAddOf(circle, keysOf(BOB), keysOf(second(BOB))), start)
    const act = { type: 'DEVICE_REVOKE', device: keysOf(second(BOB)).id, seq: 0, hash: null } as Act
    const asked = say(BOB, act, added)
    expect(why(consent(asked, BOB, asked))).toBe('not-allowed')
    consent(asked, ALICE, asked)
    expect(device(second(BOB))?.status).toBe('revoked')
  })

  it('are both suspended when each asks to revoke the other, until a facilitator says which', () => {
    const { circle, say, start, consent, device, why, entries, read } = circleOf(3)
    const added = say(BOB, deviceAddOf(circle, keysOf(BOB), keysOf(second(BOB))), start)
    const revoke = (n: number) => ({ type: 'DEVICE_REVOKE', device: keysOf(n).id, seq: 0, hash: null }) as Act
    const mine = say(BOB, revoke(second(BOB)), added)
    const thiefs = say(second(BOB), revoke(BOB), added)
    expect([device(BOB)?.status, device(second(BOB))?.status]).toEqual(['suspended', 'suspended'])
    expect(read(entries.toReversed()).state).toEqual(read().state)
    expect(why(say(second(BOB), { type: 'PROFILE', name: 'B' }, mine, thiefs))).toBe('inactive-device')
    consent(mine, ALICE, mine, thiefs)
    expect([device(BOB)?.status, device(second(BOB))?.status]).toEqual(['active', 'revoked'])
  })
})

describe('ranks, agreements, succession, the end', () => {
  it('demotes with a cut, voids what was said as a facilitator beside it, and lets the rest stand', () => {
    const { say, start, invite, why, member, device, promote } = circleOf(4, { facilitators: [BOB] })
    const name = say(BOB, { type: 'PROFILE', name: 'Bobby' }, start)
    const invited = invite(EVE, BOB, name)
    const demoted = say(
      ALICE,
      { type: 'DEMOTE', member: memberOf(BOB), cuts: cutsOf(member(BOB)!, 4) },
      start,
    )
    expect([why(name), why(invited)]).toEqual([undefined, 'demoted'])
    expect([member(BOB)?.rank, member(BOB)?.name]).toEqual([null, 'Bobby'])
    expect(device(BOB)).toMatchObject({ status: 'active', cut: null, facilitatorCut: { seq: 4 } })
    const again = promote(BOB, ALICE, demoted)
    expect(why(invite(DANA, BOB, again, invited))).toBe(undefined)
    expect(member(BOB)?.rank).toBe(2)
  })

  it('keeps agreements as proposals of anybody and adoptions by facilitators', () => {
    const { say, start, why, read } = circleOf(3)
    const proposed = say(
      BOB,
      { type: 'AGREEMENT_PROPOSE', lines: ['Be kind.'], after: null, review: 9 },
      start,
    )
    expect(why(say(BOB, { type: 'AGREEMENT_ADOPT', proposal: proposed.id }, proposed))).toBe('not-allowed')
    const adopted = say(ALICE, { type: 'AGREEMENT_ADOPT', proposal: proposed.id }, proposed)
    expect(read().state.agreements.get(hex(proposed.id))).toMatchObject({
      lines: ['Be kind.'],
      adopted: adopted.id,
    })
    expect(why(say(ALICE, { type: 'AGREEMENT_ADOPT', proposal: start.id }, proposed))).toBe('target')
    const eleven = { type: 'AGREEMENT_PROPOSE', lines: new Array(11).fill('x'), after: null, review: null }
    expect(why(say(BOB, eleven as Act, start))).toBe('malformed')
  })

  it('keeps what hosts do where all can read it', () => {
    const { say, start, why, read } = circleOf(3)
    const act = { type: 'HOST_ACTION', action: 'hide', doc: null, member: memberOf(BOB), words: '' } as Act
    expect(why(say(BOB, act, start))).toBe('not-allowed')
    say(ALICE, act, start)
    expect(read().state.hostActions).toMatchObject([{ action: 'hide', by: memberOf(ALICE) }])
  })

  it('gives a circle whose facilitators are gone a new one, when more than half have signed', () => {
    const { say, start, consent, member, why, read } = circleOf(5)
    const asked = say(BOB, { type: 'SUCCEED', member: memberOf(CLEO) }, start)
    const two = consent(asked, CLEO, asked)
    expect(member(CLEO)?.rank).toBe(null)
    expect(why(consent(asked, BOB, two))).toBe('not-allowed')
    const three = consent(asked, DANA, asked)
    expect(member(CLEO)?.rank).toBe(1)
    expect(why(say(CLEO, { type: 'PROMOTE', member: memberOf(DANA) }, two, three))).toBe(undefined)
    // A facilitator was there after all.
    say(ALICE, { type: 'PROFILE', name: 'Still here' }, start)
    expect(why(asked)).toBe('facilitator-there')
    expect([member(CLEO)?.rank, member(DANA)?.rank]).toEqual([null, null])
    expect(read().state.voided.size).toBe(5)
  })

  it('is undone by no host whose end it knew: not by those who left, or were demoted, and by nobody they bring up', () => {
    for (const how of ['left', 'demoted'] as const) {
      const { say, start, consent, promote, remove, member, why } = circleOf(5, { facilitators: [BOB] })
      const demote = { type: 'DEMOTE', member: memberOf(BOB), cuts: cutsOf(member(BOB)!, 0) } as Act
      const ended = how === 'left' ? say(BOB, { type: 'LEAVE' }, start) : say(ALICE, demote, start)
      const left = say(ALICE, { type: 'LEAVE' }, ended)
      const asked = say(CLEO, { type: 'SUCCEED', member: memberOf(DANA) }, left)
      const two = consent(asked, DANA, asked)
      const three = how === 'left' ? two : consent(asked, EVE, two)
      const on = promote(EVE, DANA, three)
      if (how === 'demoted') expect(why(remove(BOB, DANA, [on]))).toBe(undefined)
      for (const own of [{ type: 'PROFILE', name: 'B.' }, { type: 'EXPORTED' }] as Act[])
        expect(why(say(BOB, own, start))).toBe(undefined)
      // Cleo helps: made a host by his word, she speaks as one who was there.
      const up = promote(CLEO, BOB, start)
      say(CLEO, { type: 'PROFILE', name: 'C.' }, up)
      expect(why(up)).toBe(how === 'left' ? 'left' : 'removed')
      for (const entry of [asked, three, on]) expect(why(entry)).toBe(undefined)
      expect(member(DANA)?.rank).toBe(2)
      expect(member(EVE)?.rank).toBe(3)
      expect(member(BOB)?.status).toBe(how === 'left' ? 'left' : 'removed')
    }
  })

  it('is closed by the facilitator promoted first, and then one can only leave', () => {
    const { say, start, why, read } = circleOf(3, { facilitators: [BOB] })
    expect(why(say(BOB, { type: 'CLOSE' }, start))).toBe('not-allowed')
    const closed = say(ALICE, { type: 'CLOSE' }, start)
    expect(read().state.closed).toEqual(closed.id)
    expect(why(say(CLEO, { type: 'PROFILE', name: 'C' }, closed))).toBe('closed')
    expect(why(say(CLEO, { type: 'LEAVE' }, closed))).toBe(undefined)
  })

  it('says where a circle goes on, and where one came from', () => {
    const { say, start, why, read } = circleOf(3, { facilitators: [BOB] })
    const other = new Uint8Array(32).fill(9) as CircleId
    expect(why(say(CLEO, { type: 'FORKED', from: null, to: other }, start))).toBe(undefined)
    expect(why(say(BOB, { type: 'FORKED', from: other, to: null }, start))).toBe('not-allowed')
    expect(why(say(ALICE, { type: 'FORKED', from: other, to: null }, start))).toBe(undefined)
    expect(why(say(ALICE, { type: 'FORKED', from: other, to: other }, start))).toBe('malformed')
    expect(read().state.forks).toHaveLength(2)
  })
})
