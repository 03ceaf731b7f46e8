/**
 * Epochs: one key K for everyone who belongs at one time, in a sealed box for each of their devices, with the keys before
 * it wrapped under it, so that newcomers can read back.
 */
import { compare, concat, equal } from '../../../../shared/bytes.ts'
import { open, seal } from '../../crypto/aead.ts'
import { type BoxKeys, openSealed, sealTo } from '../../crypto/box.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import {
  type BoxPublic,
  type CircleId,
  type DeviceId,
  type EntryId,
  type EpochKey,
  type Hash,
  KEY,
} from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import type { ActOf, KeyBoxes } from '../log/act.ts'
import type { CircleState, EpochState } from '../log/state.ts'
import { hex } from '../names/hex.ts'

export type Recipient = { readonly id: DeviceId; readonly box: BoxPublic }
/** Keys of epochs, by hex of the epoch. */
export type Ring = ReadonlyMap<string, EpochKey>

export const makeEpochKey = (): EpochKey => random(KEY) as EpochKey

/** Published with the boxes: nobody can be given another key than the rest. XChaCha20-Poly1305 alone commits to none. */
export const commitment = (key: EpochKey): Hash => hash('kinfold/epoch-commit/1', key)

/** In byte order of the device. */
export const boxesFor = (key: EpochKey, recipients: readonly Recipient[]): KeyBoxes =>
  [...recipients]
    .sort((a, b) => compare(a.id, b.id))
    .map(({ id, box }) => ({ device: id, box: sealTo(key, box) }))

/** The key in this device's box, if it is the one the epoch committed to. */
export function openBox(epoch: EpochState, device: DeviceId, keys: BoxKeys): EpochKey | undefined {
  const box = epoch.boxes.get(hex(device))
  return box && committedKey(epoch, box, keys)
}

/** The key in any box that was sealed to `keys`, if it is the one the epoch committed to. */
export const committedKey = (epoch: EpochState, box: Uint8Array, keys: BoxKeys): EpochKey | undefined =>
  committed(epoch, openSealed(box, keys))

const committed = (epoch: EpochState, key: Uint8Array | undefined): EpochKey | undefined =>
  key?.length === KEY && equal(commitment(key as EpochKey), epoch.commit) ? (key as EpochKey) : undefined

const wrapKey = (newer: EpochKey): Hash => keyed(newer, 'kinfold/epoch-wrap/1')

export const wrap = (circle: CircleId, epoch: EntryId, older: EpochKey, newer: EpochKey): Uint8Array =>
  seal(older, concat(circle, epoch), wrapKey(newer))

/** The key of `older` out of a newer epoch's wrap, if it is the one `older` committed to. */
export function unwrap(
  circle: CircleId,
  older: EpochState,
  sealed: Uint8Array,
  newer: EpochKey,
): EpochKey | undefined {
  return committed(older, open(sealed, concat(circle, older.id), wrapKey(newer)))
}

/**
 * A new epoch over the heads `before` for exactly these devices. `also`: older ones whose keys nobody would find otherwise.
 * Of a head whose key is not in the ring it says so, by null.
 */
export function rekey(
  circle: CircleId,
  key: EpochKey,
  recipients: readonly Recipient[],
  before: readonly EntryId[],
  ring: Ring,
  history: CircleState['history'] = 'everything',
  also: readonly EntryId[] = [],
): ActOf<'REKEY'> {
  const boxes = boxesFor(key, recipients)
  const wraps = [...before, ...also].sort(compare).map(epoch => {
    const older = history === 'everything' ? ring.get(hex(epoch)) : undefined
    return { epoch, key: older ? wrap(circle, epoch, older, key) : null }
  })
  return { type: 'REKEY', commit: commitment(key), boxes, wraps }
}

const leading = new WeakMap<Uint8Array, boolean>()

/** Whether the key of `older` is in that wrap: there is one key that it can open under. */
function leads(circle: CircleId, older: EpochState, sealed: Uint8Array, newer: EpochKey): boolean {
  const known = leading.get(sealed)
  if (known !== undefined) return known
  const good = unwrap(circle, older, sealed, newer) !== undefined
  leading.set(sealed, good)
  return good
}

/**
 * Epochs of the ring whose keys whoever has those of `heads` finds by no wrap, so that a wrap of each leads to all: the
 * newest first. None, but where a wrap is null, holds something else, or there were more heads than could be named.
 */
export function astray(
  circle: CircleId,
  epochs: readonly EpochState[],
  heads: readonly EntryId[],
  ring: Ring,
): EntryId[] {
  const known = new Map(epochs.map(epoch => [hex(epoch.id), epoch]))
  const found = new Set<string>()
  const follow = (start: string): void => {
    const next = [start]
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      const [epoch, key] = [known.get(id), ring.get(id)]
      if (!epoch || !key || found.has(id)) continue
      found.add(id)
      for (const [before, sealed] of epoch.wraps) {
        const older = known.get(before)
        if (older && sealed && !found.has(before) && leads(circle, older, sealed, key)) next.push(before)
      }
    }
  }
  for (const head of heads) follow(hex(head))
  return [...epochs].reverse().flatMap(({ id }) => {
    if (!ring.has(hex(id)) || found.has(hex(id))) return []
    follow(hex(id))
    return [id]
  })
}

/** Keyed BLAKE2b over the sorted keys of all heads: with two heads neither alone can derive it. */
export function writingKey(heads: readonly EntryId[], ring: Ring): Hash | undefined {
  const keys: EpochKey[] = []
  for (const head of heads) {
    const key = ring.get(hex(head))
    if (!key) return undefined
    keys.push(key)
  }
  if (keys.length === 0) return undefined
  const [first, ...rest] = keys.sort(compare)
  return keyed(first!, 'kinfold/writing/1', ...rest)
}

/** Every key that can be had from own boxes and from wraps, beyond those in `ring`. */
export function gather(
  circle: CircleId,
  epochs: ReadonlyMap<string, EpochState>,
  device: DeviceId,
  keys: BoxKeys,
  ring: Ring,
): Map<string, EpochKey> {
  const found = new Map<string, EpochKey>()
  const keyOf = (id: string): EpochKey | undefined => ring.get(id) ?? found.get(id)
  for (const [id, epoch] of epochs) {
    if (keyOf(id)) continue
    const key = openBox(epoch, device, keys)
    if (key) found.set(id, key)
  }
  for (let more = true; more; ) {
    more = false
    for (const [id, epoch] of epochs) {
      const newer = keyOf(id)
      if (!newer) continue
      for (const [older, sealed] of epoch.wraps) {
        const before = epochs.get(older)
        if (!before || !sealed || keyOf(older)) continue
        const key = unwrap(circle, before, sealed, newer)
        if (!key) continue
        found.set(older, key)
        more = true
      }
    }
  }
  return found
}
