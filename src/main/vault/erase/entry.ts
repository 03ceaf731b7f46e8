/** Entries for ever gone: the row, its earlier versions, its words in the index; overwritten, and soon out of the log. */
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { key } from '../journal/row.ts'
import type { Database } from '../storage/open.ts'

export type Erase = {
  one: (what: { id: EntryId }) => Result<object, 'not-found'>
  all: () => Result<{ erased: number }, never>
  /** What has lain there for `days` days of use. Returns how many. */
  old: (days: number) => number
}

/** From the bin alone: what stands in the journal is first moved there. `erased`: the log is to be emptied soon. */
export function eraseEntries({ db, erased }: { db: Database; erased: () => void }): Erase {
  const inBin = 'FROM entry WHERE binned IS NOT NULL'
  const find = db.prepare<[Uint8Array], number>(`SELECT place ${inBin} AND id = ?`).pluck()
  const every = db.prepare<[], number>(`SELECT place ${inBin}`).pluck()
  const due = db
    .prepare<[number], number>(
      `SELECT place ${inBin} AND bin_day + ? <= (SELECT days FROM use_days WHERE one = 1)`,
    )
    .pluck()
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const remove = db.prepare('DELETE FROM entry WHERE place = ?')
  const erase = db.transaction((look: () => readonly number[]): number => {
    const places = look()
    for (const place of places) {
      unindex.run(place)
      forget.run(place)
      remove.run(place)
    }
    return places.length
  })
  const run = (look: () => readonly number[]): number => {
    const count = erase.immediate(look)
    if (count > 0) erased()
    return count
  }
  return {
    one: ({ id }) => (run(() => find.all(key(id))) > 0 ? ok({}) : err('not-found')),
    all: () => ok({ erased: run(() => every.all()) }),
    old: days => run(() => due.all(days)),
  }
}
