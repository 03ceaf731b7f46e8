/**
 * The sealed rest of a sync file: items `length (4, big-endian) | type (1) | content`, the author's signature as the last
 * of them, then zeros, so that the length says less; all of it in secretstream chunks of 64 KiB, the last one marked FINAL.
 */
import { concat, equal } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { type Domain, keyedStream } from '../../crypto/hash.ts'
import {
  type BoxPublic,
  type CircleId,
  type Hash,
  ID,
  KEY,
  SIGNATURE,
  type Signature,
  type SignPublic,
} from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { type Pull, pullStream, pushStream, STREAM_OVERHEAD } from '../../crypto/stream.ts'
import { MAX_HEADS } from '../envelope/heads.ts'
import { MAX_ENVELOPE } from '../envelope/seal.ts'
import { MAX_ENTRY } from '../log/entry.ts'
import type { DeviceKeys } from '../names/device.ts'
import { type Head, streamKey } from './head.ts'

/** Bytes of plaintext in a chunk. */
const CHUNK = 64 * 1024
export const SEALED_CHUNK = CHUNK + STREAM_OVERHEAD
/** secretstream's own, between the head and the first chunk. */
export const STREAM_HEADER = 24

/** Who wrote it, and of which circle: `circleId | sign key | box key`. The first item. */
const BEGIN = 0
/** HEADS of the author: what they had, and so an acknowledgement. The second. */
const HEADS = 1
/** An entry of the log, parents first. */
const ENTRY = 2
/** An envelope, each after what it names. */
const ENVELOPE = 3
/** The signature. Nothing but zeros after it. */
const END = 4
const MOST: readonly number[] = [ID + 2 * KEY, MAX_HEADS, MAX_ENTRY, MAX_ENVELOPE, SIGNATURE]
/** Bytes before an item's content. */
const FRONT = 5

export type Author = { readonly circle: CircleId; readonly sign: SignPublic; readonly box: BoxPublic }
export type Item =
  | ({ readonly is: 'begin' } & Author)
  | { readonly is: 'heads' | 'entry' | 'envelope'; readonly bytes: Uint8Array }
  /** The last: all was there, and it is the author's. */
  | { readonly is: 'end' }

const SIGN: Domain = 'kinfold/sync-file/1'
const digestOf = (key: Uint8Array) => keyedStream(key, 'kinfold/sync-file-hash/1')

function front(type: number, content: Uint8Array): Uint8Array {
  const out = new Uint8Array(FRONT)
  new DataView(out.buffer).setUint32(0, content.length)
  out[4] = type
  return out
}

/**
 * Padmé (Nikitin et al., Reducing Metadata Leakage from Encrypted Files, PETS 2019): a length keeps only as many of its
 * leading bits as its logarithm has, so it tells O(log log n) bits and grows by 12 % at most. Never below `least`, in bytes.
 */
export function paddedLength(length: number, least = 4096): number {
  const most = Math.max(least, length)
  const exponent = Math.floor(Math.log2(most))
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1)
  return Math.ceil(most / step) * step
}

export type Content = {
  readonly heads: Uint8Array
  readonly entries: Iterable<Uint8Array>
  readonly envelopes: Iterable<Uint8Array>
}

/** The file in pieces, in order; never more than an envelope and a chunk of it in memory. */
export function* writeStream(
  head: Head,
  key: Uint8Array,
  circle: CircleId,
  keys: DeviceKeys,
  { heads, entries, envelopes }: Content,
): Generator<Uint8Array> {
  const stream = pushStream(streamKey(key, head.bytes))
  const digest = digestOf(key)
  digest.add(head.bytes)
  let waiting: Uint8Array[] = []
  let size = 0
  let total = 0
  const put = (...pieces: Uint8Array[]): void => {
    for (const piece of pieces) {
      waiting.push(piece)
      size += piece.length
      total += piece.length
    }
  }
  /** Full chunks, but for what may yet be the last. */
  function* full(): Generator<Uint8Array> {
    if (size <= CHUNK) return
    const all = concat(...waiting)
    let at = 0
    for (; all.length - at > CHUNK; at += CHUNK) yield stream.push(all.subarray(at, at + CHUNK))
    waiting = [all.slice(at)]
    size = all.length - at
  }
  function* item(type: number, content: Uint8Array): Generator<Uint8Array> {
    const [before, after] = [front(type, content), content]
    if (type !== END) for (const piece of [before, after]) digest.add(piece)
    put(before, after)
    yield* full()
  }
  let digested: Hash | undefined
  try {
    yield concat(head.bytes, stream.header)
    yield* item(BEGIN, concat(circle, keys.sign.publicKey, keys.box.publicKey))
    yield* item(HEADS, heads)
    for (const entry of entries) yield* item(ENTRY, entry)
    for (const envelope of envelopes) yield* item(ENVELOPE, envelope)
    digested = digest.end()
  } finally {
    if (!digested) digest.drop()
  }
  const claim = concat(circle, head.bundleId, digested)
  yield* item(END, sign(SIGN, claim, keys.sign.secretKey))
  for (let left = paddedLength(total) - total; left > 0; ) {
    const zeros = new Uint8Array(Math.min(left, CHUNK))
    left -= zeros.length
    put(zeros)
    yield* full()
  }
  yield stream.push(concat(...waiting), true)
}

