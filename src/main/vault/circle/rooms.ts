/**
 * The epochs in whose rooms a device listens: the heads, and older ones for those who have not heard of a newer one. In
 * these somebody who comes back late is met, and somebody who was let out meanwhile is told so.
 */
import { equal } from '../../../shared/bytes.ts'
import { acks, ownEpochs } from './exchange.ts'
import type { Held } from './held.ts'
import { hex } from './names/hex.ts'
import { putOutSince } from './removal.ts'
import { usedSince } from './upkeep.ts'

/** Rooms at once, for one circle. */
export const MOST_ROOMS = 8
/** Days of use in which an epoch's room is listened in after another one followed it. */
export const ROOM_DAYS = 60

/**
 * By hex, the heads first (or where this device is without their keys), then the newest. None for somebody who was let out
 * so long ago. Inside a transaction.
 */
export function roomEpochs(held: Held): string[] {
  const { state } = held.log
  if ((putOutSince(held) ?? 0) > ROOM_DAYS) return []
  const heads = [...new Set([...state.epochHeads, ...ownEpochs(held)].map(hex))]
  const said = new Map(acks(held).map(({ device, epochs }) => [hex(device), epochs.map(hex)]))
  const order = [...state.epochs.values()].reverse()
  // Each other device stands in the room of the newest epoch it knew of when it was last heard, or of any that it was given
  // a key of since: of all of them when it was never heard. One that was linked was handed the keys of then, without a box.
  const heard = new Set<string>()
  const since = new Set<string>()
  for (const [id, { status }] of state.devices) {
    if (id === hex(held.keys.id) || status === 'pending') continue
    const given = order.filter(({ boxes }) => boxes.has(id)).map(one => hex(one.id))
    const last = said.get(id) ?? [...given.slice(-1), ...handedTo(held, id)]
    for (const epoch of last) heard.add(epoch)
    const before = given.findIndex(epoch => last.includes(epoch))
    for (const epoch of before < 0 ? given : given.slice(0, before)) since.add(epoch)
  }
  const followers = (epoch: string) => order.filter(({ wraps }) => wraps.has(epoch))
  const isLate = (epoch: string): boolean =>
    !heads.includes(epoch) && followers(epoch).every(({ id }) => usedSince(held, id) <= ROOM_DAYS)
  const all = order.map(({ id }) => hex(id)).filter(isLate)
  const older = [...all.filter(epoch => heard.has(epoch)), ...all.filter(epoch => since.has(epoch))]
  return [...new Set([...heads, ...older])].slice(0, MOST_ROOMS)
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
