/** All entries of one day, in the order in which they were begun. */
import type { Day } from '../../../shared/journal/day.ts'
import type { Entry } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { type EntryRow, entry } from './row.ts'

export function day({ db }: Journal): (what: { day: Day }) => Result<Entry[], never> {
  const find = db.prepare<[number, number], EntryRow>(
    'SELECT * FROM entry WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place',
  )
  return ({ day }) => ok(find.all(firstPlace(day), firstPlace(day) + PER_DAY).map(entry))
}