/** `cut`: the end is missing, or was changed. `harmed`: something before it was; or nothing of ours wrote it. */
export type StreamFault = 'cut' | 'harmed'

export type Reading = {
  /** The items that are whole with this chunk. `last`: it is the file's last. After a fault nothing more is read. */
  chunk(sealed: Uint8Array, last: boolean): Result<Item[], StreamFault>
  /** Lets go of what is half read. */
  drop(): void
}

/** `header`: the bytes after the head. Checks what is there as it comes, the signature at the end; believes nothing before. */
export function readStream(head: Head, key: Uint8Array, header: Uint8Array): Reading | undefined {
  const pull = pullStream(streamKey(key, head.bytes), header)
  return pull && new Stream(pull, head, key)
}

class Stream implements Reading {
  readonly #pull: Pull
  readonly #head: Head
  #digest: ReturnType<typeof digestOf> | undefined
  #author: Author | undefined
  #before = -1
  /** Of the item that is being read: its front, then its content, in the pieces they came in. */
  #parts: Uint8Array[] = []
  #have = 0
  #need = FRONT
  #type = -1
  #total = 0
  #end = 0

  constructor(pull: Pull, head: Head, key: Uint8Array) {
    this.#pull = pull
    this.#head = head
    this.#digest = digestOf(key)
    this.#digest.add(head.bytes)
  }

  drop(): void {
    this.#digest?.drop()
    this.#digest = undefined
    this.#parts = []
  }

  chunk(sealed: Uint8Array, last: boolean): Result<Item[], StreamFault> {
    const items: Item[] = []
    const opened = this.#pull.pull(sealed)
    if (!opened) return this.#fail(last ? 'cut' : 'harmed')
    if (opened.final !== last) return this.#fail(last ? 'cut' : 'harmed')
    const { message } = opened
    this.#total += message.length
    let at = 0
    while (at < message.length && this.#end === 0) {
      const take = Math.min(this.#need - this.#have, message.length - at)
      this.#parts.push(message.subarray(at, at + take))
      this.#have += take
      at += take
      if (this.#have < this.#need) break
      const piece = concat(...this.#parts)
      this.#parts = []
      this.#have = 0
      if (!this.#piece(piece, items)) return this.#fail('harmed')
      if (this.#end !== 0) this.#end = this.#total - (message.length - at)
    }
    if (this.#end !== 0 && message.subarray(at).some(byte => byte !== 0)) return this.#fail('harmed')
    if (last && (this.#end === 0 || paddedLength(this.#end) !== this.#total)) return this.#fail('harmed')
    return ok(items)
  }

  #fail(fault: StreamFault): Result<Item[], StreamFault> {
    this.drop()
    return err(fault)
  }

  /** A front, or a content; false when it is not as it must be. */
  #piece(piece: Uint8Array, items: Item[]): boolean {
    if (this.#type < 0) {
      const length = new DataView(piece.buffer, piece.byteOffset).getUint32(0)
      const type = piece[4] ?? 255
      const most = MOST[type]
      if (most === undefined || length > most || length === 0 || !this.#follows(type)) return false
      if (type !== END) this.#digest?.add(piece)
      this.#type = type
      this.#need = length
      return true
    }
    const type = this.#type
    this.#type = -1
    this.#need = FRONT
    this.#before = type
    if (type === END) return this.#ends(piece, items)
    this.#digest?.add(piece)
    if (type === BEGIN) return this.#begins(piece, items)
    items.push({ is: type === HEADS ? 'heads' : type === ENTRY ? 'entry' : 'envelope', bytes: piece })
    return true
  }

  /** First who, then what they had; the log, the envelopes, the end. */
  #follows(type: number): boolean {
    if (type === BEGIN || type === HEADS) return this.#before === type - 1
    return this.#before >= HEADS && type >= this.#before
  }

  #begins(piece: Uint8Array, items: Item[]): boolean {
    if (piece.length !== MOST[BEGIN]) return false
    this.#author = {
      circle: piece.slice(0, ID) as CircleId,
      sign: piece.slice(ID, ID + KEY) as SignPublic,
      box: piece.slice(ID + KEY) as BoxPublic,
    }
    items.push({ is: 'begin', ...this.#author })
    return true
  }

  #ends(signature: Uint8Array, items: Item[]): boolean {
    const digest: Hash | undefined = this.#digest?.end()
    this.#digest = undefined
    this.#end = 1
    if (!digest || !this.#author || signature.length !== SIGNATURE) return false
    const claim = concat(this.#author.circle, this.#head.bundleId, digest)
    if (!verify(SIGN, claim, signature as Signature, this.#author.sign)) return false
    items.push({ is: 'end' })
    return true
  }
}

export const isSame = (a: Author, b: Author): boolean =>
  equal(a.circle, b.circle) && equal(a.sign, b.sign) && equal(a.box, b.box)
