/**
 * Logs written by hand, every act of every actor where the teller puts it: the circle of members.test.ts, and the histories of
 * tests/vectors/log.json. Keys and boxes are made of numbers, so the same telling makes the same bytes.
 */
import type { Cbor } from '../../../src/main/vault/circle/cbor.ts'
import { encode } from '../../../src/main/vault/circle/cbor.ts'
import type { Act } from '../../../src/main/vault/circle/log/act.ts'
import { type Entry, readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { readLog } from '../../../src/main/vault/circle/log/reduce.ts'
import type { CircleState, Cut } from '../../../src/main/vault/circle/log/state.ts'
import type { DeviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { CircleId, DocId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import {
  admitOf,
  cutsOf,
  deviceAddOf,
  genesisOf,
  keptOf,
  keysOf,
  memberOf,
  rekeyOf,
  sayAs,
  seedOf,
} from './history.ts'

await sodiumReady

export const [ALICE, BOB, CLEO, DANA, EVE] = [0, 1, 2, 3, 4]
/** A second device of somebody. */
export const second = (n: number): number => 100 + n

/** A circle in one chain; whatever follows is said wherever the test puts it. */
export function circleOf(people: number, { needsTwo = false, facilitators = [] as number[] } = {}) {
  const genesis = genesisOf(keysOf(ALICE), needsTwo)
  const circle = genesis.id as Uint8Array as CircleId
  const entries: Entry[] = [genesis]
  const read = (list: readonly Entry[] = entries) => readLog(circle, list)
  const at = (parents: readonly Entry[]): CircleState => read().at(parents.map(({ id }) => id))!
  const say = (who: number | DeviceKeys, act: Act | { type: string }, ...after: Entry[]): Entry => {
    const parents = after.length > 0 ? after : [entries.at(-1)!]
    const keys = typeof who === 'number' ? keysOf(who) : who
    const { type, ...payload } = act
    const ids = [...new Set(parents)].map(({ id }) => id)
    const entry = sayAs(keys, circle, type, payload as unknown as Cbor, ids, entries.length)
    entries.push(entry)
    return entry
  }
  const member = (n: number, state = read().state) => state.members.get(hex(memberOf(n)))
  const device = (n: number, state = read().state) => state.devices.get(hex(keysOf(n).id))
  const invite = (n: number, by = ALICE, ...after: Entry[]) =>
    say(
      by,
      {
        type: 'INVITE',
        pk: inviteKeys(seedOf(n)).publicKey,
        expiry: 5,
        epochs: read().state.epochHeads.slice(0, 1),
        sealed: new Uint8Array(72),
      },
      ...after,
    )
  /** Lets person n in on an invitation for `seed`, after `after` and the invitation. */
  const admit = (n: number, invited: Entry, by = ALICE, after: Entry[] = [invited], seed = n, as = n) => {
    const state = at(after)
    const two = state.needsTwo && [...state.members.values()].filter(m => m.status === 'active').length >= 3
    const how = {
      invite: invited.id,
      seed: seedOf(seed),
      member: memberOf(as),
      keys: keysOf(n),
      pending: two,
    }
    return say(by, admitOf(state, circle, how), ...after)
  }
  const remove = (n: number, by = ALICE, after: Entry[] = [entries.at(-1)!], more: object = {}) => {
    const target = member(n, at(after))!
    const act = {
      type: 'REMOVE',
      member: memberOf(n),
      cuts: cutsOf(target, 3),
      emergency: false,
      rekey: null,
    }
    return say(by, { ...act, ...more } as Act, ...after)
  }
  const promote = (n: number, by = ALICE, ...after: Entry[]) =>
    say(by, { type: 'PROMOTE', member: memberOf(n) }, ...after)
  const consent = (entry: Entry, by: number, ...after: Entry[]) =>
    say(by, { type: 'CONSENT', entry: entry.id }, ...after)
  const rekey = (by = ALICE, ...after: Entry[]) =>
    say(by, { type: 'REKEY', ...rekeyOf(at(after.length > 0 ? after : [entries.at(-1)!])) } as Act, ...after)
  const why = (entry: Entry) => {
    const log = read()
    return log.verdict(entry.id) ?? log.state.voided.get(hex(entry.id))
  }

  rekey()
  for (let n = 1; n < people; n++) {
    const admitted = admit(n, invite(n))
    if (read().state.pending.has(hex(admitted.id))) consent(admitted, BOB)
  }
  for (const n of facilitators) {
    const promoted = promote(n)
    if (read().state.pending.has(hex(promoted.id))) consent(promoted, n === BOB ? CLEO : BOB)
  }
  const start = rekey()
  const tools = { say, at, member, device, invite, admit, remove, promote, consent, rekey, why }
  return { circle, entries, read, start, ...tools }
}

const revoke = (n: number, seq = 0): Act => ({
  type: 'DEVICE_REVOKE',
  device: keysOf(n).id,
  seq,
  hash: seq === 0 ? null : (new Uint8Array(32).fill(seq) as never),
})
const proposal: Act = { type: 'AGREEMENT_PROPOSE', lines: ['Be kind.'], after: null, review: null }

type Circle = ReturnType<typeof circleOf>
const two = { needsTwo: true }

/** What happened, by a sentence about it. */
export const HISTORIES: Readonly<Record<string, () => Circle>> = {
  'a circle of three in one line': () => circleOf(3),
  'a member promotes themselves and removes the founder': () => {
    const it = circleOf(3)
    it.promote(BOB, BOB, it.start)
    it.remove(ALICE, BOB, [it.start])
    return it
  },
  'a host is removed beside letting somebody in': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const name = it.say(BOB, { type: 'PROFILE', name: 'Bobby' }, it.start)
    const admitted = it.admit(EVE, it.invite(EVE, BOB, name), BOB)
    const promoted = it.promote(EVE, BOB, admitted)
    it.say(EVE, { type: 'PROMOTE', member: memberOf(CLEO) }, promoted)
    it.remove(BOB, ALICE, [it.start])
    return it
  },
  'a removal beats the promotion beside it': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    it.promote(CLEO, ALICE, it.start)
    it.remove(CLEO, BOB, [it.start])
    return it
  },
  'what is void strikes nobody': () => {
    const it = circleOf(5, { facilitators: [BOB, CLEO] })
    const invited = it.invite(9, CLEO, it.start)
    it.promote(DANA, CLEO, invited)
    it.remove(CLEO, BOB, [it.start])
    it.remove(BOB, ALICE, [it.start])
    return it
  },
  'two whose promotions did not know each other remove each other': () => {
    const it = circleOf(5, { facilitators: [BOB] })
    const added = it.say(ALICE, deviceAddOf(it.circle, keysOf(ALICE), keysOf(second(ALICE))), it.start)
    const cleo = it.promote(CLEO, ALICE, added)
    const dana = it.promote(DANA, second(ALICE), added)
    it.remove(DANA, CLEO, [cleo])
    it.remove(CLEO, DANA, [dana])
    return it
  },
  'two removals of one person, with different cuts': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const cut = (seq: number) => [{ device: keysOf(DANA).id, seq, hash: new Uint8Array(32).fill(seq) }]
    it.remove(DANA, ALICE, [it.start], { cuts: cut(3) })
    it.remove(DANA, BOB, [it.start], { cuts: cut(9) })
    return it
  },
  'an end said anew by a host below, and by one above': () => {
    const it = circleOf(5, { facilitators: [BOB, EVE] })
    const cut = (seq: number) => [{ device: keysOf(DANA).id, seq, hash: new Uint8Array(32).fill(seq) }]
    const first = it.remove(DANA, BOB, [it.start], { cuts: cut(3) })
    const below = it.remove(DANA, EVE, [first], { cuts: cut(9) })
    const above = it.remove(DANA, ALICE, [first], { cuts: cut(2) })
    it.remove(EVE, ALICE, [below, above])
    return it
  },
  'an end said anew when the one who said it is out': () => {
    const it = circleOf(5, { facilitators: [BOB, EVE] })
    const cut = (seq: number) => [{ device: keysOf(DANA).id, seq, hash: new Uint8Array(32).fill(seq) }]
    const first = it.remove(DANA, BOB, [it.start], { cuts: cut(9) })
    it.remove(DANA, EVE, [it.remove(BOB, ALICE, [first])], { cuts: cut(3) })
    return it
  },
  'an epoch by who was removed beside it, and one over both': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const bobs = it.rekey(BOB, it.start)
    it.rekey(ALICE, it.remove(BOB, ALICE, [it.start]), bobs)
    return it
  },
  'two epochs beside each other are two heads': () => {
    const it = circleOf(3, { facilitators: [BOB] })
    it.rekey(ALICE, it.start)
    it.rekey(BOB, it.start)
    return it
  },
  'seventeen epochs beside each other, and sixteen heads': () => {
    const it = circleOf(2, { facilitators: [BOB] })
    for (let n = 0; n < 16; n++) it.rekey(BOB, it.start)
    it.rekey(ALICE, it.start)
    return it
  },
  'where two decide, a removal waits, and those it takes may not sign it': () => {
    const it = circleOf(4, two)
    const removal = it.remove(DANA, ALICE, [it.start])
    it.consent(removal, DANA, removal)
    it.consent(removal, ALICE, removal)
    it.consent(removal, BOB, removal)
    return it
  },
  'where two decide, an admission, a promotion and an adoption wait': () => {
    const it = circleOf(4, two)
    const admitted = it.admit(EVE, it.invite(EVE, ALICE, it.start))
    const promoted = it.promote(BOB, ALICE, admitted)
    const proposed = it.say(CLEO, proposal, promoted)
    const adopted = it.say(ALICE, { type: 'AGREEMENT_ADOPT', proposal: proposed.id }, proposed)
    const early = it.say(EVE, { type: 'PROFILE', name: 'E' }, adopted)
    let last = adopted
    for (const entry of [admitted, promoted]) last = it.consent(entry, CLEO, last)
    it.say(BOB, { type: 'PROFILE', name: 'Bobby' }, last, early)
    return it
  },
  'an emergency lapses, and is signed by one who had not heard': () => {
    const it = circleOf(4, two)
    const rekey = rekeyOf(it.at([it.start]), memberOf(DANA))
    const removal = it.remove(DANA, ALICE, [it.start], { emergency: true, rekey })
    it.say(ALICE, { type: 'REMOVE_LAPSED', remove: removal.id }, removal)
    it.consent(removal, CLEO, removal)
    return it
  },
  'a lost computer is revoked, and what it said beside that is void': () => {
    const it = circleOf(3)
    const added = it.say(BOB, deviceAddOf(it.circle, keysOf(BOB), keysOf(second(BOB))), it.start)
    const asked = it.say(BOB, revoke(second(BOB), 4), added)
    it.say(second(BOB), deviceAddOf(it.circle, keysOf(second(BOB)), keysOf(second(EVE))), added)
    it.consent(asked, ALICE, asked)
    it.say(CLEO, revoke(BOB), it.start)
    return it
  },
  'two computers of one person ask to revoke each other': () => {
    const it = circleOf(3)
    const added = it.say(BOB, deviceAddOf(it.circle, keysOf(BOB), keysOf(second(BOB))), it.start)
    const mine = it.say(BOB, revoke(second(BOB)), added)
    const thiefs = it.say(second(BOB), revoke(BOB), added)
    it.say(second(BOB), { type: 'PROFILE', name: 'B' }, mine, thiefs)
    return it
  },
  'the same, and a host says which': () => {
    const it = HISTORIES['two computers of one person ask to revoke each other']!()
    const [mine, thiefs] = it.entries.slice(-3)
    it.consent(mine!, ALICE, mine!, thiefs!)
    return it
  },
  'a host is demoted beside what they say, and promoted again': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const invited = it.invite(EVE, BOB, it.say(BOB, { type: 'PROFILE', name: 'Bobby' }, it.start))
    const cuts = cutsOf(it.member(BOB)!, 4)
    const again = it.promote(
      BOB,
      ALICE,
      it.say(ALICE, { type: 'DEMOTE', member: memberOf(BOB), cuts }, it.start),
    )
    it.invite(DANA, BOB, again, invited)
    return it
  },
  'one is let in twice on one invitation': () => {
    const it = circleOf(3, { facilitators: [BOB] })
    const invited = it.invite(EVE, ALICE, it.start)
    it.admit(EVE, invited, ALICE)
    it.admit(DANA, invited, BOB, [invited], EVE)
    return it
  },
  'a succession by more than half': () => {
    const it = circleOf(5)
    const asked = it.say(BOB, { type: 'SUCCEED', member: memberOf(CLEO) }, it.start)
    const both = [it.consent(asked, CLEO, asked), it.consent(asked, DANA, asked)]
    it.say(CLEO, { type: 'PROMOTE', member: memberOf(DANA) }, ...both)
    return it
  },
  'the same beside a word of the founder': () => {
    const it = HISTORIES['a succession by more than half']!()
    it.say(ALICE, { type: 'PROFILE', name: 'Still here' }, it.start)
    return it
  },
  'a member leaves, and speaks again': () => {
    const it = circleOf(3)
    const left = it.say(BOB, { type: 'LEAVE' }, it.start)
    it.say(BOB, { type: 'PROFILE', name: 'Bobby' }, left)
    it.rekey(ALICE, left)
    return it
  },
  'one computer says two things that do not know each other': () => {
    const it = circleOf(3)
    const beside = ['B', 'Bob'].map(name => it.say(BOB, { type: 'PROFILE', name }, it.start))
    it.say(BOB, { type: 'PROFILE', name: 'Neither' }, ...beside)
    it.say(ALICE, { type: 'PROFILE', name: 'Al' }, ...beside)
    return it
  },
  'a circle is closed': () => {
    const it = circleOf(3, { facilitators: [BOB] })
    it.say(BOB, { type: 'CLOSE' }, it.start)
    const closed = it.say(ALICE, { type: 'CLOSE' }, it.start)
    it.say(CLEO, { type: 'PROFILE', name: 'C' }, closed)
    it.say(CLEO, { type: 'LEAVE' }, closed)
    return it
  },
  'words are asked to be gone': () => {
    const it = circleOf(3)
    const doc = new Uint8Array(32).fill(8) as DocId
    const of = (n: number): Act => ({ type: 'ERASE', doc, upto: [{ device: keysOf(n).id, seq: 5 }] })
    it.say(BOB, of(BOB), it.start)
    it.say(BOB, of(CLEO), it.start)
    return it
  },
  'a host says what only a newer Kinfold knows, and a member does': () => {
    const it = circleOf(3, { facilitators: [BOB] })
    it.say(BOB, { type: 'SOMETHING_NEW' }, it.start)
    it.say(CLEO, { type: 'SOMETHING_ELSE' }, it.start)
    return it
  },
  'the same, and that host is demoted': () => {
    const it = HISTORIES['a host says what only a newer Kinfold knows, and a member does']!()
    it.say(ALICE, { type: 'DEMOTE', member: memberOf(BOB), cuts: cutsOf(it.member(BOB)!) })
    return it
  },
  'somebody whom nobody brought in, a signature of another, and what stands on these': () => {
    const it = circleOf(3)
    const nobody = it.say(EVE, { type: 'PROFILE', name: 'Eve' }, it.start)
    const { body } = writeEntry(
      { circle: it.circle, parents: [it.start.id], type: 'PROFILE', payload: { name: 'Bob' }, wallTime: 1 },
      keysOf(BOB),
    )
    const forged = readEntry(encode([body, new Uint8Array(64).fill(1)]))
    if (!forged.ok) throw new Error(forged.fault)
    it.entries.push(forged.value)
    it.say(CLEO, { type: 'PROFILE', name: 'Cleo' }, it.start, nobody)
    it.say(CLEO, { type: 'LEAVE' }, forged.value)
    it.say(CLEO, proposal, it.start)
    return it
  },
  'a host leaves, and dates back: what another host had built on stands': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const built = it.invite(EVE, BOB, it.start)
    const known = it.say(ALICE, { type: 'PROFILE', name: 'Al' }, built)
    it.say(BOB, { type: 'LEAVE' }, it.start)
    it.invite(9, BOB, built)
    it.say(ALICE, { type: 'PROFILE', name: 'Alice' }, known)
    return it
  },
  'somebody who left is let out, and so their words end': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const left = it.say(DANA, { type: 'LEAVE' }, it.start)
    const cut = (seq: number) => [{ device: keysOf(DANA).id, seq, hash: new Uint8Array(32).fill(seq) }]
    it.remove(DANA, BOB, [left], { cuts: cut(3) })
    return it
  },
  'a computer adds another one while a host thinks over whether it goes': () => {
    const it = circleOf(3)
    const added = it.say(BOB, deviceAddOf(it.circle, keysOf(BOB), keysOf(second(BOB))), it.start)
    const asked = it.say(BOB, revoke(second(BOB)), added)
    const thiefs = it.say(second(BOB), deviceAddOf(it.circle, keysOf(second(BOB)), keysOf(300)), added)
    it.consent(asked, ALICE, asked, thiefs)
    return it
  },
  'one computer is added twice, and a host had built on one of the two': () => {
    const it = circleOf(3)
    const add = () => it.say(BOB, deviceAddOf(it.circle, keysOf(BOB), keysOf(second(BOB))), it.start)
    const both = [add(), add()].sort((a, b) => (hex(a.id) < hex(b.id) ? -1 : 1))
    it.say(ALICE, { type: 'PROFILE', name: 'Al' }, both[1]!)
    it.say(second(BOB), { type: 'PROFILE', name: 'B' }, both[1]!)
    return it
  },
  'more computers than one may have beside each other, and a host had built on one': () => {
    const it = circleOf(3)
    const all = Array.from({ length: 26 }, (_, n) =>
      it.say(BOB, deviceAddOf(it.circle, keysOf(BOB), keysOf(300 + n)), it.start),
    )
    const order = it.read().order.map(({ id }) => hex(id))
    const last = all.sort((a, b) => order.indexOf(hex(a.id)) - order.indexOf(hex(b.id))).at(-1)!
    it.say(ALICE, { type: 'PROFILE', name: 'Al' }, last)
    return it
  },
  'who signed a removal is let out beside it by a host below whoever asked for it': () => {
    const it = circleOf(5, { needsTwo: true, facilitators: [BOB] })
    const asked = it.remove(DANA, ALICE, [it.start])
    const signed = it.consent(asked, CLEO, asked)
    it.rekey(ALICE, signed)
    it.remove(CLEO, BOB, [it.start], { emergency: true })
    return it
  },
  'a stolen computer of the founder demotes who signed it out, dated back': () => {
    const it = circleOf(4, { facilitators: [BOB] })
    const added = it.say(ALICE, deviceAddOf(it.circle, keysOf(ALICE), keysOf(second(ALICE))), it.start)
    const asked = it.say(ALICE, revoke(second(ALICE)), added)
    it.rekey(ALICE, it.consent(asked, BOB, asked))
    const cuts = cutsOf(it.member(BOB, it.at([added]))!)
    it.say(second(ALICE), { type: 'DEMOTE', member: memberOf(BOB), cuts } as Act, added)
    return it
  },
  'a newcomer speaks over the one signature that falls, where another one stands': () => {
    const it = circleOf(5, two)
    const admitted = it.admit(5, it.invite(5, ALICE, it.start))
    const fallen = it.consent(admitted, CLEO, admitted)
    it.say(5, { type: 'PROFILE', name: 'Five' }, fallen)
    it.consent(admitted, DANA, admitted)
    it.remove(CLEO, ALICE, [admitted], { emergency: true })
    return it
  },
  'a member says more in one entry than members may': () => {
    const it = circleOf(2)
    const lines = Array.from({ length: 10 }, () => '\u2014'.repeat(400))
    it.say(BOB, { ...proposal, lines } as Act, it.start)
    it.say(ALICE, { ...proposal, lines } as Act, it.start)
    return it
  },
}

