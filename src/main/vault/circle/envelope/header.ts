/**
 * What an envelope says about itself, signed: a CBOR array `[v, circle, device, seq, prev, doc, kind, type, cidN,
 * epochHeads, logHeads, deps, bodyHash]`. The first eight stay what and where they are in every later version, so that
 * an older device can keep the chain, store what it cannot judge, and say which document needs a newer Kinfold.
 */
import { compare } from '../../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import {
  type CircleId,
  type DeviceId,
  type DocId,
  type EntryId,
  type EnvId,
  type Hash,
  ID,
} from '../../crypto/keys.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { MAX_EPOCH_HEADS } from '../log/payloads.ts'
import { MAX_CID_N } from '../names/doc.ts'
import { isKind, type Kind } from './kind.ts'

export const ENVELOPE_VERSION = 1
/** Four hundred devices heard from at once are 27 KB. */
export const MAX_HEADER = 64 * 1024
export const TYPES = ['update', 'checkpoint', 'blob', 'heads'] as const
export type EnvelopeType = (typeof TYPES)[number]

/** The newest envelope of a device: its number, from 1, and its id. */
export type Have = { readonly device: DeviceId; readonly seq: number; readonly hash: EnvId }

export type Header = {
  readonly v: number
  readonly circle: CircleId
  readonly device: DeviceId
  readonly seq: number
  /** The device's envelope before; null at seq 1. */
  readonly prev: EnvId | null
  readonly doc: DocId
  readonly kind: Kind
  readonly type: EnvelopeType
  readonly cidN: number
  readonly epochHeads: readonly EntryId[]
  readonly logHeads: readonly EntryId[]
  /** Newest envelopes of other devices that changed since this device's last, in byte order of the device. */
  readonly deps: readonly Have[]
  readonly bodyHash: Hash
}
/** A header of a newer version: what the promise above lets one read of it. */
export type NewerHeader = Pick<Header, 'v' | 'circle' | 'device' | 'seq' | 'prev' | 'doc'> & {
  readonly kind: null
}

export const writeHeader = (h: Header): Uint8Array =>
  encode([
    h.v,
    h.circle,
    h.device,
    h.seq,
    h.prev,
    h.doc,
    h.kind,
    h.type,
    h.cidN,
    h.epochHeads,
    h.logHeads,
    h.deps.map(({ device, seq, hash }) => [device, seq, hash]),
    h.bodyHash,
  ])

const isId = (value: Cbor | undefined): value is Uint8Array =>
  value instanceof Uint8Array && value.length === ID
const isSeq = (value: Cbor | undefined): value is number => typeof value === 'number' && value >= 1

/** Ids in strict byte order, 1 to `most` of them. */
/** In strictly rising order. */
export function idsOf<T extends Uint8Array>(
  value: Cbor | undefined,
  most: number,
  least = 1,
): readonly T[] | undefined {
  if (!Array.isArray(value) || value.length < least || value.length > most || !value.every(isId))
    return undefined
  const ids = value as readonly Uint8Array[] as readonly T[]
  return ids.every((id, i) => i === 0 || compare(ids[i - 1]!, id) < 0) ? ids : undefined
}

export function haveOf(value: Cbor | undefined, most: number): readonly Have[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined
  const out: Have[] = []
  for (const item of value as readonly Cbor[]) {
    if (!Array.isArray(item) || item.length !== 3) return undefined
    const [device, seq, hash] = item as Cbor[]
    if (!isId(device) || !isSeq(seq) || !isId(hash)) return undefined
    const before = out[out.length - 1]
    if (before && compare(before.device, device) >= 0) return undefined
    out.push({ device: device as DeviceId, seq, hash: hash as EnvId })
  }
  return out
}

export const MAX_DEPS = 400
export const MAX_LOG_HEADS = 64

export function readHeader(bytes: Uint8Array): Result<Header | NewerHeader, 'malformed'> {
  const decoded = decode(bytes, { maxBytes: MAX_HEADER })
  if (!decoded.ok || !Array.isArray(decoded.value)) return err('malformed')
  const fields = decoded.value as readonly Cbor[]
  const [v, circle, device, seq, prev, doc, kind, type, cidN, epochs, log, deps, bodyHash] = fields
  if (!isSeq(v) || !isId(circle) || !isId(device) || !isSeq(seq) || !isId(doc)) return err('malformed')
  if (seq === 1 ? prev !== null : !isId(prev)) return err('malformed')
  const chain = {
    v,
    circle: circle as CircleId,
    device: device as DeviceId,
    seq,
    prev: (prev ?? null) as EnvId | null,
    doc: doc as DocId,
  }
  if (v > ENVELOPE_VERSION) return ok({ ...chain, kind: null })
  const epochHeads = idsOf<EntryId>(epochs, MAX_EPOCH_HEADS)
  const logHeads = idsOf<EntryId>(log, MAX_LOG_HEADS)
  const others = haveOf(deps, MAX_DEPS)
  if (fields.length !== 13 || !isKind(kind) || !epochHeads || !logHeads || !others) return err('malformed')
  if (!TYPES.includes(type as EnvelopeType) || !isId(bodyHash)) return err('malformed')
  if (typeof cidN !== 'number' || cidN < 0 || cidN > MAX_CID_N) return err('malformed')
  return ok({
    ...chain,
    kind,
    type: type as EnvelopeType,
    cidN,
    epochHeads,
    logHeads,
    deps: others,
    bodyHash: bodyHash as Hash,
  })
}
