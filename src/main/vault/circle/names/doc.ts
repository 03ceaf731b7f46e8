/** What a document is called, and under which Yjs client id a device writes in it. */
import { hash } from '../../crypto/hash.ts'
import type { CircleId, DeviceId, DocId } from '../../crypto/keys.ts'
import { encode } from '../cbor.ts'

/** Named by the envelope that begins it: `seq` is that envelope's number in its device's chain. */
export const docId = (circle: CircleId, device: DeviceId, seq: number): DocId =>
  hash('kinfold/doc/1', encode([circle, device, seq])) as Uint8Array as DocId

export const MAX_CID_N = 255

/**
 * 53 bits (Yjs takes any safe integer): the first seven bytes, big-endian, without the top three bits. Bound to device
 * and document, so that nobody can write structs under another's client id; 32 bits could be ground.
 */
export function cid(circle: CircleId, doc: DocId, device: DeviceId, cidN: number): number {
  const h = hash('kinfold/cid/1', encode([circle, doc, device, cidN]))
  let value = (h[0] ?? 0) & 0x1f
  for (let i = 1; i < 7; i++) value = value * 256 + (h[i] ?? 0)
  return value
}
