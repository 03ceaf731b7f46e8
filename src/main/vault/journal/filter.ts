/**
 * Entries by what is said of them: each wish is a list of places in the order of the notebook, read off an index from its end,
 * and a question about one place. The shortest list is walked, and the others are asked.
 */
import { fromHex } from '../../../shared/bytes.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Looking } from '../../../shared/journal/looking.ts'
import { folded } from '../../../shared/journal/tag.ts'
import type { Database } from '../storage/open.ts'
import { dayAfter, dayAt, firstPlace, PER_DAY } from './place.ts'

export type Wish = {
  /** Places `[from, before)`, the last first. */
  walk(from: number, before: number): Iterable<number>
  has(place: number): boolean
}

/** A list up to so long is walked rather than the hits of a word. */
export const SHORT = 300

/**
 * The wishes, the one with the shortest list first; whether that is short; and the place before which all of them begin: what
 * stands later is passed over at once. Undefined: one of the lists is empty.
 */
type Filtered = { readonly wishes: Wish[]; readonly short: boolean; readonly before: number }
export function filter(
  db: Database,
): (looking: Looking, from: number, before: number) => Filtered | undefined {
  const numbers = <A extends unknown[]>(sql: string) => db.prepare<A, number>(sql).pluck()
  const range = 'place >= ? AND place < ? ORDER BY place DESC'

  const tagsUnder = numbers<[string, string, string]>(
    'SELECT n FROM tag WHERE folded = ? OR (folded >= ? AND folded < ?)',
  )
  const byTag = numbers<[number, number, number]>(`SELECT place FROM entry_tag WHERE tag = ? AND ${range}`)
  const byTags = numbers<[string, number, number]>(
    `SELECT DISTINCT place FROM entry_tag WHERE tag IN (SELECT value FROM json_each(?)) AND ${range}`,
  )
  const hasTag = numbers<[number, number]>('SELECT 1 FROM entry_tag WHERE tag = ? AND place = ?')
  const byBook = numbers<[Uint8Array, number, number]>(
    `SELECT place FROM entry_detail WHERE journal = ? AND ${range}`,
  )
  const inBook = numbers<[number, Uint8Array]>('SELECT 1 FROM entry_detail WHERE place = ? AND journal = ?')
  const favourites = numbers<[number, number]>(
    `SELECT place FROM entry_detail INDEXED BY entry_detail_favourite WHERE favourite = 1 AND ${range}`,
  )
  const isFavourite = numbers<[number]>('SELECT 1 FROM entry_detail WHERE place = ? AND favourite = 1')
  const byKind = numbers<[string, number, number]>(`SELECT place FROM entry_kind WHERE kind = ? AND ${range}`)
  const ofKind = numbers<[string, number]>('SELECT 1 FROM entry_kind WHERE kind = ? AND place = ?')
  const byAnyKind = numbers<[number, number]>(
    `SELECT DISTINCT place FROM entry_kind INDEXED BY entry_kind_place WHERE ${range}`,
  )
  const ofAnyKind = numbers<[number]>('SELECT 1 FROM entry_kind WHERE place = ? LIMIT 1')
  const days = {
    given: db
      .prepare<[string, Day], Day>(
        'SELECT DISTINCT day FROM checkin WHERE feeling = ? AND hidden = 0 AND day < ? ORDER BY day DESC',
      )
      .pluck(),
    own: db
      .prepare<[string, Day], Day>(
        `SELECT DISTINCT day FROM checkin_word CROSS JOIN checkin ON checkin.n = checkin_word.checkin
         WHERE folded = ? AND kind = 'word' AND hidden = 0 AND day < ? ORDER BY day DESC`,
      )
      .pluck(),
  }
  const hasDay = {
    given: db.prepare<[string, Day]>(
      'SELECT 1 FROM checkin WHERE feeling = ? AND hidden = 0 AND day = ? LIMIT 1',
    ),
    own: db.prepare<[string, Day]>(
      `SELECT 1 FROM checkin CROSS JOIN checkin_word ON checkin_word.checkin = checkin.n
       WHERE folded = ? AND kind = 'word' AND hidden = 0 AND day = ? LIMIT 1`,
    ),
  }
  const onDay = numbers<[number, number]>(`SELECT place FROM entry WHERE ${range}`)

  const tagged = (name: string): Wish => {
    const here = folded(name)
    // Everything that begins with “a/”: “0” comes after “/”.
    const tags = tagsUnder.all(here, `${here}/`, `${here}0`)
    const [one] = tags
    return {
      walk: (from, before) =>
        tags.length === 1 && one !== undefined
          ? byTag.iterate(one, from, before)
          : byTags.iterate(JSON.stringify(tags), from, before),
      has: place => tags.some(tag => hasTag.get(tag, place) !== undefined),
    }
  }
  const felt = (feeling: NonNullable<Looking['feeling']>): Wish => {
    const [kind, word] =
      'given' in feeling ? (['given', feeling.given] as const) : (['own', folded(feeling.own)] as const)
    return {
      *walk(from, before) {
        for (const day of days[kind].iterate(word, dayAfter(before))) {
          const start = firstPlace(day)
          if (start + PER_DAY <= from) return
          yield* onDay.all(Math.max(from, start), Math.min(before, start + PER_DAY))
        }
      },
      has: place => hasDay[kind].get(word, dayAt(place)) !== undefined,
    }
  }

  const wishesOf = ({ tag, journal, favourite, has, feeling }: Looking): Wish[] => {
    const wishes: Wish[] = []
    if (tag !== undefined) wishes.push(tagged(tag))
    if (feeling) wishes.push(felt(feeling))
    if (favourite)
      wishes.push({ walk: (a, b) => favourites.iterate(a, b), has: p => isFavourite.get(p) !== undefined })
    if (has === 'any')
      wishes.push({ walk: (a, b) => byAnyKind.iterate(a, b), has: p => ofAnyKind.get(p) !== undefined })
    else if (has)
      wishes.push({ walk: (a, b) => byKind.iterate(has, a, b), has: p => ofKind.get(has, p) !== undefined })
    if (journal !== undefined) {
      const id = fromHex(journal)
      wishes.push({ walk: (a, b) => byBook.iterate(id, a, b), has: p => inBook.get(p, id) !== undefined })
    }
    return wishes
  }
  /** How long its list is, up to a little more than SHORT, and with which place that begins. */
  const measure = (wish: Wish, from: number, before: number) => {
    let [long, first] = [0, 0]
    for (const place of wish.walk(from, before)) {
      if (long === 0) first = place
      if (++long > SHORT) break
    }
    return { wish, long, first }
  }

  return (looking, from, before) => {
    const measured = wishesOf(looking).map(wish => measure(wish, from, before))
    measured.sort((a, b) => a.long - b.long)
    const shortest = measured[0]?.long ?? SHORT + 1
    if (shortest === 0) return undefined
    return {
      wishes: measured.map(({ wish }) => wish),
      short: shortest <= SHORT,
      before: Math.min(before, ...measured.map(({ first }) => first + 1)),
    }
  }
}
