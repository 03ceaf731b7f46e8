/**
 * The epochs in whose rooms a device listens: the heads, and older ones for those who have not heard of a newer one. In
 * these somebody who comes back late is met, and somebody who was let out meanwhile is told so.
 */
import { equal } from '../../../shared/bytes.ts'
import { acks, ownEpochs } from './exchange.ts'
import type { Held } from './held.ts'
import { inTurns } from './live/turns.ts'
import type { EpochState } from './log/state.ts'
import { hex } from './names/hex.ts'
import { putOutSince } from './removal.ts'
import { usedSince } from './upkeep.ts'

/** Rooms at once, for one circle. */
export const MOST_ROOMS = 8
/** Of these for heads, while somebody else may be in an older one. */
const HEADS_FIRST = 4
/** Days of use in which an epoch's room is listened in after another one followed it. */
export const ROOM_DAYS = 60

/**
 * By hex; only such as this device has the key of. First heads, or where this device is without their keys; then those of the
 * others, a turn for each person, so that nobody takes up the room in which somebody else would be met. None for somebody
 * who was let out so long ago. Inside a transaction.
 */
export function roomEpochs(held: Held): string[] {
  const { state } = held.log
  if ((putOutSince(held) ?? 0) > ROOM_DAYS) return []
  const own = ownEpochs(held).map(hex)
  const heads = new Set([...state.epochHeads.map(hex), ...own])
  const order = [...state.epochs.values()].reverse()
  const followers = (epoch: string) => order.filter(({ wraps }) => wraps.has(epoch))
  const isLate = (epoch: string): boolean =>
    heads.has(epoch) || followers(epoch).every(({ id }) => usedSince(held, id) <= ROOM_DAYS)
  const first = own.slice(0, HEADS_FIRST)
  const open = order.map(({ id }) => hex(id)).filter(epoch => held.ring.has(epoch) && isLate(epoch))
  const others = epochsInTurns(turnsOf(held, order), [...new Set([...first, ...open])])
  return [...new Set([...first, ...others, ...own])].slice(0, MOST_ROOMS)
}

/**
 * By person, those who are in first: where their devices may be. Each device stands in the room of the newest epoch it knew
 * of when it was last heard, or of any that it was given a key of since: of all of them when it was never heard. One that was
 * linked was handed the keys of then, without a box.
 */
function turnsOf(held: Held, order: readonly EpochState[]): Turn[] {
  const said = new Map(acks(held).map(({ device, epochs }) => [hex(device), epochs.map(hex)]))
  const turns = new Map<string, Turn>()
  for (const [id, { member, status }] of held.log.state.devices) {
    if (id === hex(held.keys.id) || status === 'pending') continue
    const given = order.filter(({ boxes }) => boxes.has(id)).map(one => hex(one.id))
    const last = said.get(id) ?? [...given.slice(-1), ...handedTo(held, id)]
    const before = given.findIndex(epoch => last.includes(epoch))
    const isIn = status === 'active' || status === 'suspended'
    const turn = turns.get(`${isIn} ${hex(member)}`) ?? { isIn, heard: new Set(), since: new Set() }
    turns.set(`${isIn} ${hex(member)}`, turn)
    for (const epoch of last) turn.heard.add(epoch)
    for (const epoch of before < 0 ? given : given.slice(0, before)) turn.since.add(epoch)
  }
  return [...turns.values()].sort((a, b) => Number(b.isIn) - Number(a.isIn))
}

type Turn = { readonly isIn: boolean; readonly heard: Set<string>; readonly since: Set<string> }

/** One of each before a second of anybody; of one those heard before the others, each in the order of `epochs`. */
function epochsInTurns(turns: readonly Turn[], epochs: readonly string[]): string[] {
  const lists = turns.map(({ heard, since }) => [
    ...epochs.filter(epoch => heard.has(epoch)),
    ...epochs.filter(epoch => since.has(epoch) && !heard.has(epoch)),
  ])
  return inTurns(lists)
}

/**
 * A head whose key nobody holds who is out: they got no box of it, and were known before it was made. A computer that was
 * linked later was handed the key without a box.
 */
export function isShared({ log }: Held, epoch: string): boolean {
  const { devices, epochs, epochHeads } = log.state
  const known = epochs.get(epoch)
  if (!known || !epochHeads.some(head => hex(head) === epoch)) return false
  return [...devices].every(
    ([id, { status, since }]) =>
      status === 'active' ||
      status === 'pending' ||
      status === 'suspended' ||
      (!known.boxes.has(id) && log.within([since], [known.id])),
  )
}

/** The heads when somebody's further computer was linked. */
function handedTo({ log }: Held, id: string): string[] {
  const device = log.state.devices.get(id)
  const member = device && log.state.members.get(hex(device.member))
  if (!device || !member || equal(device.since, member.since)) return []
  return (log.at([device.since])?.epochHeads ?? []).map(hex)
}
