/** What a calendar shows: on which days something stands, and of which journals; and the same day of other years. */
import { toHex } from '../../../shared/bytes.ts'
import type { BookId } from '../../../shared/journal/book.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryLine } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { asLived, LINE, type LineRow, line, withDetails } from './row.ts'

type Month = (what: { from: Day; to: Day }) => Result<{ day: Day; journals: BookId[] }[], never>

/** From day to day of each journal by one step down its index; never over its entries. Days in their order. */
export function month({ db }: Journal): Month {
  const books = db.prepare<[], Uint8Array>('SELECT id FROM journal ORDER BY sort, id').pluck()
  const next = db.prepare<[Uint8Array, number, number], { place: number; day: Day }>(
    `SELECT entry.place, day FROM entry_detail CROSS JOIN entry USING (place)
     WHERE journal = ? AND entry_detail.place >= ? AND entry_detail.place < ? AND binned IS NULL
     ORDER BY entry_detail.place LIMIT 1`,
  )
  return ({ from, to }) => {
    const found = new Map<Day, BookId[]>()
    const end = firstPlace(to) + PER_DAY
    for (const book of books.all()) {
      let at = next.get(book, firstPlace(from), end)
      while (at) {
        found.set(at.day, [...(found.get(at.day) ?? []), toHex(book)])
        at = next.get(book, firstPlace(at.day) + PER_DAY, end)
      }
    }
    return ok(
      [...found].map(([day, journals]) => ({ day, journals })).sort((a, b) => (a.day < b.day ? -1 : 1)),
    )
  }
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** On 28 February of a year that has no 29th, the words of both: else those of a leap day would be met every fourth year. */
const sameDays = (day: Day): string[] =>
  day.endsWith('-02-28') && !isLeap(Number(day.slice(0, 4))) ? ['-02-29', '-02-28'] : [day.slice(4)]

/** Other years have a page each at most; more than a life has is not shown. */
const MOST = 400

/** The newest year first, a day as it was lived. From year to year by two steps, and over years without words by one. */
export function sameDay({
  db,
}: Journal): (what: { day: Day; journal?: BookId | undefined }) => Result<EntryLine[], never> {
  const before = db
    .prepare<[number], Day>(
      'SELECT day FROM entry WHERE place < ? AND binned IS NULL ORDER BY place DESC LIMIT 1',
    )
    .pluck()
  const onDay = db.prepare<[number, number], LineRow>(
    `${withDetails(db, LINE)} WHERE place >= ? AND place < ? AND binned IS NULL ORDER BY place`,
  )
  return ({ day, journal }) => {
    const ends = sameDays(day)
    const own = day.slice(0, 4)
    const found: EntryLine[] = []
    let last = before.get(Number.MAX_SAFE_INTEGER)
    while (last !== undefined && found.length < MOST) {
      const year = last.slice(0, 4)
      if (year !== own)
        for (const end of ends) {
          const first = firstPlace(`${year}${end}` as Day)
          const lines = onDay.all(first, first + PER_DAY).map(line)
          found.push(...asLived(lines.filter(one => journal === undefined || one.journal === journal)))
        }
      last = before.get(firstPlace(`${year}-01-01` as Day))
    }
    return ok(found.slice(0, MOST))
  }
}
