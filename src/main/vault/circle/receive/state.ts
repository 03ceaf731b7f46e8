/**
 * Whether a document's whole state may stand for the envelopes that it says it covers: the structs of exactly their
 * clients, from clock 0 to where these say they end, in places that the kind knows. As the gate does for one update
 * (gate.ts), for all of them at once.
 */
import * as Y from 'yjs'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId, DocId } from '../../crypto/keys.ts'
import { emptyDoc } from '../document.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import type { JudgedKind } from '../envelope/kind.ts'
import { cid } from '../names/doc.ts'
import { fileIn, type GateFault, type Item, placeOf } from './gate.ts'
import { type Between, inOrder } from './order.ts'
import { end, extend, type Run, runAt, type Shape } from './shape.ts'
import { type Id, readState, type Struct } from './structs.ts'

/** `files`: those that it names, as hex. */
export type Stood = { readonly doc: Y.Doc; readonly shape: Shape; readonly files: ReadonlySet<string> }

/** The document is the caller's to let go of. */
export function judgeState(
  { covers, state }: Checkpoint,
  kind: JudgedKind,
  circle: CircleId,
  id: DocId,
): Result<Stood, GateFault> {
  const ends = new Map<number, number>()
  for (const { device, envelopes } of covers) {
    const own = new Map(envelopes.map(({ cidN, to }) => [cid(circle, id, device, cidN), to]))
    for (const [client, to] of own) {
      if (ends.has(client)) return err('foreign-client')
      ends.set(client, to)
    }
  }
  const read = readState(state)
  if (!read) return err('no-update')
  const { clients, deletions } = read
  for (const client of clients.keys()) if (!ends.has(client)) return err('foreign-client')
  for (const [client, to] of ends) if (isWhole(clients.get(client) ?? []) !== to) return err('clock-gap')
  const placed = placeAll(clients, kind)
  if (!placed.ok) return placed
  const { shape, between, files } = placed.value
  for (const { client, clock, length } of deletions)
    if (clock + length > end(shape, client)) return err('unknown-reference')
  const doc = emptyDoc(kind)
  Y.applyUpdateV2(doc, state)
  if (doc.store.pendingStructs || doc.store.pendingDs || !inOrder(doc, between)) {
    doc.destroy()
    return err('crossed')
  }
  return ok({ doc, shape, files })
}

/** Where the clock ends; undefined when it does not begin at 0. Within, readers leave no gap. */
function isWhole(structs: readonly Struct[]): number | undefined {
  const [first] = structs
  if (first && first.clock !== 0) return undefined
  const last = structs.at(-1)
  return last ? last.clock + last.length : 0
}

type Reading = { readonly structs: readonly Struct[]; next: number; readonly runs: Run[] }

/** Each after all it names; what names itself in a ring has no place. */
function placeAll(
  clients: ReadonlyMap<number, readonly Struct[]>,
  kind: JudgedKind,
): Result<{ shape: Shape; between: Between[]; files: Set<string> }, GateFault> {
  const readings = new Map<number, Reading>()
  for (const [client, structs] of clients) readings.set(client, { structs, next: 0, runs: [] })
  const known = ({ client, clock }: Id): Run | undefined => runAt(readings.get(client)?.runs, clock)
  const lacks = ({ origin, right, parent }: Item): Id | undefined => {
    const inside = parent === null || typeof parent === 'string' ? null : parent
    return [origin, right, inside].find(id => id !== null && !known(id)) ?? undefined
  }
  const between: Between[] = []
  const files = new Set<string>()
  for (const start of readings.keys()) {
    const way = [{ client: start, upto: Number.POSITIVE_INFINITY }]
    for (let at = way.at(-1); at; at = way.at(-1)) {
      const { client, upto } = at
      const reading = readings.get(client)!
      const struct = reading.structs[reading.next]
      if (!struct || struct.clock > upto) {
        way.pop()
        continue
      }
      const { clock, length } = struct
      if (struct.gc) extend(reading.runs, { from: clock, to: clock + length, place: 'gone', parent: '' })
      else {
        const missing = lacks(struct)
        if (missing) {
          const there = readings.get(missing.client)?.structs
          if (!there || (isWhole(there) ?? 0) <= missing.clock) return err('unknown-reference')
          if (way.some(one => one.client === missing.client)) return err('unknown-reference')
          way.push({ client: missing.client, upto: missing.clock })
          continue
        }
        const place = placeOf(struct, kind, known)
        if (!place) return err('foreign-node')
        const file = fileIn(struct, place)
        if (file) files.add(file)
        const { origin, right } = struct
        if (right && place.parent.includes('@')) return err('crossed')
        if (origin && right && place.place !== 'gone') between.push({ origin, right })
        extend(reading.runs, { from: clock, to: clock + length, place: place.place, parent: place.parent })
      }
      reading.next++
    }
  }
  return ok({ shape: new Map([...readings].map(([client, { runs }]) => [client, runs])), between, files })
}
