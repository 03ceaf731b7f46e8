/** Back out of the bin, to the place where it stood. */
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, key } from './row.ts'

export function unbin({ db }: Journal): (what: { id: EntryId }) => Result<object, 'not-found'> {
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  const mark = db.prepare('UPDATE entry SET binned = NULL WHERE id = ?')
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const put = db.transaction((id: EntryId): boolean => {
    const row = find.get(key(id))
    if (row && row.binned !== null) {
      mark.run(key(id))
      unsettle.run(row.place)
    }
    return row !== undefined
  })
  return ({ id }) => (put.immediate(id) ? ok({}) : err('not-found'))
}
