/** The notebook from its last page on: newest day first, and within a day as it was lived. */
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryLine } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace } from './place.ts'
import { type LineRow, line } from './row.ts'

export type Timeline = (what: {
  before?: Day | undefined
  days: number
}) => Result<{ lines: EntryLine[]; more: boolean }, never>

/** `days` counts days that have entries; `more` says that there are earlier ones. */
export function timeline({ db }: Journal): Timeline {
  const back = db.prepare<[number], LineRow>(`SELECT id, day, opening, created, modified FROM entry
    WHERE place < ? AND binned IS NULL ORDER BY place DESC`)
  return ({ before, days }) => {
    const found: EntryLine[][] = []
    for (const row of back.iterate(before ? firstPlace(before) : Number.MAX_SAFE_INTEGER)) {
      if (found.at(-1)?.[0]?.day !== row.day) {
        if (found.length === days) return ok({ lines: found.flat(), more: true })
        found.push([])
      }
      found.at(-1)?.unshift(line(row))
    }
    return ok({ lines: found.flat(), more: false })
  }
}
