/**
 * HEADS: what a device has, signed: `[body, signature]`, body = `[v, circle, device, have, logHeads, epochHeads]`. It is
 * said over links and in sync files and has no place in the device's chain, else every acknowledgement would be news to
 * be acknowledged.
 */
import { compare } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import {
  type CircleId,
  type DeviceId,
  type EntryId,
  ID,
  SIGNATURE,
  type SignPublic,
} from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { MAX_EPOCH_HEADS } from '../log/payloads.ts'
import type { DeviceKeys } from '../names/device.ts'
import { type Have, haveOf, idsOf, MAX_DEPS } from './header.ts'

const HEADS_VERSION = 1
export const MAX_HEADS = 64 * 1024
/** Ends of the log. */
export const MAX_SAID_HEADS = 512

export type Heads = {
  readonly device: DeviceId
  /** Newest envelope of each device whose chain the signer has, in byte order of the device. */
  readonly have: readonly Have[]
  /** In byte order, like the epochs. */
  readonly log: readonly EntryId[]
  readonly epochs: readonly EntryId[]
}
export type SignedHeads = Heads & { readonly circle: CircleId; signedBy(key: SignPublic): boolean }

export function writeHeads(circle: CircleId, heads: Omit<Heads, 'device'>, keys: DeviceKeys): Uint8Array {
  const have = [...heads.have]
    .sort((a, b) => compare(a.device, b.device))
    .map(({ device, seq, hash }) => [device, seq, hash])
  const body = encode([HEADS_VERSION, circle, keys.id, have, heads.log, heads.epochs])
  return encode([body, sign('kinfold/heads/1', body, keys.sign.secretKey)])
}

const isId = (value: Cbor | undefined): value is Uint8Array =>
  value instanceof Uint8Array && value.length === ID

export function readHeads(bytes: Uint8Array): Result<SignedHeads, 'malformed'> {
  const outer = decode(bytes, { maxBytes: MAX_HEADS, maxDepth: 1 })
  if (!outer.ok || !Array.isArray(outer.value) || outer.value.length !== 2) return err('malformed')
  const [body, signature] = outer.value as Cbor[]
  if (!(body instanceof Uint8Array && signature instanceof Uint8Array)) return err('malformed')
  const inner = decode(body, { maxBytes: MAX_HEADS })
  if (!inner.ok || !Array.isArray(inner.value) || inner.value.length !== 6) return err('malformed')
  const [v, circle, device, said, log, epochs] = inner.value as Cbor[]
  const have = haveOf(said, MAX_DEPS)
  const logHeads = idsOf<EntryId>(log, MAX_SAID_HEADS, 0)
  const epochHeads = idsOf<EntryId>(epochs, MAX_EPOCH_HEADS, 0)
  if (v !== HEADS_VERSION || !isId(circle) || !isId(device) || !have || !logHeads || !epochHeads)
    return err('malformed')
  return ok({
    circle: circle as CircleId,
    device: device as DeviceId,
    have,
    log: logHeads,
    epochs: epochHeads,
    signedBy: key => signature.length === SIGNATURE && verify('kinfold/heads/1', body, signature, key),
  })
}
