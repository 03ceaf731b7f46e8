/** One entry, whole; one from the bin too, so that it can be looked at there. */
import type { Entry, EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, entry, key } from './row.ts'

export function read({ db }: Journal): (what: { id: EntryId }) => Result<Entry, 'not-found'> {
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  return ({ id }) => {
    const row = find.get(key(id))
    return row ? ok(entry(row)) : err('not-found')
  }
}
