/** An entry as the table holds it, and as the contract shows it. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Entry, EntryId, EntryLine } from '../../../shared/journal/entry.ts'
import type { Writing } from '../../../shared/writing/writing.ts'

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

export const writing = (row: Pick<EntryRow, 'writing'>): Writing => JSON.parse(row.writing) as Writing

export const entry = (row: EntryRow): Entry => ({
  id: toHex(row.id),
  day: row.day,
  writing: writing(row),
  created: row.created,
  modified: row.modified,
})

export type LineRow = Pick<EntryRow, 'id' | 'day' | 'opening' | 'created' | 'modified'>

export const line = (row: LineRow): EntryLine => ({
  id: toHex(row.id),
  day: row.day,
  opening: row.opening,
  created: row.created,
  modified: row.modified,
})
