/** A device's chain of envelopes: numbered from 1, each naming the one before, none left out. */
import type { DeviceId, EntryId, EnvId } from '../crypto/keys.ts'
import { decode, encode } from './cbor.ts'
import { hex, unhex } from './names/hex.ts'

/** Where a device's chain stands on this computer. */
export type Chain = {
  readonly device: DeviceId
  /** 0: nothing yet. */
  seq: number
  hash: EnvId | null
  /** By hex of the device: the newest envelope of others that this chain has named. Its causal past. */
  readonly known: Map<string, number>
  logHeads: readonly EntryId[]
  /** It has said two things under one number: nothing more is taken from it. */
  frozen: boolean
}

export function chainOf(chains: Map<string, Chain>, device: DeviceId): Chain {
  const known = chains.get(hex(device))
  if (known) return known
  const chain: Chain = { device, seq: 0, hash: null, known: new Map(), logHeads: [], frozen: false }
  chains.set(hex(device), chain)
  return chain
}

/** For the chain's row. */
export const writeKnown = (known: ReadonlyMap<string, number>): Uint8Array =>
  encode([...known].map(([device, seq]) => [unhex(device), seq]))

export function readKnown(bytes: Uint8Array): Map<string, number> {
  const decoded = decode(bytes, { maxBytes: 1 << 24 })
  if (!decoded.ok) throw new Error('a chain row that does not read')
  return new Map((decoded.value as [Uint8Array, number][]).map(([device, seq]) => [hex(device), seq]))
}
