/**
 * Where each struct of a document stands: in which parent, as what. Kept beside the Y.Doc and made from accepted envelopes
 * alone. A Y.Doc cannot answer this: it forgets deleted structs when it collects garbage, and when that happens depends
 * on the order of arrival, which no rule may depend on.
 */
import { err, ok, type Result } from '../../../../shared/result.ts'
import { type Cbor, decode, encode } from '../cbor.ts'

/** What an item is: a list child, a word, a map entry. `gone`: deleted before it was ever seen, place unknown. */
export const PLACES = ['block', 'text', 'break', 'child', 'words', 'entry', 'gone', 'file'] as const
export type Place = (typeof PLACES)[number]

/** `[from, to)` of one client's clock. `parent`: `body`, `client:clock` of an item, with `@key` for a map entry. */
export type Run = { readonly from: number; to: number; readonly place: Place; readonly parent: string }

export type Shape = Map<number, Run[]>

export const end = (shape: Shape, client: number): number => shape.get(client)?.at(-1)?.to ?? 0

export function runAt(runs: readonly Run[] | undefined, clock: number): Run | undefined {
  if (!runs) return undefined
  let low = 0
  let high = runs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const run = runs[middle]!
    if (clock < run.from) high = middle - 1
    else if (clock >= run.to) low = middle + 1
    else return run
  }
  return undefined
}

/** Adds `run`, which is given away, to the end of a client's runs; joins on where nothing changes. */
export function extend(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last && last.place === run.place && last.parent === run.parent && last.to === run.from) last.to = run.to
  else runs.push(run)
}

/** For the document's row: `[parents, [[client, from, [length, place, parent, …]], …]]`. */
export function writeShape(shape: Shape): Uint8Array {
  const parents = new Map<string, number>()
  const clients = [...shape].map(([client, runs]): Cbor => {
    const numbers: number[] = []
    for (const { from, to, place, parent } of runs) {
      let index = parents.get(parent)
      if (index === undefined) {
        index = parents.size
        parents.set(parent, index)
      }
      numbers.push(to - from, PLACES.indexOf(place), index)
    }
    return [client, numbers]
  })
  return encode([[...parents.keys()], clients])
}

/** From our own row; a bug or damage when it does not read. */
export function readShape(bytes: Uint8Array): Result<Shape, 'damaged'> {
  const decoded = decode(bytes, { maxBytes: 1 << 30, maxItems: Number.POSITIVE_INFINITY })
  if (!decoded.ok) return err('damaged')
  const [parents, clients] = decoded.value as [string[], [number, number[]][]]
  const shape: Shape = new Map()
  for (const [client, numbers] of clients) {
    const runs: Run[] = []
    let clock = 0
    for (let i = 0; i < numbers.length; i += 3) {
      const to = clock + numbers[i]!
      runs.push({ from: clock, to, place: PLACES[numbers[i + 1]!]!, parent: parents[numbers[i + 2]!]! })
      clock = to
    }
    shape.set(client, runs)
  }
  return ok(shape)
}
