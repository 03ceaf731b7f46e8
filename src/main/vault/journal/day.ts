/** All entries of one day, as it was lived. */
import type { Day } from '../../../shared/journal/day.ts'
import type { Entry } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { asLived, type DetailRow, type EntryRow, entry, tagsOf, withDetails } from './row.ts'

export function day({ db }: Journal): (what: { day: Day }) => Result<Entry[], never> {
  const find = db.prepare<[number, number], EntryRow & DetailRow>(
    `${withDetails(db, 'entry.*')} WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place`,
  )
  const tags = tagsOf(db)
  return ({ day }) =>
    ok(asLived(find.all(firstPlace(day), firstPlace(day) + PER_DAY).map(row => entry(row, tags(row.place)))))
}
