/** What devices say to each other on a secure link: canonical CBOR maps with a type `t`. */
import * as v from 'valibot'
import { Bytes } from '../../../../shared/bytes.ts'
import { isName } from '../../../../shared/text.ts'
import { MOST_CHUNKS } from '../../../../shared/writing/shared-file.ts'
import { AEAD_OVERHEAD } from '../../crypto/aead.ts'
import { BOX_OVERHEAD } from '../../crypto/box.ts'
import { KEY } from '../../crypto/keys.ts'
import { CHUNK, HASH } from '../blob/seal.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { MAX_MESSAGE } from './secure.ts'

const bytes = Bytes
const blob = Bytes()
const blobs = (most: number) => v.pipe(v.array(blob), v.maxLength(most))
const name = v.pipe(v.string(), v.check(isName))
const hub = v.pipe(v.string(), v.maxLength(300))

/** At most so many envelopes in one message: what the receive pipeline commits in one transaction. */
export const BATCH = 64
/** Addresses of one's own hub in one message, at most. */
export const MOST_HUBS = 4
/** Addresses of others' hubs in one message, at most. */
export const MOST_NEAR = 32
/** Keys of epochs asked for in one message, and sealed in one, at most. */
export const MOST_LATE = 16
/** Entries that put somebody out, and signatures under them, at most. */
export const MOST_OUT = 64
/** Chunks of a file asked for at a time, at most: 1 MiB. */
export const MOST_ASKED = 16
/** HEADS of others in one message, and devices that are told so, at most: more than anybody has links. */
export const MOST_GATHERED = 64
/** A place in a note (together/place.ts), in bytes. */
const MAX_PLACE = 64
/** Entries of a log in one message, at most. */
const MAX_LOG = 20_000
/**
 * A log has hundreds of entries in years of use. Hosts may say any number, and what is said stays: whoever comes in takes all
 * of it, or nobody would come in any more. Beyond this it would not fit into the memory of a program that reads it at once.
 */
export const MOST_LOG = { entries: 400_000, bytes: 256 * 1024 * 1024 }

/** Bytes of a log in one message, about: well below what a device not yet known may send. */
const PAGE = 256 * 1024

/** A log in pages, in order; one empty page when there is nothing, so that the last is always told. */
export function pagesOf(entries: readonly Uint8Array[]): { list: Uint8Array[]; more: boolean }[] {
  const pages: Uint8Array[][] = [[]]
  let bytes = 0
  for (const entry of entries) {
    if (bytes > 0 && bytes + entry.length > PAGE) {
      pages.push([])
      bytes = 0
    }
    pages.at(-1)?.push(entry)
    bytes += entry.length
  }
  return pages.map((list, i) => ({ list, more: i < pages.length - 1 }))
}

const chunkNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_CHUNKS))
const hashes = v.pipe(
  blob,
  v.check(({ length }) => length > 0 && length % HASH === 0 && length <= MOST_CHUNKS * HASH),
)

