/**
 * Late boxes: a device that has no key of an epoch it may read asks for it on a link, and whoever has it seals it to them
 * again; a device of its own member all that it has. What comes is believed for nothing but the epoch's own commitment, so
 * it does not matter who gives it: only that a host who left somebody out finds nobody who keeps it up.
 */

import { equal } from '../../../shared/bytes.ts'
import { sealTo } from '../crypto/box.ts'
import type { DeviceId, EntryId } from '../crypto/keys.ts'
import { mayRead } from './closed.ts'
import { committedKey } from './epoch/epoch.ts'
import { type Held, ownDevice, setLog } from './held.ts'
import { hex } from './names/hex.ts'
import { drain, nothing, type Received } from './receive/receive.ts'

export type LateBox = { readonly epoch: EntryId; readonly box: Uint8Array }

/** Epochs this device may read and has no key of, the newest first. */
export function lacking(held: Held): EntryId[] {
  if (ownDevice(held)?.status !== 'active') return []
  return [...held.log.state.epochs.values()]
    .reverse()
    .filter(({ id }) => !held.ring.has(hex(id)) && mayRead(held, id, held.member))
    .map(({ id }) => id)
}

/** For an active device of the circle. */
export function sealAgain(held: Held, device: DeviceId, epochs: readonly EntryId[]): LateBox[] {
  const to = held.log.state.devices.get(hex(device))
  if (to?.status !== 'active' || ownDevice(held)?.status !== 'active') return []
  const sibling = equal(to.member, held.member)
  return epochs.flatMap(epoch => {
    const key = held.ring.get(hex(epoch))
    return key && (sibling || mayRead(held, epoch, to.member)) ? [{ epoch, box: sealTo(key, to.box) }] : []
  })
}

/** Every key this device has, for another one of the same member's: the newest first. */
export const ringFor = (held: Held, device: DeviceId): LateBox[] => {
  const to = held.log.state.devices.get(hex(device))
  if (!to || !equal(to.member, held.member)) return []
  return sealAgain(
    held,
    device,
    [...held.log.state.epochs.values()].reverse().map(({ id }) => id),
  )
}

/** Inside a transaction. Returns what the new keys set free among the envelopes that waited; undefined: no key came. */
export function takeLate(held: Held, boxes: readonly LateBox[]): Received | undefined {
  const { epochs } = held.log.state
  const before = held.ring.size
  for (const { epoch, box } of boxes) {
    const known = epochs.get(hex(epoch))
    const key = known && committedKey(known, box, held.keys.box)
    if (!known || !key || held.ring.has(hex(epoch))) continue
    held.ring.set(hex(epoch), key)
    held.rows.addKey(known.id, key)
  }
  if (held.ring.size === before) return undefined
  // What the new ones wrap comes with them.
  setLog(held, held.log)
  // What could not be read may be now.
  if (held.log.state.history === 'from-joining') unclose(held)
  const received = nothing()
  drain(held, received)
  return received
}

function unclose(held: Held): void {
  for (const doc of held.rows.closedDocuments()) held.again.add(hex(doc))
  held.stale = true
}
