/** Finding a word again: every word a beginning, all of them there, the newest day first. */
import { toHex } from '../../../shared/bytes.ts'
import type { EntryId, Hit } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { plainText } from '../../../shared/writing/writing.ts'
import { passage } from './excerpt.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, key, writing } from './row.ts'
import { asMatch, cut, type Phrase, phrases, places } from './words.ts'

const MOST = 20

type Found = Pick<EntryRow, 'place' | 'id' | 'day' | 'created' | 'writing'>

/**
 * The rowid of the index is the place in the notebook, so the newest are read off its end without ranking or sorting.
 * Entries that are not settled in the index yet (a few: what was written in the last half minute) are read themselves;
 * CROSS says that the few come first, or SQLite walks over all entries to find them.
 */
export function search({
  db,
}: Journal): (what: { words: string; after?: EntryId | undefined }) => Result<Hit[], never> {
  const settled = db.prepare<[string, number, number], Found>(`
    SELECT entry.place, entry.id, entry.day, entry.created, entry.writing
    FROM (
      SELECT rowid FROM entry_words
      WHERE entry_words MATCH ? AND rowid < ? AND rowid NOT IN (SELECT place FROM entry_unsettled)
      ORDER BY rowid DESC LIMIT ?
    ) AS hit
    JOIN entry ON entry.place = hit.rowid`)
  const placeOf = db.prepare<[Uint8Array], number>('SELECT place FROM entry WHERE id = ?').pluck()
  const unsettled = db.prepare<[], Found>(`SELECT place, id, day, created, writing
    FROM entry_unsettled CROSS JOIN entry USING (place) WHERE binned IS NULL`)

  const has = (row: Found, wanted: readonly Phrase[]): boolean => {
    const words = [...cut(plainText(writing(row)))]
    return wanted.every(phrase => !places(words, phrase).next().done)
  }
  return ({ words, after }) => {
    const wanted = phrases(words)
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : placeOf.get(key(after))
    if (wanted.length === 0 || before === undefined) return ok([])
    const fresh = unsettled.all().filter(row => row.place < before && has(row, wanted))
    const found = [...fresh, ...settled.all(asMatch(wanted), before, MOST)].sort((a, b) => b.place - a.place)
    return ok(
      found.slice(0, MOST).map(row => ({
        id: toHex(row.id),
        day: row.day,
        created: row.created,
        ...passage(plainText(writing(row)), wanted),
      })),
    )
  }
}
