/** An entry as the tables hold it, and as the contract shows it. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import { FIRST_BOOK } from '../../../shared/journal/book.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Details, Entry, EntryId, EntryLine } from '../../../shared/journal/entry.ts'
import type { Writing } from '../../../shared/writing/writing.ts'
import type { Database } from '../storage/open.ts'

export const key = (id: EntryId): Uint8Array => fromHex(id)

export type EntryRow = {
  place: number
  id: Uint8Array
  day: Day
  opening: string
  created: number
  modified: number
  binned: number | null
  writing: string
}

/** Beside every entry stands one (0018-days.ts). Words are shown all the same should it be missing: then all is null. */
export type DetailRow = {
  journal: Uint8Array | null
  minute: number | null
  zone: string | null
  favourite: number | null
  locked: number | null
}

export const writing = (row: Pick<EntryRow, 'writing'>): Writing => JSON.parse(row.writing) as Writing

export const details = ({ journal, minute, zone, favourite, locked }: DetailRow): Details => ({
  journal: journal ? toHex(journal) : FIRST_BOOK,
  minute,
  zone,
  favourite: favourite === 1,
  locked: locked === 1,
})

export const entry = (row: EntryRow & DetailRow, tags: string[]): Entry => ({
  id: toHex(row.id),
  day: row.day,
  writing: writing(row),
  created: row.created,
  modified: row.modified,
  ...details(row),
  tags,
})

export type LineRow = Pick<EntryRow, 'id' | 'day' | 'opening' | 'created' | 'modified'> & DetailRow

export const line = (row: LineRow): EntryLine => ({
  id: toHex(row.id),
  day: row.day,
  opening: row.opening,
  created: row.created,
  modified: row.modified,
  ...details(row),
})

/** A day as it was lived: what has no time before what has one, and at one time as it was begun. Keeps the order else. */
export const asLived = <T extends { readonly minute: number | null }>(some: readonly T[]): T[] =>
  some.toSorted((a, b) => (a.minute ?? -1) - (b.minute ?? -1))

/** A backup of before 0018 has no details. */
export const hasDetails = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entry_detail'").get() !== undefined

const NONE = `x'${FIRST_BOOK}' AS journal, NULL AS minute, NULL AS zone, 0 AS favourite, 0 AS locked`

/** For a SELECT: entries with what is said of them, in a notebook of any version. `columns`: of the entry. */
export const withDetails = (db: Database, columns: string): string =>
  hasDetails(db)
    ? `SELECT ${columns}, journal, minute, zone, favourite, locked FROM entry LEFT JOIN entry_detail USING (place)`
    : `SELECT ${columns}, ${NONE} FROM entry`
export const LINE = 'id, day, opening, created, modified'

/** The tags of an entry, in the order of the alphabet. */
export function tagsOf(db: Database): (place: number) => string[] {
  if (!hasDetails(db)) return () => []
  const find = db
    .prepare<[number], string>(
      'SELECT tag.name FROM entry_tag JOIN tag ON tag.n = entry_tag.tag WHERE entry_tag.place = ?',
    )
    .pluck()
  return place => find.all(place).sort((a, b) => a.localeCompare(b))
}
