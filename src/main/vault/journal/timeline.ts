/** The notebook from its last page on: newest day first, and within a day as it was lived. */
import { fromHex } from '../../../shared/bytes.ts'
import type { BookId } from '../../../shared/journal/book.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryLine } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { firstPlace } from './place.ts'
import { asLived, hasDetails, LINE, type LineRow, line, withDetails } from './row.ts'

export type Timeline = (what: {
  before?: Day | undefined
  days: number
  journal?: BookId | undefined
}) => Result<{ lines: EntryLine[]; more: boolean }, never>

/** `days` counts days that have entries; `more` says that there are earlier ones. */
export function timeline({ db }: Journal): Timeline {
  const back = db.prepare<[number], LineRow>(
    `${withDetails(db, LINE)} WHERE place < ? AND binned IS NULL ORDER BY place DESC`,
  )
  const ofOne = hasDetails(db)
    ? db.prepare<[Uint8Array, number], LineRow>(`SELECT ${LINE}, journal, minute, zone, favourite, locked
        FROM entry_detail CROSS JOIN entry USING (place)
        WHERE journal = ? AND entry_detail.place < ? AND binned IS NULL ORDER BY entry_detail.place DESC`)
    : undefined
  return ({ before, days, journal }) => {
    const from = before ? firstPlace(before) : Number.MAX_SAFE_INTEGER
    const rows = journal === undefined ? back.iterate(from) : (ofOne?.iterate(fromHex(journal), from) ?? [])
    const found: EntryLine[][] = []
    const lines = (): EntryLine[] => found.flatMap(asLived)
    for (const row of rows) {
      if (found.at(-1)?.[0]?.day !== row.day) {
        if (found.length === days) return ok({ lines: lines(), more: true })
        found.push([])
      }
      found.at(-1)?.unshift(line(row))
    }
    return ok({ lines: lines(), more: false })
  }
}
