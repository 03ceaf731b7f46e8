/** What the code of a linking opens: the secret that both computers show they have, and the room where they meet. */
import { concat } from '../../../../shared/bytes.ts'
import { hash, keyed } from '../../crypto/hash.ts'
import type { DeviceId, Hash } from '../../crypto/keys.ts'

/** 32 bytes; the courier, which knows the room, cannot make them. */
const linkingSecret = (seed: Uint8Array): Hash => hash('kinfold/device-secret/1', seed)

/** 32 bytes. */
export const linkingRendezvous = (seed: Uint8Array): Uint8Array => hash('kinfold/device-rendezvous/1', seed)

/** Said first by the new computer: good on the link of this transcript, and on no other. */
export const knockProof = (seed: Uint8Array, transcript: Uint8Array): Hash =>
  keyed(linkingSecret(seed), 'kinfold/device-knock/1', transcript)

/** Said by the one that showed the code. */
export const answerProof = (seed: Uint8Array, transcript: Uint8Array, own: DeviceId): Hash =>
  keyed(linkingSecret(seed), 'kinfold/device-answer/1', concat(transcript, own))
