/** A device's chain of envelopes: numbered from 1, each naming the one before, none left out. */
import type { DeviceId, EntryId, EnvId } from '../crypto/keys.ts'
import { type Cbor, decode, encode } from './cbor.ts'
import { hex, unhex } from './names/hex.ts'

/** What a device has said that it knows. */
export type Past = {
  /** By hex of the device: the newest envelope of others that this chain has named. Its causal past. */
  readonly known: Map<string, number>
  /** The same of forked devices, counted along the branch that stands: names of the other one end where they part. */
  readonly reach: Map<string, number>
  /** The newest envelope that it named of a device, where that was named since the program began (`lastNamed`). */
  readonly named: Map<string, EnvId>
  logHeads: readonly EntryId[]
}

/** Where a device's chain stands on this computer; of a forked one, the branch that stands. */
export type Chain = Past & {
  readonly device: DeviceId
  /** 0: nothing yet. */
  seq: number
  hash: EnvId | null
  /** It has said two things under one number: what others built on counts, and nothing more. */
  frozen: boolean
  /** The last number that counts, and the last of what facilitators alone write. Null: all do. */
  upto: number | null
  uptoCircle: number | null
}

export const emptyPast = (): Past => ({
  known: new Map(),
  reach: new Map(),
  named: new Map(),
  logHeads: [],
})

export function chainOf(chains: Map<string, Chain>, device: DeviceId): Chain {
  const known = chains.get(hex(device))
  if (known) return known
  const chain = { ...emptyPast(), device, seq: 0, hash: null, frozen: false, upto: null, uptoCircle: null }
  chains.set(hex(device), chain)
  return chain
}

/** The newest envelope of another device that is in this past. */
export const reached = ({ known, reach }: Past, device: string): number =>
  reach.get(device) ?? known.get(device) ?? 0

/** For the chain's row: `[[device, seq, reach or nothing], …]`. */
export const writeKnown = ({ known, reach }: Past): Uint8Array =>
  encode(
    [...known].map(([device, seq]): Cbor => {
      const along = reach.get(device)
      return along === undefined ? [unhex(device), seq] : [unhex(device), seq, along]
    }),
  )

export function readKnown(bytes: Uint8Array): Omit<Past, 'logHeads'> {
  const decoded = decode(bytes, { maxBytes: 1 << 24 })
  if (!decoded.ok) throw new Error('a chain row that does not read')
  const past = emptyPast()
  for (const [device, seq, along] of decoded.value as [Uint8Array, number, number?][]) {
    past.known.set(hex(device), seq)
    if (along !== undefined) past.reach.set(hex(device), along)
  }
  return past
}
