/**
 * Reads the structs and deletions of one Yjs update (V2) without building a document, and refuses what no face of ours
 * makes. Yjs's own reader trusts counts: a few run-length-coded bytes can say a billion structs. This one has bounds.
 * Format: yjs 13, src/utils/UpdateDecoder.js and updates.js.
 */
import { createDecoder, type Decoder, readAny, readVarUint } from 'lib0/decoding'
import { UpdateDecoderV2 } from 'yjs'

export type Id = { readonly client: number; readonly clock: number }
export type Scalar = string | number | boolean | null

export type Content =
  | { readonly is: 'string'; readonly text: string }
  | { readonly is: 'deleted' }
  | {
      readonly is: 'format'
      readonly mark: string
      readonly value: Scalar | { readonly [key: string]: Scalar }
    }
  | { readonly is: 'values'; readonly values: readonly Scalar[] }
  | { readonly is: 'element'; readonly name: string }
  | { readonly is: 'text' }

export type Struct =
  | { readonly gc: true; readonly clock: number; readonly length: number }
  | {
      readonly gc: false
      readonly clock: number
      readonly length: number
      readonly origin: Id | null
      readonly right: Id | null
      /** A root's name, the item that holds it, or null: the same as its neighbours'. */
      readonly parent: string | Id | null
      readonly key: string | null
      readonly content: Content
    }

export type Deletion = Id & { readonly length: number }

export type Structs = {
  /** Null when the update only deletes. */
  readonly client: number | null
  readonly deletions: readonly Deletion[]
}

/** A 2 MB paste in lines of 60 characters has 140,000. */
const MAX_STRUCTS = 262_144
/** In a whole document. */
export const MAX_STATE_STRUCTS = 524_288
/** How far one update may move a client's clock: characters, deleted ones counted. */
const MAX_ADVANCE = 8 * 1024 * 1024
const MAX_CLOCK = 2 ** 40

class Malformed extends Error {}
const check = (good: boolean): void => {
  if (!good) throw new Malformed()
}

const natural = (value: number | undefined, least = 0): number => {
  check(Number.isSafeInteger(value) && value! >= least && value! <= MAX_CLOCK)
  return value!
}

/** Yjs's decoders answer undefined where the bytes point at nothing. */
const text = (value: string | undefined): string => {
  check(typeof value === 'string')
  return value!
}

/**
 * Undefined for anything but one author's structs of the kinds above. Each struct goes to `take` as it is read and is not
 * kept: a paste of 2 MB has hundreds of thousands, and keeping them all cost more than everything else that is done to it.
 * What `take` has seen counts only when the answer is not undefined: what follows may be malformed.
 */
export function readStructs(update: Uint8Array, take: (struct: Struct) => void): Structs | undefined {
  try {
    const decoder = new UpdateDecoderV2(createDecoder(update))
    const clients = natural(readVarUint(decoder.restDecoder))
    check(clients <= 1)
    const client = clients === 1 ? readClient(decoder, take, MAX_STRUCTS, MAX_ADVANCE) : null
    return { client, deletions: readDeletions(decoder) }
  } catch {
    // Whatever bytes do to a decoder, they are no update: lib0 and the lookups throw on their own account.
    return undefined
  }
}

/** The same of a document's whole state: of many clients, each once, and kept. */
export function readState(
  update: Uint8Array,
):
  | { readonly clients: ReadonlyMap<number, readonly Struct[]>; readonly deletions: readonly Deletion[] }
  | undefined {
  try {
    const decoder = new UpdateDecoderV2(createDecoder(update))
    const clients = new Map<number, readonly Struct[]>()
    let left = MAX_STATE_STRUCTS
    for (let i = natural(readVarUint(decoder.restDecoder)); i > 0; i--) {
      const structs: Struct[] = []
      const client = readClient(decoder, struct => structs.push(struct), left, MAX_CLOCK)
      left -= structs.length
      check(!clients.has(client))
      clients.set(client, structs)
    }
    return { clients, deletions: readDeletions(decoder) }
  } catch {
    return undefined
  }
}

function readClient(
  decoder: UpdateDecoderV2,
  take: (struct: Struct) => void,
  most: number,
  advance: number,
): number {
  const count = natural(readVarUint(decoder.restDecoder), 1)
  check(count <= most)
  const client = decoder.readClient()
  check(Number.isSafeInteger(client) && client >= 0)
  let clock = natural(readVarUint(decoder.restDecoder))
  const from = clock
  for (let i = 0; i < count; i++) {
    const struct = readStruct(decoder, clock)
    clock += struct.length
    check(clock - from <= advance)
    take(struct)
  }
  return client
}

