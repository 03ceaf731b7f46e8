/**
 * What a checkpoint holds: `[1, at, covers, state]`. `covers`: for each device, in byte order, which of its envelopes are in
 * the state, under which client number, and where each ends that client's clock: `[device, [[seq, cidN, to], …]]`.
 */
import { compare } from '../../../../shared/bytes.ts'
import { LAST_INSTANT } from '../../../../shared/clock.ts'
import { type DeviceId, ID } from '../../crypto/keys.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import { MAX_CID_N } from '../names/doc.ts'
import { MAX_CHECKPOINT } from './seal.ts'

const CHECKPOINT_VERSION = 1

export type Covered = { readonly seq: number; readonly cidN: number; readonly to: number }
export type Covers = readonly { readonly device: DeviceId; readonly envelopes: readonly Covered[] }[]
export type Checkpoint = {
  /** When it was made, UTC ms, by its author's clock. */
  readonly at: number
  readonly covers: Covers
  /** Yjs, V2. */
  readonly state: Uint8Array
}

export const writeCheckpoint = ({ at, covers, state }: Checkpoint): Uint8Array =>
  encode([
    CHECKPOINT_VERSION,
    at,
    covers.map(({ device, envelopes }) => [device, envelopes.map(({ seq, cidN, to }) => [seq, cidN, to])]),
    state,
  ])

const isNatural = (value: Cbor | undefined): value is number => typeof value === 'number' && value >= 0

/** Undefined when it is none. Form alone: nothing is believed of it. */
export function readCheckpoint(bytes: Uint8Array): Checkpoint | undefined {
  const decoded = decode(bytes, { maxBytes: MAX_CHECKPOINT })
  if (!decoded.ok || !Array.isArray(decoded.value) || decoded.value.length !== 4) return undefined
  const [v, at, said, state] = decoded.value as Cbor[]
  if (v !== CHECKPOINT_VERSION || !isNatural(at) || at > LAST_INSTANT || !(state instanceof Uint8Array))
    return undefined
  if (!Array.isArray(said) || said.length === 0) return undefined
  const covers: { device: DeviceId; envelopes: Covered[] }[] = []
  for (const one of said as Cbor[]) {
    if (!Array.isArray(one) || one.length !== 2) return undefined
    const [device, list] = one as Cbor[]
    if (!(device instanceof Uint8Array) || device.length !== ID) return undefined
    const before = covers.at(-1)
    if (before && compare(before.device, device) >= 0) return undefined
    const envelopes = envelopesOf(list)
    if (!envelopes) return undefined
    covers.push({ device: device as DeviceId, envelopes })
  }
  return { at, covers, state }
}

/** Along a chain numbers rise, client numbers do not fall, and neither does the clock under one of them. */
function envelopesOf(list: Cbor | undefined): Covered[] | undefined {
  if (!Array.isArray(list) || list.length === 0) return undefined
  const out: Covered[] = []
  for (const one of list as Cbor[]) {
    if (!Array.isArray(one) || one.length !== 3) return undefined
    const [seq, cidN, to] = one as Cbor[]
    if (!isNatural(seq) || !isNatural(cidN) || !isNatural(to) || seq < 1 || cidN > MAX_CID_N) return undefined
    const before = out.at(-1)
    if (before && (seq <= before.seq || cidN < before.cidN || (cidN === before.cidN && to < before.to)))
      return undefined
    out.push({ seq, cidN, to })
  }
  return out
}
