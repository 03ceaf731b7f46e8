/**
 * What is known of a keeper's document without what lies in it: how far each client's clock was read (a state vector, as Yjs
 * has it), and where each parcel stands, so that the next time only what is new is asked for.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MOST_MARK, MOST_RANGES, PARCEL_ID } from '../../../shared/contract/keeper.ts'
import type { Spot } from './update.ts'

/** By client: the first clock that is not known. */
export type Vector = ReadonlyMap<number, number>
export type Marked = Spot & { readonly id: Uint8Array; readonly size: number }

export function writeVector(encoder: encoding.Encoder, vector: Vector): void {
  encoding.writeVarUint(encoder, vector.size)
  for (const [client, clock] of vector) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
}

/** Throws where it is cut short, or is longer than anybody's. */
export function readVector(decoder: decoding.Decoder): Map<number, number> {
  const vector = new Map<number, number>()
  let clients = decoding.readVarUint(decoder)
  if (clients > MOST_RANGES) throw new Error('more clients than a keeper has')
  for (; clients > 0; clients--) {
    const client = decoding.readVarUint(decoder)
    vector.set(client, decoding.readVarUint(decoder))
  }
  return vector
}

/** Undefined: more than is worth keeping. */
export function writeMark(vector: Vector, parcels: Iterable<Marked>): Uint8Array | undefined {
  const bytes = encoding.encode(encoder => {
    writeVector(encoder, vector)
    for (const { client, clock, id, size } of parcels) {
      for (const number of [client, clock, size]) encoding.writeVarUint(encoder, number)
      encoding.writeUint8Array(encoder, id)
    }
  })
  return bytes.length > MOST_MARK ? undefined : bytes
}

/** Undefined: it does not read, and so nothing is known. */
export function readMark(bytes: Uint8Array): { vector: Map<number, number>; parcels: Marked[] } | undefined {
  const decoder = decoding.createDecoder(bytes)
  try {
    const vector = readVector(decoder)
    const parcels: Marked[] = []
    while (decoding.hasContent(decoder)) {
      const [client, clock, size] = [0, 0, 0].map(() => decoding.readVarUint(decoder)) as [
        number,
        number,
        number,
      ]
      parcels.push({ client, clock, size, id: decoding.readUint8Array(decoder, PARCEL_ID).slice() })
    }
    return { vector, parcels }
  } catch {
    return undefined
  }
}