const readId = (client: number, clock: number): Id => {
  check(Number.isSafeInteger(client) && client >= 0)
  return { client, clock: natural(clock) }
}

function readStruct(decoder: UpdateDecoderV2, clock: number): Struct {
  const info: number | undefined = decoder.readInfo()
  check(info !== undefined)
  if ((info & 31) === 0) return { gc: true, clock, length: natural(decoder.readLen(), 1) }
  const left = (info & 128) !== 0 ? decoder.readLeftID() : null
  const after = (info & 64) !== 0 ? decoder.readRightID() : null
  const origin = left && readId(left.client, left.clock)
  const right = after && readId(after.client, after.clock)
  let parent: string | Id | null = null
  let key: string | null = null
  if (!origin && !right) {
    if (decoder.readParentInfo()) parent = text(decoder.readString())
    else {
      const id = decoder.readLeftID()
      parent = readId(id.client, id.clock)
    }
    if ((info & 32) !== 0) key = text(decoder.readString())
  }
  const { content, length } = readContent(decoder, info & 31)
  return { gc: false, clock, length: natural(length, 1), origin, right, parent, key, content }
}

const XML_ELEMENT = 3
const XML_TEXT = 6

function readContent(decoder: UpdateDecoderV2, ref: number): { content: Content; length: number } {
  switch (ref) {
    case 1:
      return { content: { is: 'deleted' }, length: decoder.readLen() }
    case 4: {
      const words = text(decoder.readString())
      return { content: { is: 'string', text: words }, length: words.length }
    }
    case 6:
      return {
        content: { is: 'format', mark: text(decoder.readKey()), value: flat(decoder.restDecoder) },
        length: 1,
      }
    case 7: {
      const type = decoder.readTypeRef()
      if (type === XML_TEXT) return { content: { is: 'text' }, length: 1 }
      check(type === XML_ELEMENT)
      return { content: { is: 'element', name: text(decoder.readKey()) }, length: 1 }
    }
    case 8: {
      const length = decoder.readLen()
      check(length >= 1 && length <= 64)
      return {
        content: { is: 'values', values: Array.from({ length }, () => scalar(decoder.restDecoder)) },
        length,
      }
    }
    default:
      throw new Malformed()
  }
}

const OBJECT = 118
/** lib0's any-encoding by its first byte: null, integer, float32, float64, false, true, string. */
const SCALARS: ReadonlySet<number | undefined> = new Set([126, 125, 124, 123, 121, 120, 119])

function scalar(decoder: Decoder): Scalar {
  check(SCALARS.has(decoder.arr[decoder.pos]))
  const value: unknown = readAny(decoder)
  check(typeof value !== 'number' || Number.isFinite(value))
  return value as Scalar
}

/** A scalar, or one object of at most eight. */
function flat(decoder: Decoder): Scalar | { [key: string]: Scalar } {
  if (decoder.arr[decoder.pos] !== OBJECT) return scalar(decoder)
  decoder.pos++
  const size = readVarUint(decoder)
  check(size <= 8)
  const out: { [key: string]: Scalar } = {}
  for (let i = 0; i < size; i++) {
    // A key is written as a bare string, without the byte that says so.
    const length = readVarUint(decoder)
    check(length <= 64 && decoder.pos + length <= decoder.arr.length)
    const key = new TextDecoder('utf-8', { fatal: true }).decode(
      decoder.arr.subarray(decoder.pos, decoder.pos + length),
    )
    decoder.pos += length
    check(key !== '__proto__')
    out[key] = scalar(decoder)
  }
  return out
}

function readDeletions(decoder: UpdateDecoderV2): Deletion[] {
  const deletions: Deletion[] = []
  const clients = natural(readVarUint(decoder.restDecoder))
  for (let i = 0; i < clients; i++) {
    decoder.resetDsCurVal()
    const client = readVarUint(decoder.restDecoder)
    const ranges = natural(readVarUint(decoder.restDecoder))
    for (let j = 0; j < ranges; j++) {
      const clock = natural(decoder.readDsClock())
      deletions.push({ client, clock, length: natural(decoder.readDsLen(), 1) })
    }
  }
  check(decoder.restDecoder.pos === decoder.restDecoder.arr.length)
  return deletions
}
