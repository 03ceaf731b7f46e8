/**
 * The plain beginning of a sync file: `"kinfold-sync" | version | bundleId | count | boxes`. The key of the bundle is sealed
 * to each device it is for, among boxes that nobody can open; in byte order, which is no order at all, since boxes are
 * noise. Nothing says which device or circle: one tries.
 */
import { compare, concat, equal } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { BOX_OVERHEAD, type BoxKeys, openSealed, sealTo, sealToNobody } from '../../crypto/box.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import { type BoxPublic, type Hash, KEY, type LinkKey } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'

const MAGIC = new TextEncoder().encode('kinfold-sync')
export const FILE_VERSION = 1
const BOX = KEY + BOX_OVERHEAD
/** How many boxes there are: the next of these that all recipients fit in. */
const COUNTS = [8, 16, 32, 64] as const
export const MOST_RECIPIENTS = 64
const PLAIN = MAGIC.length + 1 + KEY + 1
/** Bytes of the largest head. */
export const MAX_HEAD = PLAIN + MOST_RECIPIENTS * BOX

export type Head = {
  /** The head as it stands in the file. */
  readonly bytes: Uint8Array
  readonly bundleId: Hash
  readonly boxes: readonly Uint8Array[]
}
/** `unreadable`: no such file at all. `cut`: it ends within its head. */
export type HeadFault = 'unreadable' | 'newer' | 'cut'

/** Names the key as well: a file opens under one key alone, whichever box it came from. */
const bundleIdOf = (key: Uint8Array): Hash => hash('kinfold/sync-file-id/1', key)

/** The key of the stream: bound to the whole head, so that no box can be taken out, put in or changed. */
export const streamKey = (key: Uint8Array, head: Uint8Array): LinkKey =>
  keyed(key, 'kinfold/sync-file-key/1', head) as Uint8Array as LinkKey

/** Undefined: too many. */
export function writeHead(recipients: readonly BoxPublic[]): { head: Head; key: Uint8Array } | undefined {
  const count = COUNTS.find(most => recipients.length <= most)
  if (count === undefined) return undefined
  const key = random(KEY)
  const boxes = recipients.map(to => sealTo(key, to))
  while (boxes.length < count) boxes.push(sealToNobody(KEY))
  boxes.sort(compare)
  const bundleId = bundleIdOf(key)
  const bytes = concat(MAGIC, Uint8Array.of(FILE_VERSION), bundleId, Uint8Array.of(count), ...boxes)
  return { head: { bytes, bundleId, boxes }, key }
}

/** `bytes`: the first MAX_HEAD bytes of the file, or all of it. */
export function readHead(bytes: Uint8Array): Result<Head, HeadFault> {
  const here = Math.min(bytes.length, MAGIC.length)
  if (here === 0 || !equal(bytes.subarray(0, here), MAGIC.subarray(0, here))) return err('unreadable')
  const version = bytes[MAGIC.length]
  if (version === undefined) return err('cut')
  if (version > FILE_VERSION) return err('newer')
  if (version === 0) return err('unreadable')
  if (bytes.length < PLAIN) return err('cut')
  const count = COUNTS.find(known => known === bytes[PLAIN - 1])
  if (count === undefined) return err('unreadable')
  const end = PLAIN + count * BOX
  if (bytes.length < end) return err('cut')
  const boxes = Array.from({ length: count }, (_, i) => bytes.slice(PLAIN + i * BOX, PLAIN + (i + 1) * BOX))
  if (!boxes.every((box, i) => i === 0 || compare(boxes[i - 1]!, box) < 0)) return err('unreadable')
  const bundleId = bytes.slice(MAGIC.length + 1, PLAIN - 1) as Hash
  return ok({ bytes: bytes.slice(0, end), bundleId, boxes })
}

/** The key of the bundle, if one of the boxes is for these keys. */
export function openHead({ boxes, bundleId }: Head, keys: BoxKeys): Uint8Array | undefined {
  for (const box of boxes) {
    const key = openSealed(box, keys)
    if (key?.length === KEY && equal(bundleIdOf(key), bundleId)) return key
  }
  return undefined
}