const cutOf = (cut: Cut | null) => cut && { by: hex(cut.by), seq: cut.seq, hash: cut.hash && hex(cut.hash) }

/** What a set of entries means, in text: tests/vectors/log.json. Ids by hex. */
export function meaningOf(circle: CircleId, entries: readonly Entry[]) {
  const all = readLog(circle, entries)
  const { state, order, erasures } = readLog(circle, keptOf(all))
  const list = (ids: readonly Uint8Array[]) => ids.map(hex)
  const by = <T, U>(map: ReadonlyMap<string, T>, tell: (one: T) => U) =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, one]) => [id, tell(one)]))
  const invalid = all.order.flatMap(({ id }): [string, string][] => {
    const why = all.verdict(id)
    return why ? [[hex(id), why]] : []
  })
  return {
    invalid: by(new Map(invalid), why => why),
    order: list(order.map(({ id }) => id)),
    void: by(state.voided, why => why),
    heads: list(state.heads),
    members: by(state.members, ({ name, status, rank, terms, since, devices }) => ({
      name,
      status,
      rank,
      terms: list(terms),
      since: hex(since),
      devices: list(devices),
    })),
    devices: by(state.devices, ({ member, status, since, cut, facilitatorCut }) => ({
      member: hex(member),
      status,
      since: hex(since),
      cut: cutOf(cut),
      facilitatorCut: cutOf(facilitatorCut),
    })),
    invites: by(state.invites, ({ status }) => status),
    pending: by(state.pending, ({ type, signers }) => ({ type, signers: list(signers) })),
    removals: by(state.removals, ({ status }) => status),
    epochs: [...state.epochs.keys()],
    epochEnds: list(state.epochEnds),
    epochHeads: list(state.epochHeads),
    agreement: state.agreement && hex(state.agreement),
    closed: state.closed && hex(state.closed),
    admitAgain: list(state.pendingAdmits),
    kept: list(state.kept),
    ahead: list(state.ahead),
    erased: erasures().map(({ doc, device, upto }) => ({ doc, device, upto })),
  }
}
