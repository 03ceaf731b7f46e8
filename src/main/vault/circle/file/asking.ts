/**
 * The joining file: what somebody with an invitation says at the door, for those who are never there at the same time.
 * `"kinfold-join" | version | tag | sealed`, 2133 bytes whoever asks. Sealed under the invitation's rendezvous secret, so
 * whoever may answer the door may open it, and nobody on the way.
 *
 * There is no session, so the transcript is of what the file itself says, with 32 random bytes. Caught on its way and brought
 * again it asks for the same keys, which open nothing in another's hands.
 */
import * as v from 'valibot'
import { Bytes, concat, equal } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { isName } from '../../../../shared/text.ts'
import { AEAD_OVERHEAD, open, seal } from '../../crypto/aead.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import {
  type BoxPublic,
  type CircleId,
  type EntryId,
  type Hash,
  ID,
  KEY,
  MEMBER_ID,
  type MemberId,
  SIGNATURE,
  type Signature,
  type SignPublic,
} from '../../crypto/keys.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { spell, stretched } from '../invite/words.ts'
import {
  checkJoin,
  type DevicePublic,
  idOf,
  type JoinClaim,
  type JoinProof,
  MAX_JOIN_DEVICES,
} from '../log/join.ts'

const MAGIC = new TextEncoder().encode('kinfold-join')
const VERSION = 1
const HEAD = MAGIC.length + 1 + KEY
/** Bytes of the sealed text: room for the longest name and eight devices, and the same for everybody. */
const PLAIN = 2048
/** Bytes of every joining file. */
export const ASKING_SIZE = HEAD + PLAIN + AEAD_OVERHEAD
export const ASKING_WORDS = 6

export type Asking = {
  readonly circle: CircleId
  readonly invite: EntryId
  readonly member: MemberId
  readonly name: string
  readonly devices: readonly DevicePublic[]
  /** 32 random bytes, once for each file. */
  readonly nonce: Uint8Array
}
export type Asked = Asking & { readonly proof: JoinProof }

/** What stands where a session's transcript would. */
export const askingTranscript = ({ circle, invite, member, name, devices, nonce }: Asking): Hash =>
  hash('kinfold/join-file/1', encode([circle, invite, member, name, devices.map(idOf), nonce]))

export const claimOf = (asking: Asking): JoinClaim => ({
  circle: asking.circle,
  invite: asking.invite,
  member: asking.member,
  devices: asking.devices,
  transcript: askingTranscript(asking),
})

/**
 * Six words, and not four: nobody commits to anything first, so whoever holds the invitation and this file could look at
 * leisure for other keys with the same words. 2^(66 + 12) hashes.
 */
export const askingWords = (transcript: Hash): string[] =>
  spell(stretched(hash('kinfold/join-file-words/1', transcript)), ASKING_WORDS)

/** Says which invitation, to whoever knows its secret. `rendezvous`: 32 bytes. */
export const askingTag = (rendezvous: Uint8Array): Hash => hash('kinfold/join-file-tag/1', rendezvous)
const keyOf = (rendezvous: Uint8Array): Hash => keyed(rendezvous, 'kinfold/join-file-key/1')

export function writeAsking(asked: Asked, rendezvous: Uint8Array): Uint8Array {
  const content = encode([
    asked.circle,
    asked.invite,
    asked.member,
    asked.name,
    asked.devices.map(({ sign, box }): Cbor => [sign, box]),
    asked.nonce,
    asked.proof.invite,
    [...asked.proof.devices],
  ])
  if (content.length >= PLAIN) throw new Error('a joining file too long')
  const plain = new Uint8Array(PLAIN)
  plain.set(content)
  plain[content.length] = 0x80
  const head = concat(MAGIC, Uint8Array.of(VERSION), askingTag(rendezvous))
  return concat(head, seal(plain, head, keyOf(rendezvous)))
}

/** Whether a file begins as a joining file does, however short it is. */
export const isAsking = (bytes: Uint8Array): boolean => {
  const here = Math.min(bytes.length, MAGIC.length)
  return here > 8 && equal(bytes.subarray(0, here), MAGIC.subarray(0, here))
}

/** The tag. `bytes`: the whole file, or more of it than ASKING_SIZE. */
export function readAskingHead(bytes: Uint8Array): Result<Uint8Array, 'newer' | 'cut' | 'harmed'> {
  const version = bytes[MAGIC.length]
  if (version === undefined) return err('cut')
  if (version > VERSION) return err('newer')
  if (version === 0) return err('harmed')
  if (bytes.length < ASKING_SIZE) return err('cut')
  return bytes.length > ASKING_SIZE ? err('harmed') : ok(bytes.slice(MAGIC.length + 1, HEAD))
}

const Content = v.strictTuple([
  Bytes(ID),
  Bytes(ID),
  Bytes(MEMBER_ID),
  v.pipe(v.string(), v.check(isName)),
  v.pipe(v.array(v.strictTuple([Bytes(KEY), Bytes(KEY)])), v.minLength(1), v.maxLength(MAX_JOIN_DEVICES)),
  Bytes(KEY),
  Bytes(SIGNATURE),
  v.pipe(v.array(Bytes(SIGNATURE)), v.maxLength(MAX_JOIN_DEVICES)),
])

/** Undefined when a bit of it was changed, or when its proofs are not those of the invitation and of each device. */
export function readAsking(
  bytes: Uint8Array,
  rendezvous: Uint8Array,
  invitePk: SignPublic,
): Asked | undefined {
  const plain = open(bytes.subarray(HEAD), bytes.subarray(0, HEAD), keyOf(rendezvous))
  const end = plain?.findLastIndex(byte => byte !== 0) ?? -1
  if (plain?.length !== PLAIN || plain[end] !== 0x80) return undefined
  const decoded = decode(plain.subarray(0, end), { maxBytes: PLAIN })
  const content = decoded.ok ? v.safeParse(Content, decoded.value) : undefined
  if (!content?.success) return undefined
  const [circle, invite, member, name, devices, nonce, proof, proofs] = content.output
  const asked: Asked = {
    circle: circle as CircleId,
    invite: invite as EntryId,
    member: member as MemberId,
    name,
    devices: devices.map(([sign, box]) => ({ sign: sign as SignPublic, box: box as BoxPublic })),
    nonce,
    proof: { invite: proof as Signature, devices: proofs as Signature[] },
  }
  return checkJoin(claimOf(asked), asked.proof, invitePk) ? asked : undefined
}
