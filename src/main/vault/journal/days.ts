/** The days that have entries, for the calendar and for a long list: no words, only where there are some. */
import type { Day } from '../../../shared/journal/day.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'

export type Days = (what: { from: Day; to: Day }) => Result<{ days: Day[]; earlier: Day | null }, never>

type Found = { place: number; day: Day }

/**
 * From day to day by one step down the table each, never over its entries: a year costs as much as its days with words.
 * `earlier` is the nearest day with words before `from`.
 */
export function days({ db }: Journal): Days {
  const next = db.prepare<[number, number], Found>(`SELECT place, day FROM entry
    WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place LIMIT 1`)
  const before = db
    .prepare<[number], Day>(
      'SELECT day FROM entry WHERE place < ? AND binned IS NULL ORDER BY place DESC LIMIT 1',
    )
    .pluck()
  return ({ from, to }) => {
    const found: Day[] = []
    const end = firstPlace(to) + PER_DAY
    let at = next.get(firstPlace(from), end)
    while (at) {
      found.push(at.day)
      at = next.get(firstPlace(at.day) + PER_DAY, end)
    }
    return ok({ days: found, earlier: before.get(firstPlace(from)) ?? null })
  }
}
