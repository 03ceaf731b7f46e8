/** Into the bin: out of the timeline, the day and the search, and still there. Nothing is emptied by a clock alone: erase/days.ts. */
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, key } from './row.ts'

export function bin({ db, clock, erased }: Journal): (what: { id: EntryId }) => Result<object, 'not-found'> {
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  const mark = db.prepare(
    'UPDATE entry SET binned = ?, bin_day = (SELECT days FROM use_days WHERE one = 1) WHERE id = ?',
  )
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const put = db.transaction((id: EntryId): boolean => {
    const row = find.get(key(id))
    if (row?.binned === null) {
      mark.run(clock.now(), key(id))
      unindex.run(row.place)
      forget.run(row.place)
    }
    return row !== undefined
  })
  return ({ id }) => {
    if (!put.immediate(id)) return err('not-found')
    erased()
    return ok({})
  }
}
