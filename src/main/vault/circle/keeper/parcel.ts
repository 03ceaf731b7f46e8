/**
 * What lies with a keeper: a message like those on a link, under a key that only those who hold the epoch's can derive.
 * One message has one sealed form, so that two devices who bring the same bring one parcel; its nonce is its name.
 *
 *     parcel    nonce (24) , ciphertext , tag (16)
 *     plaintext message , 0x80 , zeros
 */
import * as v from 'valibot'
import { Bytes, compare, equal } from '../../../../shared/bytes.ts'
import { MOST_PARCEL, PARCEL_ID } from '../../../../shared/contract/keeper.ts'
import { AEAD_OVERHEAD, NONCE, open, seal } from '../../crypto/aead.ts'
import { BOX_OVERHEAD, type BoxKeys, openSealed, sealTo, sealToNobody } from '../../crypto/box.ts'
import { keyed } from '../../crypto/hash.ts'
import { type BoxPublic, type EpochKey, ID, KEY } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { paddedLength } from '../file/stream.ts'
import { BATCH, MOST_LATE, MOST_OUT } from '../link/message.ts'

/** Bytes of words in one parcel, unless one envelope alone is larger. */
export const PARCEL_BYTES = 256 * 1024 - 4096
/** No parcel is shorter inside, in bytes. */
const LEAST = 1024
/** How many boxes there are: the next of these that all recipients fit in, as in a sync file. */
const COUNTS = [8, 16, 32, 64, 128, 256] as const
const NONE = new Uint8Array()

const blob = Bytes()
const entries = v.pipe(v.array(blob), v.minLength(1), v.maxLength(20_000))

const device = Bytes(ID)
const toBoxes = v.pipe(v.array(Bytes(KEY + BOX_OVERHEAD)), v.maxLength(256))

/** As on a link, and for whom: keys of epochs that a device may read, and has not. */
export const Late = v.variant('t', [
  v.strictObject({
    t: v.literal('keys'),
    device,
    epochs: v.pipe(v.array(Bytes(ID)), v.minLength(1), v.maxLength(MOST_LATE)),
  }),
  v.strictObject({
    t: v.literal('boxes'),
    device,
    list: v.pipe(
      v.array(v.strictObject({ epoch: Bytes(ID), box: Bytes(KEY + BOX_OVERHEAD) })),
      v.minLength(1),
      v.maxLength(MOST_LATE),
    ),
  }),
])
export type Late = v.InferOutput<typeof Late>

export const Parcel = v.variant('t', [
  ...Late.options,
  v.strictObject({ t: v.literal('entries'), list: entries }),
  v.strictObject({
    t: v.literal('envelopes'),
    list: v.pipe(v.array(blob), v.minLength(1), v.maxLength(BATCH)),
  }),
  v.strictObject({ t: v.literal('heads'), heads: blob }),
  /** Somebody is out: the entries that say so. All who hold this epoch's key may read it, they too. */
  v.strictObject({ t: v.literal('out'), list: v.pipe(v.array(blob), v.minLength(1), v.maxLength(MOST_OUT)) }),
  /** The log goes on: for devices that are in the circle now, and not for all who hold this epoch's key. */
  v.strictObject({ t: v.literal('onward'), boxes: toBoxes, sealed: blob }),
  /** Keys that are asked for, or given: likewise. */
  v.strictObject({ t: v.literal('late'), boxes: toBoxes, sealed: blob }),
])
export type Parcel = v.InferOutput<typeof Parcel>

/** The document in which an epoch's parcels lie: who does not hold K cannot find it. */
export const documentOf = (key: EpochKey): string =>
  Buffer.from(keyed(key, 'kinfold/keeper-document/1')).toString('base64url')

const keyOf = (key: EpochKey): Uint8Array => keyed(key, 'kinfold/keeper-key/1')
const nonceOf = (key: EpochKey, plain: Uint8Array): Uint8Array =>
  keyed(key, 'kinfold/keeper-parcel/1', plain).subarray(0, NONCE)

export function sealParcel(key: EpochKey, parcel: Parcel): { id: Uint8Array; bytes: Uint8Array } {
  const message = encode(parcel as unknown as Cbor)
  const plain = new Uint8Array(paddedLength(message.length + 1, LEAST))
  plain.set(message)
  plain[message.length] = 0x80
  const bytes = seal(plain, NONE, keyOf(key), nonceOf(key, plain))
  return { id: bytes.slice(0, PARCEL_ID), bytes }
}

/** Undefined: nobody who holds the key made it, or not in this way. */
export function openParcel(key: EpochKey, bytes: Uint8Array): Parcel | undefined {
  if (bytes.length > MOST_PARCEL + AEAD_OVERHEAD) return undefined
  const plain = open(bytes, NONE, keyOf(key))
  if (!plain || !equal(nonceOf(key, plain), bytes.subarray(0, NONCE))) return undefined
  let end = plain.length - 1
  while (end >= 0 && plain[end] === 0) end--
  if (plain[end] !== 0x80 || paddedLength(end + 1, LEAST) !== plain.length) return undefined
  const decoded = decode(plain.subarray(0, end), { maxBytes: MOST_PARCEL })
  const parcel = decoded.ok ? v.safeParse(Parcel, decoded.value) : undefined
  return parcel?.success ? parcel.output : undefined
}

type Closed = Extract<Parcel, { boxes: unknown }>
const domainOf = (t: Closed['t']) => `kinfold/keeper-${t}/1` as const

/** Undefined: too many. */
export const sealOnward = (list: readonly Uint8Array[], to: readonly BoxPublic[]): Closed | undefined =>
  close('onward', encode([...list]), to)
export const sealLate = (late: Late, to: readonly BoxPublic[]): Closed | undefined =>
  close('late', encode(late as unknown as Cbor), to)

function close(t: Closed['t'], content: Uint8Array, to: readonly BoxPublic[]): Closed | undefined {
  const count = COUNTS.find(most => to.length <= most)
  if (count === undefined) return undefined
  const key = random(KEY)
  const boxes = to.map(one => sealTo(key, one))
  while (boxes.length < count) boxes.push(sealToNobody(KEY))
  boxes.sort(compare)
  return { t, boxes, sealed: seal(content, NONE, keyed(key, domainOf(t))) }
}

/** Undefined: it is not for these keys. */
export const openOnward = (parcel: Closed, keys: BoxKeys): Uint8Array[] | undefined =>
  unclose(parcel, keys, 1, entries)
export const openLate = (parcel: Closed, keys: BoxKeys): Late | undefined => unclose(parcel, keys, 3, Late)

function unclose<S extends v.GenericSchema>(
  { t, boxes, sealed }: Closed,
  keys: BoxKeys,
  maxDepth: number,
  schema: S,
): v.InferOutput<S> | undefined {
  for (const box of boxes) {
    const key = openSealed(box, keys)
    if (key?.length !== KEY) continue
    const plain = open(sealed, NONE, keyed(key, domainOf(t)))
    const decoded = plain && decode(plain, { maxBytes: MOST_PARCEL, maxDepth })
    const content = decoded?.ok ? v.safeParse(schema, decoded.value) : undefined
    if (content?.success) return content.output
  }
  return undefined
}
