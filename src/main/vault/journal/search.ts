/** Finding a word again: every word a beginning, all of them there, the newest day first. */
import { toHex } from '../../../shared/bytes.ts'
import type { Hit } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { plainText } from '../../../shared/writing/writing.ts'
import { passage } from './excerpt.ts'
import { type EntryRow, type Journal, writing } from './row.ts'
import { asMatch, phrases } from './words.ts'

const MOST = 20

/** The rowid of the index is the place in the notebook, so the newest are read off its end without ranking or sorting. */
export function search({ db }: Journal): (what: { words: string }) => Result<Hit[], never> {
  const find = db.prepare<[string, number], Pick<EntryRow, 'id' | 'day' | 'writing'>>(`
    SELECT entry.id, entry.day, entry.writing
    FROM (SELECT rowid FROM entry_words WHERE entry_words MATCH ? ORDER BY rowid DESC LIMIT ?) AS hit
    JOIN entry ON entry.place = hit.rowid
    ORDER BY entry.place DESC`)
  return ({ words }) => {
    const wanted = phrases(words)
    if (wanted.length === 0) return ok([])
    return ok(
      find.all(asMatch(wanted), MOST).map(row => ({
        id: toHex(row.id),
        day: row.day,
        ...passage(plainText(writing(row)), wanted),
      })),
    )
  }
}
