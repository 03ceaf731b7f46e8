/** What a source holds, before anything of it is taken: whose it is, how much, from when to when, and what cannot be read. */
import type { Fault } from '../../../shared/fault.ts'
import type { Day } from '../../../shared/journal/day.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { costOf, fits } from '../../../shared/writing/cost.ts'
import type { Options } from './formats/entry.ts'
import type { Format, Incoming, Remark, Unread } from './incoming.ts'
import { recognise } from './recognise.ts'
import { Refused, type Source } from './source/source.ts'

export type Detected = {
  readonly format: Format
  readonly entries: number
  /** Null: not one entry. */
  readonly from: Day | null
  readonly to: Day | null
  /** Files that its entries have. */
  readonly files: number
  readonly unread: readonly Unread[]
  /** How many entries have each. */
  readonly remarks: ReadonlyMap<Remark['what'], number>
  /** The entries, as often as they are asked for. Whoever goes away in the middle ends it. @throws Refused */
  readonly read: () => AsyncGenerator<Incoming | Unread>
}

/** ms after which others have their turn. */
const TURN = 8

const inTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** What no page could hold is named; the second of two that are the same is marked. */
function checked(one: Incoming | Unread, seen: Set<string>): Incoming | Unread {
  if ('why' in one) return one
  if (!fits(costOf(one.writing))) return { where: one.title.slice(0, 100) || one.day, why: 'too-large' }
  if (!seen.has(one.identity)) {
    seen.add(one.identity)
    return one
  }
  return { ...one, remarks: [...one.remarks, { what: 'repeated' }] }
}

async function* calmly(entries: AsyncGenerator<Incoming | Unread>): AsyncGenerator<Incoming | Unread> {
  const seen = new Set<string>()
  let since = performance.now()
  for await (const one of entries) {
    if (performance.now() - since > TURN) {
      await inTurn()
      since = performance.now()
    }
    yield checked(one, seen)
  }
}

/** Faults: `stopped`, and import-… alone. Nothing of the source's files is read but what says the entries. */
export async function detect(
  source: Source,
  options: Options = {},
  signal?: AbortSignal,
): Promise<Result<Detected, Fault>> {
  const stop = (): void => {
    if (signal?.aborted) throw new Refused('stopped')
  }
  try {
    const { format, read } = await recognise(source, options, stop)
    const unread: Unread[] = []
    const remarks = new Map<Remark['what'], number>()
    let [entries, files] = [0, 0]
    let from: Day | null = null
    let to: Day | null = null
    for await (const one of calmly(read())) {
      stop()
      if ('why' in one) {
        unread.push(one)
        continue
      }
      entries++
      files += one.files.length
      if (from === null || one.day < from) from = one.day
      if (to === null || one.day > to) to = one.day
      for (const what of new Set(one.remarks.map(remark => remark.what)))
        remarks.set(what, (remarks.get(what) ?? 0) + 1)
    }
    if (entries === 0 && unread.length === 0) return err('import-empty')
    return ok({
      ...{ format, entries, from, to, files, unread, remarks },
      read: () => calmly(read()),
    })
  } catch (error) {
    if (error instanceof Refused) return err(error.fault)
    throw error
  }
}