export const Message = v.variant('t', [
  /**
   * Circle room: who I am, signed over the transcript. The responder says so only after the initiator has. `proof`: I hold
   * the epoch's key itself, not just the room's name and password, which the courier has too.
   */
  v.strictObject({ t: v.literal('auth'), sign: bytes(32), box: bytes(32), sig: bytes(64), proof: bytes(32) }),
  /** I do not know this device: show me the log that has it. */
  v.strictObject({ t: v.literal('who'), proof: bytes(32) }),
  /** A page of a log, parents first; `more` when another follows. */
  v.strictObject({ t: v.literal('entries'), list: blobs(MAX_LOG), more: v.boolean() }),
  /** Signed HEADS: what I have. */
  v.strictObject({ t: v.literal('heads'), heads: blob }),
  /** Signed HEADS of others and me, as each said them, and the devices that I tell so: they need not hear it from you. */
  v.strictObject({
    t: v.literal('gathered'),
    list: blobs(MOST_GATHERED),
    among: v.pipe(v.array(bytes(32)), v.maxLength(MOST_GATHERED)),
  }),
  v.strictObject({ t: v.literal('envelopes'), list: blobs(BATCH) }),
  /** I have no key of these epochs. Facilitators' devices answer with `boxes`, others not at all. */
  v.strictObject({ t: v.literal('keys'), epochs: v.pipe(v.array(bytes(32)), v.maxLength(MOST_LATE)) }),
  v.strictObject({
    t: v.literal('boxes'),
    list: v.pipe(
      v.array(v.strictObject({ epoch: bytes(32), box: bytes(KEY + BOX_OVERHEAD) })),
      v.maxLength(MOST_LATE),
    ),
  }),
  /** You are out of this circle: the entry that says so, and the signatures that put it in force. */
  v.strictObject({ t: v.literal('out'), list: blobs(MOST_OUT) }),
  /** Where my hub can be dialled; and where those say theirs can that I am linked to, since hubs pass on one hop only. */
  v.strictObject({
    t: v.literal('hubs'),
    list: v.pipe(v.array(hub), v.maxLength(MOST_HUBS)),
    near: v.pipe(v.array(hub), v.maxLength(MOST_NEAR)),
  }),

  /** Which hashes do the chunks of this file of a note have? Answered by `file-hashes` or `file-none`. */
  v.strictObject({ t: v.literal('file-list'), id: bytes(32) }),
  v.strictObject({ t: v.literal('file-hashes'), id: bytes(32), hashes }),
  /** Its chunks `from` up to `to`, which is not among them: each comes as `file-chunk`, or `file-none` ends it. */
  v.pipe(
    v.strictObject({ t: v.literal('file-want'), id: bytes(32), from: chunkNumber, to: chunkNumber }),
    v.check(({ from, to }) => from < to && to - from <= MOST_ASKED),
  ),
  v.strictObject({
    t: v.literal('file-chunk'),
    id: bytes(32),
    i: chunkNumber,
    bytes: v.pipe(
      blob,
      v.check(({ length }) => length > AEAD_OVERHEAD && length <= CHUNK),
    ),
  }),
  /** What was asked of this file is not here. */
  v.strictObject({ t: v.literal('file-none'), id: bytes(32) }),

  /** Invitation room, joiner to host: I have the seed. */
  v.strictObject({ t: v.literal('knock'), sig: bytes(64) }),
  /** Host to joiner: which circle, which device speaks, signed over the transcript. */
  v.strictObject({
    t: v.literal('host'),
    circle: bytes(32),
    invite: bytes(32),
    name,
    sign: bytes(32),
    box: bytes(32),
    sig: bytes(64),
  }),
  /** Joiner to host: please let me in, under these keys. */
  v.strictObject({
    t: v.literal('request'),
    member: bytes(16),
    name,
    devices: v.pipe(
      v.array(v.strictObject({ sign: bytes(32), box: bytes(32) })),
      v.minLength(1),
      v.maxLength(4),
    ),
    invite: bytes(64),
    proofs: v.pipe(v.array(bytes(64)), v.minLength(1), v.maxLength(4)),
  }),
  /** Host to joiner: you are in, and this is the log that says so, in pages; `more` when another follows. */
  v.strictObject({ t: v.literal('welcome'), log: blobs(MAX_LOG), more: v.boolean() }),
  /** Host to joiner: yes; and a second person of the circle has to say it too. The welcome comes when they have. */
  v.strictObject({ t: v.literal('second') }),
  /** Room of a linking, new computer to the first: I have the code. */
  v.strictObject({ t: v.literal('device-knock'), proof: bytes(32) }),
  /** First to new: so have I; which circle, whose, and which device speaks, signed over the transcript. */
  v.strictObject({
    t: v.literal('device-host'),
    circle: bytes(32),
    member: bytes(16),
    circleName: name,
    name,
    sign: bytes(32),
    box: bytes(32),
    proof: bytes(32),
    sig: bytes(64),
  }),
  /** New to first: these are my keys. */
  v.strictObject({ t: v.literal('device-mine'), sign: bytes(32), box: bytes(32), sig: bytes(64) }),
  /** New to first, after a person's yes: DEVICE_ADD's proof. The first answers `boxes` and `welcome` after theirs. */
  v.strictObject({ t: v.literal('device-yes'), proof: bytes(64) }),

  /** Writing together: a point that fits every note, and says the one it means to whoever means the same. */
  v.strictObject({ t: v.literal('together-ask'), point: bytes(32) }),
  /** It is the same note. */
  v.strictObject({ t: v.literal('together-same'), proof: bytes(32) }),
  /** I am there, and my cursor at `at`, or nowhere; with `here` false: no more. `n` rises by at least one each time. */
  v.strictObject({
    t: v.literal('together'),
    n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    here: v.boolean(),
    at: v.nullable(v.pipe(blob, v.maxLength(MAX_PLACE))),
    sig: bytes(64),
  }),

  v.strictObject({ t: v.literal('closed'), why: v.picklist(['expired', 'used', 'declined', 'withdrawn']) }),
])
export type Message = v.InferOutput<typeof Message>

export const writeMessage = (message: Message): Uint8Array => encode(message as unknown as Cbor)

/** A message, or undefined when it is none of ours: the link is then at fault and ends. */
export function readMessage(bytes: Uint8Array): Message | undefined {
  const decoded = decode(bytes, { maxBytes: MAX_MESSAGE })
  if (!decoded.ok) return undefined
  const message = v.safeParse(Message, decoded.value)
  return message.success ? message.output : undefined
}
