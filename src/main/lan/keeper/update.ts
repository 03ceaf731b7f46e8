/**
 * A keeper's document, without a Y.Doc: of Yjs's first update format (yjs 13, `encodeStateAsUpdate`) just what a list of
 * byte strings needs. What anybody puts there is read by people who do not know them, and a Y.Doc would build an object of
 * some hundred bytes from every two or three that a stranger sends. Here nothing is kept but byte strings.
 *
 *     update  = clients, (structs, client, clock, struct…)…, deletions
 *     struct  = 0, length                          collected
 *             | 10, length                         left out
 *             | info, [origin], [right], [parent], content
 *     deletions = clients, (client, ranges, (clock, length)…)…
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MOST_PARCELS, MOST_RANGES } from '../../../shared/contract/keeper.ts'

/** The list in which parcels lie. */
export const LIST = 'parcels'

const GONE = 0
const LEFT_OUT = 10
const DELETED = 1
const BINARY = 3
const KIND = 0b11111
const ORIGIN = 0x80
const RIGHT = 0x40
const ENTRY = 0x20

export type Spot = { readonly client: number; readonly clock: number }
export type Put = Spot & { readonly bytes: Uint8Array }
export type Range = { readonly clock: number; readonly length: number }
/** Clocks of one client that an update tells of without a gap. */
export type Run = { readonly client: number; readonly from: number; readonly to: number }
export type Update = {
  readonly puts: readonly Put[]
  readonly runs: readonly Run[]
  readonly gone: ReadonlyMap<number, readonly Range[]>
}

/** Undefined: anything but byte strings in the one list, too many of them, or cut short. What is in it is not copied. */
export function readUpdate(bytes: Uint8Array): Update | undefined {
  const decoder = decoding.createDecoder(bytes)
  try {
    const structs = readStructs(decoder)
    const gone = structs && readDeletions(decoder)
    return gone && !decoding.hasContent(decoder) ? { ...structs, gone } : undefined
  } catch {
    return undefined
  }
}

function readStructs(decoder: decoding.Decoder): Pick<Update, 'puts' | 'runs'> | undefined {
  const puts: Put[] = []
  const runs: Run[] = []
  let clients = decoding.readVarUint(decoder)
  if (clients > MOST_RANGES) return undefined
  for (; clients > 0; clients--) {
    let structs = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    let clock = decoding.readVarUint(decoder)
    const from = clock
    let gap: number | undefined
    for (; structs > 0; structs--) {
      const info = decoding.readUint8(decoder)
      if (info === LEFT_OUT) gap ??= clock
      if (info === GONE || info === LEFT_OUT) clock += decoding.readVarUint(decoder)
      else {
        if (!readPlace(decoder, info)) return undefined
        if ((info & KIND) === BINARY && puts.length < MOST_PARCELS)
          puts.push({ client, clock: clock++, bytes: decoding.readVarUint8Array(decoder) })
        else if ((info & KIND) === DELETED) clock += decoding.readVarUint(decoder)
        else return undefined
      }
    }
    runs.push({ client, from, to: gap ?? clock })
  }
  return { puts, runs }
}

/** Beside what it was put, or in which list. */
function readPlace(decoder: decoding.Decoder, info: number): boolean {
  for (const side of [ORIGIN, RIGHT])
    if ((info & side) !== 0) {
      decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
    }
  if ((info & (ORIGIN | RIGHT)) !== 0) return true
  if (decoding.readVarUint(decoder) !== 1) return false
  return decoding.readVarString(decoder) === LIST && (info & ENTRY) === 0
}

function readDeletions(decoder: decoding.Decoder): Map<number, Range[]> | undefined {
  const gone = new Map<number, Range[]>()
  let all = 0
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder)
    const ranges = gone.get(client) ?? []
    let count = decoding.readVarUint(decoder)
    all += count + 1
    if (all > MOST_RANGES) return undefined
    for (; count > 0; count--)
      ranges.push({ clock: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) })
    gone.set(client, ranges)
  }
  return gone
}

/** `spot`: the next of a client of one's own, counted from 0; each stands behind the one before. */
export function writePut({ client, clock, bytes }: Put): Uint8Array {
  return encoding.encode(encoder => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, clock > 0 ? BINARY | ORIGIN : BINARY)
    if (clock > 0) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock - 1)
    } else {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, LIST)
    }
    encoding.writeVarUint8Array(encoder, bytes)
    encoding.writeVarUint(encoder, 0)
  })
}

export function writeDrop(spots: readonly Spot[]): Uint8Array {
  const byClient = new Map<number, number[]>()
  for (const { client, clock } of spots) byClient.set(client, [...(byClient.get(client) ?? []), clock])
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, byClient.size)
    for (const [client, clocks] of byClient) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clocks.length)
      for (const clock of clocks.sort((a, b) => a - b)) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, 1)
      }
    }
  })
}

/** Whether a clock lies in one of these, which are sorted. A stranger may name as many as fit in a message. */
export function within(ranges: readonly Range[], clock: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]!.clock <= clock) low = middle + 1
    else high = middle
  }
  const last = ranges[low - 1]
  return last !== undefined && clock < last.clock + last.length
}

/** Sorted, and none within another. */
export function joined(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.clock - b.clock)
  const out: { clock: number; length: number }[] = []
  for (const { clock, length } of sorted) {
    const last = out.at(-1)
    if (last && clock <= last.clock + last.length)
      last.length = Math.max(last.length, clock + length - last.clock)
    else out.push({ clock, length })
  }
  return out
}
