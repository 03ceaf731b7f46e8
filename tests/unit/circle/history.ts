/**
 * Circles as they could have gone: three to eight people on some devices, up to six rounds in which each says things on
 * top of what they have heard, and some hear of each other in between. Some are honest; a former member goes on with old
 * keys and dates things back; a facilitator below the founder says whatever a patched program can sign.
 */
import { type Cbor, encode } from '../../../src/main/vault/circle/cbor.ts'
import { namedHeads } from '../../../src/main/vault/circle/held.ts'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { proveDevice } from '../../../src/main/vault/circle/log/device.ts'
import { type Entry, readEntry, writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { type JoinClaim, proveJoin } from '../../../src/main/vault/circle/log/join.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import { type CircleLog, readLog } from '../../../src/main/vault/circle/log/reduce.ts'
import type { CircleState, MemberState } from '../../../src/main/vault/circle/log/state.ts'
import { type DeviceKeys, deviceKeys } from '../../../src/main/vault/circle/names/device.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { inviteKeys } from '../../../src/main/vault/circle/names/invite.ts'
import type { CircleId, DeviceId, DocId, EntryId, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { sign } from '../../../src/main/vault/crypto/sign.ts'
import { compare, equal } from '../../../src/shared/bytes.ts'

export type Roll = (below: number) => number

export type History = {
  readonly circle: CircleId
  readonly entries: readonly Entry[]
  /** By hex: devices of people who say nothing against the rules. */
  readonly honest: ReadonlySet<string>
}

type Device = {
  readonly keys: DeviceKeys
  readonly who: number
  readonly view: Set<Entry>
  last: Entry | undefined
}

const bytes = (length: number, n: number): Uint8Array => {
  const out = new Uint8Array(length)
  new DataView(out.buffer).setUint32(0, n)
  return out
}
const made = new Map<number, DeviceKeys>()
export const keysOf = (n: number): DeviceKeys => {
  const known = made.get(n) ?? deviceKeys(bytes(32, n), bytes(16, 0))
  made.set(n, known)
  return known
}
export const memberOf = (n: number): MemberId => bytes(16, n + 1) as MemberId
export const seedOf = (n: number): Uint8Array => bytes(16, n + 1)
export const publicOf = ({ sign, box }: DeviceKeys) => ({ sign: sign.publicKey, box: box.publicKey })

export const sayAs = (
  keys: DeviceKeys,
  circle: CircleId | null,
  type: string,
  payload: Cbor,
  parents: readonly EntryId[],
  wallTime = 0,
): Entry => writeEntry({ circle, parents, type, payload, wallTime }, keys)

/** As a newer Kinfold would: of a type that nobody here knows, or of the next version. */
function newerAs(
  keys: DeviceKeys,
  circle: CircleId,
  payload: Cbor,
  parents: readonly EntryId[],
  wallTime: number,
): Entry {
  if (wallTime % 2 === 0) return sayAs(keys, circle, 'HUG', payload, parents, wallTime)
  const body = encode([2, circle, keys.id, [...parents].sort(compare), 'X', payload, wallTime, 'more'])
  const entry = readEntry(encode([body, sign('kinfold/entry-body/1', body, keys.sign.secretKey)]))
  if (!entry.ok) throw new Error(entry.fault)
  return entry.value
}

export const genesisOf = (keys: DeviceKeys, needsTwo: boolean): Entry =>
  sayAs(
    keys,
    null,
    'GENESIS',
    payloadOf({
      type: 'GENESIS',
      name: 'Tuesday',
      history: 'everything',
      needsTwo,
      member: memberOf(0),
      memberName: 'P0',
      device: publicOf(keys),
    }),
    [],
  )

/** Keys whose content nobody opens. */
export const rekeyOf = (state: CircleState, gone?: MemberId) => ({
  commit: bytes(32, 7),
  boxes: activeDevices(state)
    .filter(({ member }) => !(gone && equal(member, gone)))
    .map(({ id }) => ({ device: id, box: bytes(80, 1) }))
    .sort((a, b) => compare(a.device, b.device)),
  wraps: state.epochHeads.map(epoch => ({ epoch, key: bytes(72, 2) })),
})

/** The same as a program says it that lacks a head's key, or wraps an older one again: by `n`, whatever is rolled. */
function rekeySometimes(state: CircleState, n: number) {
  const made = rekeyOf(state)
  const older = [...state.epochs.values()].find(({ id }) => !state.epochHeads.some(head => equal(head, id)))
  const more = n % 7 === 0 && older && made.wraps.length < 16 ? [{ epoch: older.id, key: bytes(72, 3) }] : []
  const wraps = made.wraps.map((one, i) => (n % 5 === 0 && i === 0 ? { ...one, key: null } : one))
  return { ...made, wraps: [...wraps, ...more].sort((a, b) => compare(a.epoch, b.epoch)) }
}

export const cutsOf = ({ devices }: MemberState, seq = 0) =>
  devices
    .map(device => ({ device, seq, hash: seq === 0 ? null : (bytes(32, seq) as never) }))
    .sort((a, b) => compare(a.device, b.device))

export function admitOf(
  state: CircleState,
  circle: CircleId,
  {
    invite,
    seed,
    member,
    keys,
    pending,
  }: { invite: EntryId; seed: Uint8Array; member: MemberId; keys: DeviceKeys; pending: boolean },
): Act {
  const claim: JoinClaim = { circle, invite, member, devices: [publicOf(keys)], transcript: bytes(32, 3) }
  const proof = proveJoin(claim, inviteKeys(seed).secretKey, [keys])
  return {
    type: 'ADMIT',
    invite,
    member,
    name: 'Somebody',
    devices: [publicOf(keys)],
    transcript: claim.transcript,
    proof: proof.invite,
    deviceProofs: [...proof.devices],
    keys: pending
      ? []
      : state.epochHeads.map(epoch => ({ epoch, boxes: [{ device: keys.id, box: bytes(80, 4) }] })),
  }
}

export const deviceAddOf = (circle: CircleId, by: DeviceKeys, keys: DeviceKeys): Act => {
  const claim = { circle, by: by.id, device: publicOf(keys), transcript: bytes(32, 5) }
  return {
    type: 'DEVICE_ADD',
    device: claim.device,
    transcript: claim.transcript,
    proof: proveDevice(claim, keys),
  }
}

const countActive = (state: CircleState): number =>
  [...state.members.values()].filter(({ status }) => status === 'active').length

const pasts = new Map<
  string,
  { circle: CircleId; entries: readonly Entry[]; devices: readonly Omit<Device, 'view'>[] }
>()

/** How a circle came to be, in one chain: some members, some facilitators, some second devices. */
function beginning(people: number, needsTwo: boolean, facilitators: number) {
  const key = `${people} ${needsTwo} ${facilitators}`
  const known = pasts.get(key)
  if (known) return known
  const founder = keysOf(0)
  const genesis = genesisOf(founder, needsTwo)
  const circle = genesis.id as Uint8Array as CircleId
  const entries = [genesis]
  const devices = [{ keys: founder, who: 0, last: genesis as Entry | undefined }]
  const state = (): CircleState => readLog(circle, entries).state
  const say = (n: number, act: Act): Entry => {
    const { keys } = devices[n]!
    const entry = sayAs(keys, circle, act.type, payloadOf(act), [entries.at(-1)!.id])
    entries.push(entry)
    devices[n]!.last = entry
    return entry
  }
  const confirm = (entry: Entry): void => {
    const asked = state().pending.get(hex(entry.id))
    const about = asked?.member && equal(asked.member, memberOf(1))
    if (asked) say(about ? 2 : 1, { type: 'CONSENT', entry: entry.id })
  }
  say(0, { type: 'REKEY', ...rekeyOf(state()) } as Act)
  for (let n = 1; n < people; n++) {
    const invite = say(0, inviteOf(state(), n))
    const keys = keysOf(n)
    const pending = needsTwo && countActive(state()) >= 3
    const how = { invite: invite.id, seed: seedOf(n), member: memberOf(n), keys, pending }
    const admitted = say(0, admitOf(state(), circle, how))
    devices.push({ keys, who: n, last: undefined })
    confirm(admitted)
  }
  for (let n = 1; n <= facilitators; n++) confirm(say(0, { type: 'PROMOTE', member: memberOf(n) }))
  for (const n of [0, 2]) {
    const keys = keysOf(100 + n)
    say(n, deviceAddOf(circle, devices[n]!.keys, keys))
    devices.push({ keys, who: n, last: undefined })
  }
  say(0, { type: 'REKEY', ...rekeyOf(state()) } as Act)
  say(0, inviteOf(state(), people))
  const past = { circle, entries, devices }
  pasts.set(key, past)
  return past
}

const inviteOf = (state: CircleState, n: number): Act => ({
  type: 'INVITE',
  pk: inviteKeys(seedOf(n)).publicKey,
  expiry: 5,
  epochs: state.epochHeads,
  sealed: bytes(72, n),
})

/** `floods`: patched programs also say very many things beside each other. */
export function historyOf(roll: Roll, floods = false): History {
  const people = 3 + Math.min(roll(6), roll(6))
  const needsTwo = roll(3) === 0
  const past = beginning(people, needsTwo, 1 + roll(Math.min(4, people - 1)))
  const { circle } = past
  const entries: Entry[] = [...past.entries]
  const devices: Device[] = past.devices.map(device => ({ ...device, view: new Set(entries) }))
  const crooks = new Set([1 + roll(people - 1), ...(roll(2) ? [1 + roll(people - 1)] : [])])
  const invites: { entry: EntryId; n: number }[] = past.entries
    .filter(({ type }) => type === 'INVITE')
    .map(({ id }, i) => ({ entry: id, n: i + 1 }))
  let fresh = 1000
  const pick = <T>(list: readonly T[]): T | undefined => list[roll(Math.max(1, list.length))]

  for (let round = 1 + roll(6); round > 0; round--) {
    const log = readLog(circle, entries)
    for (const device of [...devices]) {
      if (roll(3) > 0) continue
      const crook = crooks.has(device.who)
      let heads = headsOf(device.view)
      if (floods && crook) heads = heads.slice(0, 16)
      else if (floods) {
        const own = { log: readLog(circle, keptOf(readLog(circle, [...device.view]))) }
        heads = [...namedHeads(own, 16, device.last ? [device.last.id] : [])]
      }
      if (heads.length > 16) continue
      const state = log.at(heads)
      if (!state) continue
      if (floods && crook && roll(3) === 0) {
        burst(state, device, heads)
        continue
      }
      for (let acts = 1 + roll(2); acts > 0; acts--) {
        // A crook dates things back to anything they have heard, mostly with their own last entry before it, since
        // everybody sees a device that forked.
        if (crook && roll(3) > 0) {
          const old = pick([...device.view])!
          const own = roll(4) > 0 ? device.last : undefined
          heads = [...new Set([old, ...(own ? [own] : [])])].map(({ id }) => id)
        }
        const seen = crook ? (log.at(heads) ?? state) : state
        const act = crook && roll(4) === 0 ? anything(seen, device) : sensible(seen, device)
        if (!act) continue
        const odd = roll(12) === 0
        const entry = odd
          ? newerAs(device.keys, circle, payloadOf(act), heads, entries.length)
          : sayAs(device.keys, circle, act.type, payloadOf(act), heads, entries.length)
        if (act.type === 'INVITE' && !odd) invites.push({ entry: entry.id, n: fresh })
        entries.push(entry)
        device.view.add(entry)
        device.last = entry
        heads = [entry.id]
      }
    }
    for (let talks = roll(devices.length); talks > 0; talks--) {
      const [a, b] = [pick(devices)!, pick(devices)!]
      for (const entry of b.view) a.view.add(entry)
    }
  }
  const honest = new Set(devices.flatMap(({ who, keys }) => (crooks.has(who) ? [] : [hex(keys.id)])))
  return { circle, entries, honest }

  /** Many things by one device, none of which knows another. */
  function burst(state: CircleState, device: Device, heads: readonly EntryId[]): void {
    const me = state.members.get(hex(memberOf(device.who)))
    const what = roll(3)
    for (let n = 0, times = 3 + roll(40); n < times; n++) {
      fresh += 1
      const keys = keysOf(fresh)
      const act: Act =
        what === 0
          ? deviceAddOf(circle, device.keys, keys)
          : what === 1 && me?.rank != null
            ? ({ type: 'REKEY', ...rekeySometimes(state, n) } as Act)
            : { type: 'PROFILE', name: `F${n}` }
      const entry = sayAs(device.keys, circle, act.type, payloadOf(act), heads, entries.length)
      entries.push(entry)
      device.view.add(entry)
      device.last = entry
      if (what === 0 && n < 3)
        devices.push({ keys, who: device.who, view: new Set(device.view), last: undefined })
    }
  }

  /** What the screens would offer this device. */
  function sensible(state: CircleState, device: Device): Act | undefined {
    const me = state.members.get(hex(memberOf(device.who)))
    if (!me) return undefined
    const others = [...state.members.values()].filter(
      ({ id, status }) => status === 'active' && !equal(id, me.id),
    )
    const waiting = [...state.pending.values()].filter(({ by }) => !equal(by, me.id))
    const asked = pick(waiting)
    if (asked && roll(2) === 0) return { type: 'CONSENT', entry: asked.id }
    if (me.rank === null && others.every(({ rank }) => rank === null) && entries.length % 2 === 0)
      return { type: 'SUCCEED', member: me.id }
    if (me.rank === null || roll(5) === 0) return asMember(state, device, me, others)
    const rank = me.rank
    if (rank === 0 && roll(30) === 0) return { type: 'CLOSE' }
    const unconfirmed = [...state.removals.values()].filter(({ status }) => status === 'unconfirmed')
    const lapsing = pick(unconfirmed)
    if (lapsing && roll(3) === 0) return { type: 'REMOVE_LAPSED', remove: lapsing.id }
    const open = [...state.agreements.values()].find(({ adopted }) => adopted === null)
    if (open && entries.length % 3 === 0) return { type: 'AGREEMENT_ADOPT', proposal: open.id }
    const below = others.filter(one => one.rank === null || one.rank > rank)
    switch (roll(9)) {
      case 0:
        return remove(state, pick(below))
      case 1: {
        const out = [...state.members.values()].filter(
          ({ status }) => status === 'left' || status === 'removed',
        )
        return remove(state, pick([...below, ...out]))
      }
      case 2: {
        const member = pick(below.filter(one => one.rank !== null))
        return member && { type: 'DEMOTE', member: member.id, cuts: cutsOf(member, roll(4)) }
      }
      case 3: {
        const member = pick(others.filter(one => one.rank === null))
        return member && { type: 'PROMOTE', member: member.id }
      }
      case 4:
        fresh += 1
        return inviteOf(state, fresh)
      case 5:
      case 6:
        return admit(state)
      case 7: {
        const open = pick([...state.invites.values()].filter(({ status }) => status === 'open'))
        if (open && roll(2) === 0) return { type: 'INVITE_REVOKE', invite: open.id }
        const action = pick(['hide', 'show'])!
        return { type: 'HOST_ACTION', action, doc: bytes(32, roll(3)) as DocId, member: null, words: '' }
      }
      default:
        return { type: 'REKEY', ...rekeySometimes(state, entries.length) } as Act
    }
  }

  function asMember(
    state: CircleState,
    device: Device,
    me: MemberState,
    others: readonly MemberState[],
  ): Act | undefined {
    switch (roll(12)) {
      case 0:
        return roll(3) === 0 ? { type: 'LEAVE' } : { type: 'PROFILE', name: `N${roll(99)}` }
      case 1: {
        fresh += 1
        const keys = keysOf(fresh)
        const added = deviceAddOf(circle, device.keys, keys)
        devices.push({ keys, who: device.who, view: new Set(device.view), last: undefined })
        return added
      }
      case 2:
      case 3: {
        const sibling = pick(me.devices.filter(id => !equal(id, device.keys.id) || roll(6) === 0))
        const seq = roll(3)
        return (
          sibling && {
            type: 'DEVICE_REVOKE',
            device: sibling,
            seq,
            hash: seq === 0 ? null : (bytes(32, seq) as never),
          }
        )
      }
      case 4: {
        const heir = pick([me, ...others].filter(({ rank }) => rank === null))
        return heir && { type: 'SUCCEED', member: heir.id }
      }
      case 5:
        return {
          type: 'AGREEMENT_PROPOSE',
          lines: [`Line ${roll(9)}`],
          after: pick([...state.agreements.values()])?.id ?? null,
          review: null,
        }
      case 6: {
        const proposal = pick([...state.agreements.values()])
        return proposal && { type: 'AGREEMENT_ADOPT', proposal: proposal.id }
      }
      case 7:
        return { type: 'EXPORTED' }
      case 8: {
        const there = bytes(32, 50 + roll(9)) as CircleId
        return { type: 'FORKED', ...(roll(5) === 0 ? { from: there, to: null } : { from: null, to: there }) }
      }
      case 9:
      case 10:
        return erase(pick([me.devices, [device.keys.id]])!)
      default:
        return { type: 'PROFILE', name: `N${roll(99)}` }
    }
  }

  function remove(state: CircleState, member: MemberState | undefined, cut = roll(4)): Act | undefined {
    if (!member) return undefined
    const two = state.needsTwo && countActive(state) >= 3
    const emergency = roll(3) === 0
    const rekey = (two && !emergency) || roll(3) === 0 ? null : (rekeyOf(state, member.id) as never)
    return { type: 'REMOVE', member: member.id, cuts: cutsOf(member, cut), emergency, rekey }
  }

  function admit(state: CircleState): Act | undefined {
    const open = invites.filter(({ entry }) => state.invites.get(hex(entry))?.status === 'open')
    const chosen = pick(open)
    if (!chosen) return undefined
    // The same few people knock at several doors.
    const n = roll(2) === 0 ? chosen.n : 2000 + roll(3)
    const keys = keysOf(n)
    if (!devices.some(device => device.keys.id === keys.id))
      devices.push({ keys, who: n, view: new Set(entries), last: undefined })
    const pending = state.needsTwo && countActive(state) >= 3
    return admitOf(state, circle, {
      invite: chosen.entry,
      seed: seedOf(chosen.n),
      member: memberOf(n),
      keys,
      pending,
    })
  }

  /** What these devices wrote in one of a few documents. */
  function erase(of: readonly DeviceId[]): Act {
    const upto = of.map(device => ({ device, seq: 1 + roll(6) })).sort((a, b) => compare(a.device, b.device))
    return { type: 'ERASE', doc: bytes(32, roll(3)) as DocId, upto }
  }

  /** What a patched program says, whatever its rank. */
  function anything(state: CircleState, device: Device): Act | undefined {
    const member = pick([...state.members.values()])!
    switch (roll(15)) {
      case 0:
        return remove(state, member, pick([0, 3, Number.MAX_SAFE_INTEGER]))
      case 1:
        return { type: 'DEMOTE', member: member.id, cuts: cutsOf(member) }
      case 2:
        return { type: 'PROMOTE', member: roll(2) ? member.id : memberOf(device.who) }
      case 3:
        return admit(state)
      case 4: {
        const all = [...state.devices.values()]
        const own = all.filter(one => equal(one.member, memberOf(device.who)))
        const { id } = pick(roll(2) && own.length > 0 ? own : all)!
        const far = { seq: Number.MAX_SAFE_INTEGER, hash: bytes(32, 9) as never }
        return { type: 'DEVICE_REVOKE', device: id, ...(roll(2) ? far : { seq: 0, hash: null }) }
      }
      case 10:
        return { type: 'LEAVE' }
      case 11:
      case 12: {
        // One of their own computers once more, to make void how it came in.
        const own = pick(devices.filter(({ who, keys }) => who === device.who && keys !== device.keys))
        return own && deviceAddOf(circle, device.keys, own.keys)
      }
      case 13: {
        // Somebody who is in, by an invitation of their own and with keys of a puppet.
        const open = invites.filter(({ entry }) => state.invites.get(hex(entry))?.status === 'open')
        const chosen = pick(open)
        fresh += 1
        return (
          chosen &&
          admitOf(state, circle, {
            invite: chosen.entry,
            seed: seedOf(chosen.n),
            member: member.id,
            keys: keysOf(fresh),
            pending: state.needsTwo && countActive(state) >= 3,
          })
        )
      }
      case 5: {
        const entry = pick([...device.view])!
        return { type: 'CONSENT', entry: entry.id }
      }
      case 6:
        return { type: 'CLOSE' }
      case 7:
        return erase([...member.devices.slice(0, 1), ...(roll(2) ? [device.keys.id] : [])])
      case 8:
        return { type: 'FORKED', from: bytes(32, 60) as CircleId, to: null }
      default:
        return { type: 'REKEY', ...rekeyOf(state, member.id) } as Act
    }
  }
}

function headsOf(view: ReadonlySet<Entry>): EntryId[] {
  const followed = new Set([...view].flatMap(({ parents }) => parents.map(hex)))
  return [...view].filter(({ id }) => !followed.has(hex(id))).map(({ id }) => id)
}

/** As a device keeps it: entries that are valid, and whose parents are kept. */
export function keptOf(log: CircleLog): Entry[] {
  const kept = new Set<string>()
  return log.order.filter(({ id, parents }) => {
    if (log.verdict(id) !== undefined || !parents.every(parent => kept.has(hex(parent)))) return false
    kept.add(hex(id))
    return true
  })
}

/** One line an entry: who said what about whom after what, and what became of it. */
export function graphOf(log: CircleLog): string {
  const short = new Map(log.order.map(({ id }, i) => [hex(id), `e${i}`]))
  const { devices, members, voided } = log.state
  const member = (id: Uint8Array): string => `m${new DataView(id.buffer, id.byteOffset).getUint32(0) - 1}`
  const named = (value: unknown): string => {
    if (!(value instanceof Uint8Array)) return ''
    if (value.length === 16) return ` ${member(value)}`
    if (devices.has(hex(value)))
      return ` d${hex(value).slice(0, 6)}(${member(devices.get(hex(value))!.member)})`
    return short.has(hex(value)) ? ` ${short.get(hex(value))}` : ''
  }
  const lines = log.order.map(entry => {
    const by = devices.get(hex(entry.author))
    const payload = Object.entries((entry.payload ?? {}) as Record<string, unknown>)
    const about = payload
      .map(([key, value]) => named(value) || (key === 'emergency' && value ? ' !' : ''))
      .join('')
    const parents = entry.parents.map(id => short.get(hex(id)) ?? '?').join(' ')
    const became = log.verdict(entry.id) ?? voided.get(hex(entry.id))
    const who = by ? `${member(by.member)}/${hex(entry.author).slice(0, 6)}` : hex(entry.author).slice(0, 6)
    return `${short.get(hex(entry.id))} ${who} ${entry.type}${about} after [${parents}]${became ? ` VOID ${became}` : ''}`
  })
  const people = [...members.values()].map(one => `${member(one.id)} ${one.status} ${one.rank ?? '-'}`)
  return [...lines, ...people].join('\n')
}
