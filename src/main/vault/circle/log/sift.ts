/**
 * Which entries are certain to find no room, found before anybody's past is read: what a past is read for is whether an entry
 * stands, and where it finds no room even if it does, nobody has to know. So somebody who was let out, and says thousands of
 * things beside themselves, each on another word of the log, costs those who hear it no more than their bytes.
 */
import { hex } from '../names/hex.ts'
import { actOf } from './act.ts'
import { type Entry, namesOf, signedBy } from './entry.ts'
import { idOf } from './join.ts'
import { type CircleLog, type Comer, orderOf } from './reduce.ts'
import { looseOf, ROOM, type Said, withoutRoom } from './room.ts'

/** `come`: entries that the log does not have; `named` as for `withoutRoom`. By hex of the id. */
export function crowdedOut(
  log: CircleLog,
  come: readonly Entry[],
  named: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  if (!mayCrowd(log, come)) return new Set()
  const sorted = orderOf(log.circle, [...log.order, ...come])
  const ids = sorted.map(entry => namesOf(entry).id)
  const index = new Map(ids.map((id, i) => [id, i]))
  const past: bigint[] = []
  for (const entry of sorted)
    past.push(
      namesOf(entry).parents.reduce((set, parent) => {
        const i = index.get(parent)!
        return set | past[i]! | (1n << BigInt(i))
      }, 0n),
    )
  const asIfStood = asIfIn(log)
  const facts = sorted.map(entry => log.factsOf(namesOf(entry).id) ?? asIfStood(entry))
  const knows = (i: number, ancestor: number): boolean =>
    ancestor < i && ((past[i]! >> BigInt(ancestor)) & 1n) === 1n
  const loose = looseOf({ facts, index, knows, past }, sorted, log.state, 0n)
  return withoutRoom({ state: log.state, loose: () => loose }, ({ id }) => log.has(id), named)
}

/** Whether anybody who is no host has said more, with these, than the least room there is. */
function mayCrowd(log: CircleLog, come: readonly Entry[]): boolean {
  const counts = new Map<string, number>()
  const count = (member: string): void => void counts.set(member, (counts.get(member) ?? 0) + 1)
  for (const entry of come) {
    const comer = log.deviceOf(namesOf(entry).author)
    if (!comer || !isHost(log, hex(comer.member))) count(comer ? hex(comer.member) : '')
  }
  if (counts.size === 0) return false
  for (const entry of log.order) {
    const member = log.factsOf(namesOf(entry).id)?.member
    if (member !== undefined && counts.has(member)) count(member)
  }
  return [...counts.values()].some(n => n > ROOM.spare)
}

function isHost(log: CircleLog, member: string): boolean {
  const known = log.state.members.get(member)
  return known?.status === 'active' && known.rank !== null
}

const isOut = (log: CircleLog, member: string): boolean =>
  ['removed', 'left'].includes(log.state.members.get(member)?.status ?? '')

/**
 * An entry as if it stood, and its author were all that they may be there; asked in the log's order. Undefined: nobody known
 * signed it, which is found out without a past as well.
 */
function asIfIn(log: CircleLog): (entry: Entry) => Said | undefined {
  const wereHosts = new Set(log.order.flatMap(raises))
  const raised = new Set<string>()
  const comers = new Map<string, Comer>()
  /** By hex of a SUCCEED: by whom, for whom. */
  const asked = new Map<string, { by: string; member: string }>()
  for (const [id, { type, by, member }] of log.state.pending)
    if (type === 'SUCCEED' && member) asked.set(id, { by: hex(by), member: hex(member) })
  return entry => {
    const { author, id } = namesOf(entry)
    const comer = log.deviceOf(author) ?? comers.get(author)
    const act = actOf(entry)
    if (!comer || act === 'malformed' || !signedBy(entry, comer.sign)) return undefined
    const member = hex(comer.member)
    // What somebody says who is out stands as nothing that is a host's, whatever they were.
    const out = isOut(log, member)
    const host = !out && (raised.has(member) || isHost(log, member))
    const type = act === 'kept' ? act : act.type
    if (act !== 'kept' && act.type === 'DEVICE_ADD')
      comers.set(hex(idOf(act.device)), { sign: act.device.sign, member: comer.member })
    if (act !== 'kept' && act.type === 'ADMIT' && host)
      for (const device of act.devices)
        comers.set(hex(idOf(device)), { sign: device.sign, member: act.member })
    if (type === 'PROMOTE' && host) for (const one of raises(entry)) raised.add(one)
    // One alone makes nobody a host.
    if (type === 'SUCCEED' && !out)
      for (const one of raises(entry)) asked.set(id, { by: member, member: one })
    if (act !== 'kept' && act.type === 'CONSENT' && !out) {
      const one = asked.get(hex(act.entry))
      if (one && one.by !== member) raised.add(one.member)
    }
    const facilitator = wereHosts.has(member) || raised.has(member)
    return { act, device: author, member, terms: host ? [author] : [], facilitator }
  }
}

/** Whom it makes a facilitator. */
function raises(entry: Entry): string[] {
  const act = actOf(entry)
  if (act === 'kept' || act === 'malformed') return []
  return act.type === 'GENESIS' || act.type === 'PROMOTE' || act.type === 'SUCCEED' ? [hex(act.member)] : []
}
