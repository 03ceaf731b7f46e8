/** An invitation's rendezvous secret, sealed in the log under the writing key: any device of the circle can answer the door. */
import { concat } from '../../../../shared/bytes.ts'
import { open, seal } from '../../crypto/aead.ts'
import { keyed } from '../../crypto/hash.ts'
import type { CircleId, EntryId, Hash, SignPublic } from '../../crypto/keys.ts'
import { type Ring, writingKey } from './epoch.ts'

function sealKey(epochs: readonly EntryId[], ring: Ring): Hash | undefined {
  const key = writingKey(epochs, ring)
  return key && keyed(key, 'kinfold/invite-seal/1')
}

/** `secret`: 32 bytes. Undefined when a key of `epochs` is not in the ring. */
export function sealRendezvous(
  secret: Uint8Array,
  circle: CircleId,
  pk: SignPublic,
  epochs: readonly EntryId[],
  ring: Ring,
): Uint8Array | undefined {
  const key = sealKey(epochs, ring)
  return key && seal(secret, concat(circle, pk), key)
}

export function openRendezvous(
  sealed: Uint8Array,
  circle: CircleId,
  pk: SignPublic,
  epochs: readonly EntryId[],
  ring: Ring,
): Uint8Array | undefined {
  const key = sealKey(epochs, ring)
  return key && open(sealed, concat(circle, pk), key)
}
