/** Finding an entry again: by words, every word a beginning and all of them there; by what is said of it; the newest day first. */
import { toHex } from '../../../shared/bytes.ts'
import type { EntryId, Hit } from '../../../shared/journal/entry.ts'
import type { Looking } from '../../../shared/journal/looking.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { plainText } from '../../../shared/writing/writing.ts'
import { passage } from './excerpt.ts'
import { filter, type Wish } from './filter.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { type EntryRow, key, writing } from './row.ts'
import { asMatch, cut, type Phrase, phrases, places } from './words.ts'

const MOST = 20

type Found = Pick<EntryRow, 'place' | 'id' | 'day' | 'created' | 'writing'>
type Asked = { words: string; after?: EntryId | undefined; looking?: Looking | undefined }

/** Without words, the beginning: no more of a long entry is looked at. */
const shown = (text: string, wanted: readonly Phrase[]) =>
  passage(wanted.length === 0 ? text.slice(0, 1000) : text, wanted)

/**
 * The rowid of the index is the place in the notebook, so the newest are read off its end without ranking or sorting.
 * Entries that are not settled in the index yet (a few: what was written in the last half minute) are read themselves;
 * CROSS says that the few come first, or SQLite walks over all entries to find them.
 */
export function search({ db }: Journal): (what: Asked) => Result<Hit[], never> {
  const settled = db.prepare<[string, number, number], Found>(`
    SELECT entry.place, entry.id, entry.day, entry.created, entry.writing
    FROM (
      SELECT rowid FROM entry_words
      WHERE entry_words MATCH ? AND rowid < ? AND rowid NOT IN (SELECT place FROM entry_unsettled)
      ORDER BY rowid DESC LIMIT ?
    ) AS hit
    JOIN entry ON entry.place = hit.rowid`)
  const matching = db
    .prepare<[string, number, number], number>(
      `SELECT rowid FROM entry_words WHERE entry_words MATCH ? AND rowid >= ? AND rowid < ?
       AND rowid NOT IN (SELECT place FROM entry_unsettled) ORDER BY rowid DESC`,
    )
    .pluck()
  const every = db
    .prepare<[number, number], number>(
      'SELECT place FROM entry WHERE place >= ? AND place < ? ORDER BY place DESC',
    )
    .pluck()
  const at = db.prepare<[number], Found>(
    'SELECT place, id, day, created, writing FROM entry WHERE place = ? AND binned IS NULL',
  )
  const placeOf = db.prepare<[Uint8Array], number>('SELECT place FROM entry WHERE id = ?').pluck()
  const unsettled = db.prepare<[], Found>(`SELECT place, id, day, created, writing
    FROM entry_unsettled CROSS JOIN entry USING (place) WHERE binned IS NULL`)
  const filtered = filter(db)

  const has = (row: Found, wanted: readonly Phrase[]): boolean => {
    const words = [...cut(plainText(writing(row)))]
    return wanted.every(phrase => !places(words, phrase).next().done)
  }
  const newest = (rows: readonly Found[]): Found[] =>
    rows.toSorted((a, b) => b.place - a.place).slice(0, MOST)

  /** The first of these places at which everything holds. */
  function taken(walked: Iterable<number>, wishes: readonly Wish[], holds: (row: Found) => boolean): Found[] {
    const found: Found[] = []
    for (const place of walked) {
      if (!wishes.every(wish => wish.has(place))) continue
      const row = at.get(place)
      if (!row || !holds(row)) continue
      found.push(row)
      if (found.length === MOST) break
    }
    return found
  }
  const looked = (wanted: readonly Phrase[], before: number, looking: Looking): Found[] => {
    const from = looking.from === undefined ? 0 : firstPlace(looking.from)
    const to = looking.to === undefined ? before : Math.min(before, firstPlace(looking.to) + PER_DAY)
    const narrowed = filtered(looking, from, to)
    if (!narrowed) return []
    const { wishes, short, before: until } = narrowed
    const [first, ...others] = wishes
    if (first && (wanted.length === 0 || short))
      return taken(first.walk(from, until), others, row => wanted.length === 0 || has(row, wanted))
    if (wanted.length === 0) return taken(every.iterate(from, until), [], () => true)
    const fresh = unsettled
      .all()
      .filter(row => row.place >= from && row.place < until && wishes.every(wish => wish.has(row.place)))
      .filter(row => has(row, wanted))
    return newest([...fresh, ...taken(matching.iterate(asMatch(wanted), from, until), wishes, () => true)])
  }
  const byWords = (wanted: readonly Phrase[], before: number): Found[] => {
    const fresh = unsettled.all().filter(row => row.place < before && has(row, wanted))
    return newest([...fresh, ...settled.all(asMatch(wanted), before, MOST)])
  }

  return ({ words, after, looking = {} }) => {
    const wanted = phrases(words)
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : placeOf.get(key(after))
    const narrowed = Object.values(looking).some(one => one !== undefined)
    // Signs alone are no words: they find nothing, also among what is looked through.
    if (before === undefined || (wanted.length === 0 && (!narrowed || words.trim() !== ''))) return ok([])
    const found = narrowed ? looked(wanted, before, looking) : byWords(wanted, before)
    return ok(
      found.map(row => ({
        id: toHex(row.id),
        day: row.day,
        created: row.created,
        ...shown(plainText(writing(row)), wanted),
      })),
    )
  }
}
