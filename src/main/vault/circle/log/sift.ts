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
import { looseOf, type Said, withoutRoom } from './room.ts'

/** `come`: entries that the log does not have; `named` as for `withoutRoom`. By hex of the id. */
export function crowdedOut(
  log: CircleLog,
  come: readonly Entry[],
  named: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  if (come.length === 0) return new Set()
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
  const asIfStood = asIfIn(log, come)
  const facts = sorted.map(entry => log.factsOf(namesOf(entry).id) ?? asIfStood(entry))
  const knows = (i: number, ancestor: number): boolean =>
    ancestor < i && ((past[i]! >> BigInt(ancestor)) & 1n) === 1n
  const loose = looseOf({ facts, index, knows, past }, sorted, log.state, 0n)
  return withoutRoom({ state: log.state, loose: () => loose }, ({ id }) => log.has(id), named)
}

/**
 * An entry as if it stood, and its author were all that they may be there; asked in the log's order. Undefined: nobody known
 * signed it, which is found out without a past as well.
 */
function asIfIn(log: CircleLog, come: readonly Entry[]): (entry: Entry) => Said | undefined {
  const raised = new Set(come.flatMap(raises))
  const hosts = new Set([...log.order.flatMap(raises), ...raised])
  const comers = new Map<string, Comer>()
  return entry => {
    const { author } = namesOf(entry)
    const comer = log.deviceOf(author) ?? comers.get(author)
    const act = actOf(entry)
    if (!comer || act === 'malformed' || !signedBy(entry, comer.sign)) return undefined
    const member = hex(comer.member)
    const known = log.state.members.get(member)
    // What somebody dates back who is no host any more stands as nothing that is a host's.
    const host = raised.has(member) || (known?.status === 'active' && known.rank !== null)
    if (act !== 'kept' && act.type === 'DEVICE_ADD')
      comers.set(hex(idOf(act.device)), { sign: act.device.sign, member: comer.member })
    if (act !== 'kept' && act.type === 'ADMIT' && host)
      for (const device of act.devices)
        comers.set(hex(idOf(device)), { sign: device.sign, member: act.member })
    return { act, device: author, member, terms: host ? [author] : [], facilitator: hosts.has(member) }
  }
}

/** Whom it makes a facilitator. */
function raises(entry: Entry): string[] {
  const act = actOf(entry)
  if (act === 'kept' || act === 'malformed') return []
  return ['GENESIS', 'PROMOTE', 'SUCCEED'].includes(act.type) && 'member' in act && act.member
    ? [hex(act.member)]
    : []
}
