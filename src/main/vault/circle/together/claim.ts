/** What two devices on a link say about one note that neither names: the bytes under the proof, and under the signature. */
import { concat } from '../../../../shared/bytes.ts'
import { type Blind, blind } from '../../crypto/blind.ts'
import { keyed } from '../../crypto/hash.ts'
import type { CircleId, DeviceId, DocId, EpochKey, Hash } from '../../crypto/keys.ts'
import { encode } from '../cbor.ts'
import { commitment } from '../epoch/epoch.ts'
import type { Message } from '../link/message.ts'

export type Said = Omit<Extract<Message, { t: 'together' }>, 't' | 'sig'>

export const pointOf = (circle: CircleId, note: DocId): Blind =>
  blind('kinfold/together-point/1', concat(circle, note))

/** `shared`: what comes of both points. `own` and `other` as whoever proves it sees them. */
export const proofOf = (
  shared: Uint8Array,
  transcript: Hash,
  prover: DeviceId,
  own: Uint8Array,
  other: Uint8Array,
): Uint8Array => keyed(shared, 'kinfold/together-same/1', transcript, prover, own, other)

/** Nothing in it says when: a signature that somebody keeps does not tell at what hour a person was here. */
export const claimOf = (
  about: { circle: CircleId; key: EpochKey; note: DocId; device: DeviceId; transcript: Hash },
  { n, here, at }: Said,
): Uint8Array =>
  encode([about.circle, commitment(about.key), about.note, about.device, about.transcript, n, here, at])
