/**
 * A secure link over a courier's frames. Three plain frames agree on keys, then everything is secretstream.
 *
 *   initiator → responder   0x00 | version | commit = H(eph_i | nonce_i)
 *   responder → initiator   0x01 | version | eph_r (32) | nonce_r (32)
 *   initiator → responder   0x02 | version | eph_i (32) | nonce_i (32)
 *   both                    0x03 | version | secretstream header (24), then 0x04 | ciphertext …
 *
 * A message is one or more frames: under the ciphertext, a byte that is 1 in the last one and 0 before, then its bytes.
 *
 * The initiator commits before it has seen the other's key, so somebody in the middle has one guess, not many, at keys
 * that give the same safety words on both screens (ZRTP, RFC 6189 section 4.4.1.1 does likewise). Whom one speaks to is
 * not settled here: that is the first message's business, signed over `transcript`.
 */
import { concat, equal } from '../../../../shared/bytes.ts'
import { FRAME } from '../../../../shared/contract/courier.ts'
import { ephemeral, sessionKeys } from '../../crypto/exchange.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import { type BoxPublic, brand, type Hash, type LinkKey } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { pullStream, pushStream, STREAM_OVERHEAD } from '../../crypto/stream.ts'

export const LINK_VERSION = 1

const COMMIT = 0
const REPLY = 1
const REVEAL = 2
const HEADER = 3
const CIPHER = 4
/** Bytes of a message in one frame: the frame less its first byte, the last-or-not byte and secretstream's own. */
const CHUNK = FRAME - 2 - STREAM_OVERHEAD
/** No message is larger, in bytes: a checkpoint of 16 MiB and what is around it. Before the other side is known, 1 MiB. */
export const MAX_MESSAGE = 17 * 1024 * 1024
export const MAX_STRANGER = 1024 * 1024
/** From somebody who is not in and has little to say: at a door, or with the code for another computer. */
export const MAX_KNOCK = 16 * 1024

export type LinkEnd = 'initiator' | 'responder'

export type Secure = {
  /** Bytes from the courier. Anything unexpected ends the link by `fail`. */
  receive(frame: Uint8Array): void
  /** The frames of one message, in order. Only once `ready` was told. */
  frames(message: Uint8Array): Uint8Array[]
  /** From now on messages up to MAX_MESSAGE are taken. */
  trust(): void
}

export type SecureEvents = {
  readonly send: (frame: Uint8Array) => void
  /** Keys are agreed; 32 bytes that are the same on both ends of this link and on no other. */
  readonly ready: (transcript: Hash) => void
  readonly message: (message: Uint8Array) => void
  readonly fail: (why: string) => void
}

/** `most`: bytes of a message before the other side is known. */
export function secureLink(end: LinkEnd, on: SecureEvents, most = MAX_STRANGER): Secure {
  const own = ephemeral()
  const nonce = random(32)
  const reveal = concat(own.publicKey, nonce)
  let commit: Uint8Array | undefined
  let push: ReturnType<typeof pushStream> | undefined
  let pull: NonNullable<ReturnType<typeof pullStream>> | undefined
  let receiving: LinkKey | undefined
  let expected = end === 'initiator' ? REPLY : COMMIT
  let limit = most
  let failed = false
  let parts: Uint8Array[] = []
  let size = 0

  const plain = (kind: number, ...body: Uint8Array[]): void =>
    on.send(concat(Uint8Array.of(kind, LINK_VERSION), ...body))

  const fail = (why: string): void => {
    if (failed) return
    failed = true
    parts = []
    on.fail(why)
  }

  const agree = (theirs: Uint8Array, theirNonce: Uint8Array): void => {
    const mine = { eph: own.publicKey as Uint8Array, nonce }
    const other = { eph: theirs, nonce: theirNonce }
    const [i, r] = end === 'initiator' ? [mine, other] : [other, mine]
    const transcript = hash('kinfold/link/1', commit ?? new Uint8Array(), r.eph, r.nonce, i.eph, i.nonce)
    const keys = sessionKeys(end === 'initiator' ? 'client' : 'server', own, brand<BoxPublic>(theirs, 32))
    if (!keys) return fail('keys')
    // Bound to all that was said: whoever changed a byte on the way leaves two ends that cannot read each other.
    push = pushStream(keyed(keys.tx, 'kinfold/link-key/1', transcript) as Uint8Array as LinkKey)
    receiving = keyed(keys.rx, 'kinfold/link-key/1', transcript) as Uint8Array as LinkKey
    expected = HEADER
    plain(HEADER, push.header)
    on.ready(transcript)
  }

  const steps: Record<number, (body: Uint8Array) => void> = {
    [COMMIT](body) {
      if (body.length !== 32) return fail('commit')
      commit = body
      expected = REVEAL
      plain(REPLY, reveal)
    },
    [REPLY](body) {
      if (body.length !== 64) return fail('reply')
      plain(REVEAL, reveal)
      agree(body.subarray(0, 32), body.subarray(32))
    },
    [REVEAL](body) {
      if (body.length !== 64 || !commit || !equal(hash('kinfold/link-commit/1', body), commit))
        return fail('reveal')
      agree(body.subarray(0, 32), body.subarray(32))
    },
    [HEADER](body) {
      pull = receiving && pullStream(receiving, body)
      if (!pull) return fail('header')
      expected = CIPHER
    },
  }

  if (end === 'initiator') {
    commit = hash('kinfold/link-commit/1', reveal)
    plain(COMMIT, commit)
  }

  return {
    receive(frame) {
      if (failed) return
      const kind = frame[0]
      if (kind === undefined || kind !== expected || frame.length > FRAME) return fail('frame')
      if (kind !== CIPHER) {
        if (frame[1] !== LINK_VERSION) return fail('version')
        // A copy: what is kept must not be a view of the courier's buffer.
        return steps[kind]?.(frame.slice(2))
      }
      const piece = pull?.pull(frame.subarray(1))
      if (!piece) return fail('cipher')
      size += piece.message.length - 1
      // A piece without bytes counts nothing: only the last may be one, or they would gather without end.
      if (piece.message.length < 2 && piece.message[0] !== 1) return fail('size')
      if (size > limit) return fail('size')
      parts.push(piece.message.subarray(1))
      if (piece.message[0] !== 1) return
      const whole = concat(...parts)
      parts = []
      size = 0
      on.message(whole)
    },
    frames(message) {
      if (!push) throw new Error('unreachable: a message before the keys')
      const frames: Uint8Array[] = []
      for (let at = 0; at === 0 || at < message.length; at += CHUNK) {
        const last = at + CHUNK >= message.length ? 1 : 0
        const piece = concat(Uint8Array.of(last), message.subarray(at, at + CHUNK))
        frames.push(concat(Uint8Array.of(CIPHER), push.push(piece)))
      }
      return frames
    },
    trust() {
      limit = MAX_MESSAGE
    },
  }
}
