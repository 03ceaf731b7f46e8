/** What must hold of every history. Each answers with a sentence when it does not. */
import { isDeepStrictEqual } from 'node:util'
import { actOf } from '../../../src/main/vault/circle/log/act.ts'
import { type Entry, readEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { idOf } from '../../../src/main/vault/circle/log/join.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import { type CircleLog, readLog } from '../../../src/main/vault/circle/log/reduce.ts'
import { withoutRoom } from '../../../src/main/vault/circle/log/room.ts'
import type { CircleState } from '../../../src/main/vault/circle/log/state.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { EntryId, MemberId } from '../../../src/main/vault/crypto/keys.ts'
import { equal } from '../../../src/shared/bytes.ts'
import { dice } from '../../bench/corpus.ts'
import { graphOf, type History, historyOf, keptOf, type Roll } from './history.ts'

type Seen = {
  readonly log: CircleLog
  /** What happened in it, to know that the histories are worth something. */
  readonly counts: Readonly<Record<string, number>>
}

/** @throws a sentence. */
function holds({ circle, entries, honest }: History, roll: Roll, floods: boolean): Seen {
  const all = readLog(circle, entries)
  const kept = keptOf(all)
  const log = kept.length === entries.length ? all : readLog(circle, kept)
  const broken =
    sameAnyhow(log, roll) ??
    removalsHold(log, roll) ??
    leavingHolds(log) ??
    claimsHold(log) ??
    cutsHold(log) ??
    nothingByMembers(log, roll) ??
    noMutual(log) ??
    nothingWithoutCause(log) ??
    founderStays(log) ??
    keysFollow(log) ??
    erasuresHold(log, roll) ??
    (floods ? roomForAll(log, honest, roll) : undefined)
  if (broken) throw new Error(broken)
  return { log, counts: countsOf(all, log) }
}

/** One history by its seed, held to all laws. What happened in it. @throws with the seed and the graph. */
export function tell(seed: number, floods = false): Readonly<Record<string, number>> {
  const chance = dice(seed)
  const roll: Roll = below => Math.floor(chance() * below)
  const history = historyOf(roll, floods)
  try {
    return holds(history, roll, floods).counts
  } catch (error) {
    const graph = graphOf(readLog(history.circle, history.entries))
    throw new Error(`seed ${seed}: ${(error as Error).message}\n${graph}`, { cause: error })
  }
}

/** Anything in any order, some of it twice; and two devices that hear of it by parts and drop what has no parents yet. */
function sameAnyhow(log: CircleLog, roll: Roll): string | undefined {
  const { circle, order } = log
  const mixed = shuffled([...order, ...order.filter(() => roll(4) === 0)], roll)
  // From their bytes: nothing that was found out about them before helps.
  const again = readLog(
    circle,
    mixed.map(({ bytes }) => read(bytes)),
  )
  if (!isDeepStrictEqual(again.state, log.state)) return 'another order or a double gave another state'
  if (!isDeepStrictEqual(erasuresOf(again), erasuresOf(log))) return 'another order erases other words'
  if (again.order.some(({ id }, i) => !equal(id, order[i]!.id)))
    return 'another order of arrival gave another order'
  let has: readonly Entry[] = []
  const waves = 1 + roll(3)
  for (let wave = 0; wave < waves || has.length < order.length; wave++) {
    if (wave > waves + 1) return 'parts did not come together'
    const come = wave < waves ? shuffled(order, roll).slice(0, roll(order.length + 1)) : order
    has = keptOf(readLog(circle, [...has, ...come]))
  }
  return isDeepStrictEqual(readLog(circle, has).state, log.state) ? undefined : 'parts gave another state'
}

function read(bytes: Uint8Array): Entry {
  const entry = readEntry(bytes)
  if (!entry.ok) throw new Error(entry.fault)
  return entry.value
}

const erasuresOf = (log: CircleLog): ReadonlyMap<string, number> =>
  new Map(
    log
      .erasures()
      .map(({ doc, device, upto, by }) => [`${doc} ${device} ${hex(by)}`, upto] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** Words go by their own author's wish alone, whatever became of the author; and nothing that is heard later brings them back. */
function erasuresHold(log: CircleLog, roll: Roll): string | undefined {
  const owners = ownersOf(log)
  const wished = new Map<string, number>()
  for (const entry of log.order) {
    const act = actOf(entry)
    if (act === 'kept' || act === 'malformed' || act.type !== 'ERASE') continue
    for (const { device, seq } of act.upto) {
      // Of one person who was let in twice there are two like arrays.
      const [whose, by] = [owners.get(hex(device)), owners.get(hex(entry.author))]
      if (!whose || !by || !equal(whose, by)) return 'somebody else’s words were erased'
      wished.set(`${hex(act.doc)} ${hex(device)} ${hex(entry.id)}`, seq)
      const words = { doc: hex(act.doc), device: hex(device), seq }
      if (!log.erased({ ...words, logHeads: entry.parents })) return 'what was to be erased stands'
      if (log.erased({ ...words, seq: seq + 1_000_000, logHeads: entry.parents }))
        return 'more was erased than was asked for'
      if (log.erased({ ...words, logHeads: log.state.heads })) return 'what was written knowing it was erased'
    }
  }
  const erased = erasuresOf(log)
  if (erased.size !== wished.size || [...wished].some(([name, seq]) => erased.get(name) !== seq))
    return 'what was to be erased stands'
  const part = readLog(
    log.circle,
    keptOf(
      readLog(
        log.circle,
        log.order.filter(() => roll(3) > 0),
      ),
    ),
  )
  for (const [name, upto] of erasuresOf(part))
    if (upto > (erased.get(name) ?? 0)) return 'hearing more brought words back'
  return undefined
}

const removedBy = (log: CircleLog) =>
  [...log.state.removals.values()].filter(({ status }) => status !== 'pending')

/** What belongs to one member alone stands although they were let out beside it; so does what began the circle. */
const OWN_WORDS = ['PROFILE', 'LEAVE', 'AGREEMENT_PROPOSE', 'EXPORTED', 'ERASE', 'GENESIS']

function removalsHold(log: CircleLog, roll: Roll): string | undefined {
  const { state, order } = log
  const owners = ownersOf(log)
  const byId = new Map(order.map(entry => [hex(entry.id), entry]))
  for (const { id, member } of removedBy(log)) {
    const gone = state.members.get(hex(member))
    if (gone && gone.status !== 'removed') return 'a removal in force, and the member is there'
    if (gone && gone.rank !== null) return 'a removed facilitator'
    for (const device of gone?.devices ?? [])
      if (!state.devices.get(hex(device))?.cut) return 'a device of a removed member without a cut'
    for (const device of activeDevices(state))
      if (equal(device.member, member)) return 'a removed member has a device'
    // What the removed one says without knowing it: void, unless it is about themselves.
    const vias = [id, ...order.filter(entry => consentTo(entry, id)).map(entry => entry.id)]
    for (const entry of order) {
      const by = owners.get(hex(entry.author))
      if (!by || !equal(by, member) || state.voided.has(hex(entry.id))) continue
      if (OWN_WORDS.includes(entry.type)) continue
      if (entry.type === 'CONSENT' && vouched(log, owners, entry, vias)) continue
      if (!vias.some(via => log.within([entry.id], [via]))) return `a removed member's ${entry.type} stands`
    }
  }
  // What a device that heard less took for removed stays so, unless one of those it rests on was put out themselves.
  const some = order.filter(() => roll(3) > 0)
  const part = readLog(log.circle, keptOf(readLog(log.circle, some)))
  for (const { id, member } of removedBy(part)) {
    const now = state.removals.get(hex(id))
    if (now && now.status !== 'pending' && state.members.get(hex(member))?.status !== 'active') continue
    if (![...restsOn(log, owners, byId, id)].some(who => putOut(log, who)))
      return 'hearing more undid a removal'
  }
  return undefined
}

/** Whether a host of another member, who did not know of any of these, had built on a signature. */
function vouched(
  log: CircleLog,
  owners: ReadonlyMap<string, MemberId>,
  signature: Entry,
  vias: readonly Uint8Array[],
): boolean {
  const whose = ({ author }: Entry): string => hex(owners.get(hex(author)) ?? new Uint8Array())
  return log.order.some(
    one =>
      !log.state.voided.has(hex(one.id)) &&
      whose(one) !== whose(signature) &&
      log.within([signature.id], [one.id]) &&
      vias.some(via => !log.within([via as EntryId], [one.id])) &&
      log.at(one.parents)!.members.get(whose(one))?.rank != null,
  )
}

/** What the founder built on before they could know of another claim to it is not taken away by that one. */
function claimsHold(log: CircleLog): string | undefined {
  const { state, order } = log
  const owners = ownersOf(log)
  const whose = ({ author }: Entry): string => hex(owners.get(hex(author)) ?? new Uint8Array())
  const founders = order.filter(
    entry => !state.voided.has(hex(entry.id)) && whose(entry) === hex(state.founder),
  )
  if (founders.some(({ type }) => type === 'LEAVE' || type === 'DEVICE_REVOKE')) return undefined
  const claims = order.flatMap(entry => {
    const act = actOf(entry)
    if (act === 'kept' || act === 'malformed') return []
    if (act.type === 'DEVICE_ADD') return [{ entry, of: [`device ${hex(idOf(act.device))}`] }]
    if (act.type !== 'ADMIT') return []
    const of = [`invite ${hex(act.invite)}`, `member ${hex(act.member)}`]
    return [{ entry, of: [...of, ...act.devices.map(device => `device ${hex(idOf(device))}`)] }]
  })
  for (const { entry, of } of claims) {
    if (state.voided.get(hex(entry.id)) !== 'admitted-otherwise') continue
    const rivals = claims.filter(other => other.entry !== entry && other.of.some(one => of.includes(one)))
    if (rivals.some(other => whose(other.entry) === hex(state.founder))) continue
    const onlyThis = (one: Entry, own: Entry): boolean =>
      log.within([own.id], [one.id]) &&
      ![entry, ...rivals.map(other => other.entry)].some(
        other => other !== own && log.within([other.id], [one.id]),
      )
    if (!founders.some(one => onlyThis(one, entry))) continue
    if (rivals.some(other => founders.some(one => onlyThis(one, other.entry)))) continue
    return `a ${entry.type} on which the founder had built gave way to another claim`
  }
  return undefined
}

/** Who left changes nobody else by what their leaving did not know, unless a host had built on it; and undoes nothing either. */
function leavingHolds(log: CircleLog): string | undefined {
  const { state, order } = log
  const owners = ownersOf(log)
  const whose = ({ author }: Entry): string => hex(owners.get(hex(author)) ?? new Uint8Array())
  const standing = order.filter(({ id }) => !state.voided.has(hex(id)))
  const isHost = (entry: Entry): boolean =>
    log.at(entry.parents)!.members.get(whose(entry))?.rank != null || entry.type === 'GENESIS'
  const own = standing.filter(entry => whose(entry) === hex(state.founder))
  const founderStays = !own.some(({ type }) => type === 'LEAVE' || type === 'DEVICE_REVOKE')
  for (const left of standing.filter(({ type }) => type === 'LEAVE'))
    for (const entry of order) {
      if (whose(entry) !== whose(left) || OWN_WORDS.includes(entry.type)) continue
      if (log.within([entry.id], [left.id])) continue
      const built = (by: readonly Entry[]): boolean =>
        by.some(
          one =>
            whose(one) !== whose(entry) &&
            log.within([entry.id], [one.id]) &&
            !log.within([left.id], [one.id]) &&
            isHost(one),
        )
      const why = state.voided.get(hex(entry.id))
      if (!why && !isOfDevices(entry) && !built(standing))
        return `a ${entry.type} of somebody who left stands`
      const lefts = standing.filter(one => one.type === 'LEAVE' && whose(one) === whose(left))
      if (why === 'left' && lefts.length === 1 && founderStays && built(own))
        return `somebody who left undid their ${entry.type}, on which the founder had built`
    }
  return undefined
}

/** A new computer leaves with its member; and one that was signed out is out. */
const isOfDevices = ({ type }: Entry): boolean => type === 'DEVICE_ADD' || type === 'DEVICE_REVOKE'

/** A removed member's words end where those say who let them out, whatever number they said of themselves. */
function cutsHold(log: CircleLog): string | undefined {
  const { state, order } = log
  for (const { id: device, member, cut } of state.devices.values()) {
    const named = removedBy(log).flatMap(removal => {
      const act = actOf(order.find(({ id }) => equal(id, removal.id))!)
      if (!equal(removal.member, member) || act === 'kept' || act === 'malformed' || act.type !== 'REMOVE')
        return []
      const own = act.cuts.find(one => equal(one.device, device))
      return own ? [{ id: removal.id, seq: own.seq }] : []
    })
    if (state.members.get(hex(member))?.status !== 'removed') continue
    // Who is host now by one promotion, and was when they said it: their rank is what it was then.
    const ranks = named.map(({ id }) => {
      const author = state.members.get(hex(removedBy(log).find(one => equal(one.id, id))!.by))
      return author?.status === 'active' && author.terms.length === 1 && log.within(author.terms, [id])
        ? author.rank
        : null
    })
    const follows = (one: (typeof named)[number], other: (typeof named)[number]): boolean =>
      one !== other && log.within([other.id], [one.id])
    const isLast = (one: (typeof named)[number], i: number): boolean =>
      !named.some((other, j) => follows(other, one) && !(ranks[i]! < ranks[j]!))
    const last = ranks.includes(null) ? named : named.filter(isLast)
    const top = Math.min(...ranks.map(rank => rank ?? 0))
    const best = ranks.includes(null) ? [] : last.filter(one => ranks[named.indexOf(one)] === top)
    const wrong =
      best.length > 0
        ? cut?.seq !== Math.max(...best.map(({ seq }) => seq))
        : cut?.seq !== 0 && !last.some(({ seq }) => seq === cut?.seq)
    if (wrong) return 'a removed member’s words end elsewhere than those say who let them out'
  }
  return undefined
}

const consentTo = (entry: Entry, id: Uint8Array): boolean => {
  const act = actOf(entry)
  return act !== 'kept' && act !== 'malformed' && act.type === 'CONSENT' && equal(act.entry, id)
}

/** The member behind each device (by hex), whether they are in or void: in these histories a device has one owner. */
function ownersOf(log: CircleLog): Map<string, MemberId> {
  const owners = new Map<string, MemberId>()
  for (const entry of log.order) {
    const act = actOf(entry)
    if (act === 'kept' || act === 'malformed') continue
    if (act.type === 'GENESIS') owners.set(hex(entry.author), act.member)
    if (act.type === 'ADMIT') for (const device of act.devices) owners.set(hex(idOf(device)), act.member)
    const by = owners.get(hex(entry.author))
    if (act.type === 'DEVICE_ADD' && by) owners.set(hex(idOf(act.device)), by)
  }
  return owners
}

/** Members and devices (by hex) on whose word a removal rests: who said it, who signed it, who let them in and up. */
function restsOn(
  log: CircleLog,
  owners: ReadonlyMap<string, MemberId>,
  byId: ReadonlyMap<string, Entry>,
  id: Uint8Array,
): Set<string> {
  const out = new Set<string>()
  const look: Entry[] = [byId.get(hex(id))!, ...log.order.filter(entry => consentTo(entry, id))]
  const seen = new Set<Entry>()
  for (let entry = look.pop(); entry; entry = look.pop()) {
    if (seen.has(entry)) continue
    seen.add(entry)
    const who = owners.get(hex(entry.author))
    out.add(hex(entry.author))
    if (!who) continue
    out.add(hex(who))
    for (const other of log.order) {
      const act = actOf(other)
      if (act === 'kept' || act === 'malformed') continue
      const about =
        ((act.type === 'PROMOTE' || act.type === 'ADMIT' || act.type === 'SUCCEED') &&
          equal(act.member, who)) ||
        (act.type === 'DEVICE_ADD' && log.within([other.id], [entry.id]))
      if (about) look.push(other, ...log.order.filter(one => consentTo(one, other.id)))
      if (act.type === 'INVITE' && log.within([other.id], [entry.id])) look.push(other)
    }
  }
  return out
}

/** Removed, demoted at some time, revoked; or their coming in lost to another. */
function putOut({ state, order }: CircleLog, who: string): boolean {
  const member = state.members.get(who)
  const device = state.devices.get(who)
  if (!member && !device) return true
  if (member?.status === 'removed' || device?.status === 'revoked' || device?.status === 'removed')
    return true
  return order.some(entry => {
    const act = actOf(entry)
    return (
      act !== 'kept' &&
      act !== 'malformed' &&
      act.type === 'DEMOTE' &&
      !state.voided.has(hex(entry.id)) &&
      hex(act.member) === who
    )
  })
}

/** Of one who is no facilitator nothing but a signature changes anybody else. */
function nothingByMembers(log: CircleLog, roll: Roll): string | undefined {
  const some = log.order.filter(({ type }) => type !== 'GENESIS' && type !== 'CONSENT')
  for (const entry of shuffled(some, roll).slice(0, 6)) {
    const before = log.at(entry.parents)!
    const author = before.devices.get(hex(entry.author))!
    if (before.members.get(hex(author.member))?.rank !== null) continue
    const after = log.at([entry.id])!
    if (!isDeepStrictEqual(others(before, author.member), others(after, author.member)))
      return `a ${entry.type} by a member who is no facilitator changed somebody else`
  }
  return undefined
}

const others = (state: CircleState, member: MemberId) => ({
  members: [...state.members.values()].filter(({ id }) => !equal(id, member)),
  devices: [...state.devices.values()].filter(device => !equal(device.member, member)),
  invites: state.invites,
  epochs: state.epochs,
  heads: state.epochHeads,
  removals: state.removals,
  agreement: state.agreement,
  closed: state.closed,
})

function noMutual(log: CircleLog): string | undefined {
  const removals = removedBy(log)
  const both = removals.some(a => removals.some(b => equal(a.by, b.member) && equal(a.member, b.by)))
  return both ? 'two removed each other' : undefined
}

/** What is void as a consequence has something void before it. */
function nothingWithoutCause({ state, order }: CircleLog): string | undefined {
  const before = new Set<string>()
  for (const entry of order) {
    const id = hex(entry.id)
    const after = entry.parents.some(parent => before.has(hex(parent)))
    if (state.voided.get(id) === 'followed-from-void' && !after)
      return `a ${entry.type} is void without a cause`
    if (after || state.voided.has(id)) before.add(id)
  }
  return undefined
}

function founderStays({ state, order }: CircleLog): string | undefined {
  const founder = state.members.get(hex(state.founder))
  const left = order.some(
    ({ id, type, author }) =>
      type === 'LEAVE' && !state.voided.has(hex(id)) && founder?.devices.some(own => equal(own, author)),
  )
  if (left) return undefined
  return founder?.status === 'removed' || founder?.rank !== 0 ? 'the founder was put out' : undefined
}

/** Nobody who is out is given the key of an epoch that was made knowing it; a head that counts is nobody's void one. */
function keysFollow(log: CircleLog): string | undefined {
  const { state } = log
  const { epochEnds, epochHeads, epochs, members, voided } = state
  if (epochHeads.length > 16) return 'more epoch heads than a header can name'
  if (epochEnds.length <= 16 && epochEnds.length !== epochHeads.length) return 'a head without need left out'
  for (const { devices } of members.values())
    if (devices.length > 32) return 'more devices than a removal can name'

  for (const head of state.epochHeads) if (state.voided.has(hex(head))) return 'a void epoch is a head'
  const counting = [...epochs.values()].filter(({ id }) => !voided.has(hex(id)))
  for (const { id } of counting) {
    const followed = counting.some(other => !equal(other.id, id) && log.within([id], [other.id]))
    if (followed === epochEnds.some(end => equal(end, id))) return 'an epoch that none follows is no end'
  }
  return state.epochHeads.length === 0 ? 'no epoch at all' : undefined
}

/** CONSENT is a host's where it is to the loss of a computer; of what is newer nobody knows. */
const BY_HOSTS = [
  ...['INVITE', 'INVITE_REVOKE', 'ADMIT', 'REKEY', 'REMOVE', 'REMOVE_LAPSED', 'PROMOTE', 'DEMOTE'],
  ...['AGREEMENT_ADOPT', 'HOST_ACTION', 'CLOSE', 'CONSENT', 'HUG', ''],
]

/**
 * Two devices that hear of it by parts, drop what finds no room, and then hear from each other: what facilitators say, and
 * what any honest person says, is with both, whatever was flooded.
 */
function roomForAll(log: CircleLog, honest: ReadonlySet<string>, roll: Roll): string | undefined {
  const { circle, order } = log
  const room = { all: 1000, spare: 3 }
  const reader = () => ({ kept: [] as readonly Entry[], left: [] as readonly Entry[] })
  const hear = (one: ReturnType<typeof reader>, come: readonly Entry[]): void => {
    const here = new Set(one.kept)
    const tried = readLog(circle, keptOf(readLog(circle, [...one.kept, ...one.left, ...come])))
    const out = withoutRoom(tried, entry => here.has(entry), new Map(), room)
    one.left = tried.order.filter(({ id }) => out.has(hex(id)))
    one.kept = tried.order.filter(({ id }) => !out.has(hex(id)))
  }
  const [a, b] = [reader(), reader()]
  for (let wave = roll(3); wave > 0; wave--)
    for (const one of [a, b]) hear(one, shuffled(order, roll).slice(0, roll(order.length + 1)))
  // In pages, parents first: what hangs on something may come after it was left out.
  for (const one of [a, b]) for (let i = 0; i < order.length; i += 7) hear(one, order.slice(i, i + 7))
  for (let round = 0; round < 3; round++) {
    hear(a, b.kept)
    hear(b, a.kept)
  }
  const loose = new Set(log.loose([]).map(({ entry }) => hex(entry.id)))
  const asHosts = order.filter(({ id, type }) => BY_HOSTS.includes(type) && !log.state.voided.has(hex(id)))
  for (const { id, type } of order) {
    const firm = OWN_WORDS.includes(type) && type !== 'GENESIS' && !loose.has(hex(id))
    if (firm && !asHosts.some(one => log.within([id], [one.id])))
      return `a ${type} takes no room, and no host’s word follows it`
  }
  for (const one of [a, b]) {
    const has = new Set(one.kept.map(({ id }) => hex(id)))
    for (const { id, author, type } of order) {
      if (has.has(hex(id))) continue
      if (!loose.has(hex(id))) return `a ${type} that a facilitator’s word follows finds no room`
      if (honest.has(hex(author))) return `a ${type} by an honest member finds no room`
    }
  }
  return undefined
}

function shuffled<T>(list: readonly T[], roll: Roll): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = roll(i + 1)
    ;[out[i], out[j]] = [out[j]!, out[i]!]
  }
  return out
}

function countsOf(all: CircleLog, log: CircleLog): Record<string, number> {
  const counts: Record<string, number> = { entries: all.order.length, kept: log.order.length }
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  for (const { id } of all.order) if (all.verdict(id)) count(`refused ${all.verdict(id)}`)
  for (const why of log.state.voided.values()) count(`void ${why}`)
  for (const { id, type } of log.order) if (!log.state.voided.has(hex(id))) count(type)
  for (const { status } of log.state.removals.values()) count(`removal ${status}`)
  for (const { status } of log.state.devices.values()) count(`device ${status}`)
  if (log.state.epochEnds.length > 16) count('more ends than heads')
  for (const { spare } of log.loose([])) count(spare ? 'spare' : 'loose')
  return counts
}
