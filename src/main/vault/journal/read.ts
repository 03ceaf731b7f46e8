/** One entry, whole; one from the bin too, so that it can be looked at there. */
import type { Entry, EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { type DetailRow, type EntryRow, entry, key, tagsOf, withDetails } from './row.ts'

export function read({ db }: Pick<Journal, 'db'>): (what: { id: EntryId }) => Result<Entry, 'not-found'> {
  const find = db.prepare<[Uint8Array], EntryRow & DetailRow>(`${withDetails(db, 'entry.*')} WHERE id = ?`)
  const tags = tagsOf(db)
  return ({ id }) => {
    const row = find.get(key(id))
    return row ? ok(entry(row, tags(row.place))) : err('not-found')
  }
}
