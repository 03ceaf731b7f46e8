/** What lies in the bin, the last thrown first, a page at a time. */
import type { EntryId, EntryLine } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { key, LINE, type LineRow, line, withDetails } from './row.ts'

const PAGE = 20

type Place = { readonly binned: number; readonly place: number }
const FIRST: Place = { binned: Number.MAX_SAFE_INTEGER, place: Number.MAX_SAFE_INTEGER }

/** `after`: a line of before, to go on from it; one that is not in the bin any more finds nothing. */
export function binned({
  db,
}: Journal): (what: { after?: EntryId | undefined }) => Result<EntryLine[], never> {
  const find = db.prepare<[number, number, number], LineRow>(`${withDetails(db, LINE)}
    WHERE binned IS NOT NULL AND (binned, place) < (?, ?) ORDER BY binned DESC, place DESC LIMIT ?`)
  const placeOf = db.prepare<[Uint8Array], Place>(
    'SELECT binned, place FROM entry WHERE id = ? AND binned IS NOT NULL',
  )
  return ({ after }) => {
    const from = after === undefined ? FIRST : placeOf.get(key(after))
    return ok(from ? find.all(from.binned, from.place, PAGE).map(line) : [])
  }
}
