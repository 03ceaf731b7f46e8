/**
 * Taking new words into the search index: after a pause, not at every save. Overwriting the old words of one entry in
 * an index costs as much as twenty saves; while somebody writes, search reads the few unsettled entries themselves.
 */
import { plainText } from '../../../shared/writing/writing.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, writing } from './row.ts'
import { indexed } from './words.ts'

/** Settles the oldest `most` entries, each in a transaction: what is cut short stays unsettled, and is found all the same. */
export function settle({ db }: Pick<Journal, 'db'>): (most?: number) => void {
  const find = db.prepare<[number], EntryRow>(
    `SELECT entry.* FROM entry_unsettled CROSS JOIN entry USING (place) LIMIT ?`,
  )
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const index = db.prepare('INSERT INTO entry_words (rowid, words) VALUES (?, ?)')
  const settled = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const one = db.transaction((row: EntryRow): void => {
    unindex.run(row.place)
    if (row.binned === null) index.run(row.place, indexed(plainText(writing(row))))
    settled.run(row.place)
  })
  return (most = 1_000_000) => {
    for (const row of find.all(most)) one(row)
  }
}
