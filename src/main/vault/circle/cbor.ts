/**
 * Deterministic CBOR (RFC 8949, section 4.2.1) of a small kind: safe integers, byte strings, text, arrays, maps with
 * text keys, true, false, null. One value has one encoding; anything else is refused, so signed bytes cannot be told
 * in two ways.
 */
import * as cborg from 'cborg'
import { equal } from '../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../shared/result.ts'

export type Cbor =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly Cbor[]
  | { readonly [key: string]: Cbor }

export type CborFault = 'not-canonical' | 'too-large'
/** `maxItems`: values in it, those in others counted. */
export type Bounds = { readonly maxBytes: number; readonly maxDepth?: number; readonly maxItems?: number }

const DEPTH = 8
/** A note of 100,000 envelopes has as many in its checkpoint. A million small ones would take seconds and hundreds of MB. */
const MAX_ITEMS = 400_000

/** @throws on what no part of the protocol holds (a float, undefined): a bug. */
export function encode(value: Cbor): Uint8Array {
  const bytes = cborg.encode(value)
  if (!skim(bytes, DEPTH + 8, Number.POSITIVE_INFINITY)) throw new Error('not a value of the protocol')
  return bytes
}

/** Refuses every encoding but the one `encode` writes. `maxDepth` counts arrays and maps inside each other (8). */
export function decode(
  bytes: Uint8Array,
  { maxBytes, maxDepth = DEPTH, maxItems = MAX_ITEMS }: Bounds,
): Result<Cbor, CborFault> {
  if (bytes.length > maxBytes) return err('too-large')
  if (!skim(bytes, maxDepth, maxItems)) return err('not-canonical')
  try {
    const value: Cbor = cborg.decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowBigInt: false,
      allowInfinity: false,
      allowNaN: false,
      rejectDuplicateMapKeys: true,
    })
    return equal(cborg.encode(value), bytes) ? ok(value) : err('not-canonical')
  } catch {
    return err('not-canonical')
  }
}

/** Walks the heads without building anything: kinds, depth, how many, and that every count is there in bytes. */
function skim(bytes: Uint8Array, maxDepth: number, maxItems: number): boolean {
  const left: number[] = []
  let items = 0
  let at = 0
  do {
    while (left.length > 0 && left[left.length - 1] === 0) left.pop()
    if (at > 0 && left.length === 0) break
    const head = bytes[at++]
    if (head === undefined || ++items > maxItems) return false
    if (left.length > 0) left[left.length - 1]! -= 1
    const major = head >> 5
    const minor = head & 31
    if (major === 7) {
      if (minor < 20 || minor > 22) return false
      continue
    }
    if (major === 6 || minor > 27) return false
    let count = minor
    if (minor >= 24) {
      const width = 1 << (minor - 24)
      if (at + width > bytes.length) return false
      count = 0
      for (let i = 0; i < width; i++) count = count * 256 + (bytes[at + i] ?? 0)
      at += width
    }
    if (!Number.isSafeInteger(count)) return false
    if (major === 2 || major === 3) at += count
    if (major === 4 || major === 5) {
      const inside = major === 4 ? count : 2 * count
      if (inside > bytes.length - at || left.length >= maxDepth) return false
      left.push(inside)
    }
    if (at > bytes.length) return false
  } while (left.length > 0)
  return at === bytes.length
}
