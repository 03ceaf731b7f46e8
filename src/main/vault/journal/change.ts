/** What is said of an entry beside its words: its day and time, journal, tags, whether it is a favourite or locked. */
import type { Day } from '../../../shared/journal/day.ts'
import type { Details, EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { counting } from './changes.ts'
import type { Journal } from './journal.ts'
import { nextPlace } from './place.ts'
import { type EntryRow, key } from './row.ts'
import { tagging } from './tagging.ts'

type Wanted = { readonly day: Day; readonly tags: readonly string[] } & Details
export type Change = { readonly [K in keyof Wanted]?: Wanted[K] | undefined }
type Answer = Result<object, 'not-found' | 'entry-locked'>

/** What is not named stays. A locked entry can be unlocked, marked and tagged; its day and time stay. */
export function change({ db }: Journal): (what: { id: EntryId; change: Change }) => Answer {
  const find = db.prepare<[Uint8Array], Pick<EntryRow, 'place' | 'day'> & { locked: number | null }>(
    'SELECT place, day, locked FROM entry LEFT JOIN entry_detail USING (place) WHERE id = ?',
  )
  const stands = db.prepare<[Uint8Array], number>('SELECT 1 FROM journal WHERE id = ?').pluck()
  const put = {
    journal: db.prepare('UPDATE entry_detail SET journal = ? WHERE place = ?'),
    minute: db.prepare('UPDATE entry_detail SET minute = ? WHERE place = ?'),
    zone: db.prepare('UPDATE entry_detail SET zone = ? WHERE place = ?'),
    favourite: db.prepare('UPDATE entry_detail SET favourite = ? WHERE place = ?'),
    locked: db.prepare('UPDATE entry_detail SET locked = ? WHERE place = ?'),
  }
  const touch = db.prepare('UPDATE imported SET touched = 1 WHERE entry = ? AND touched = 0')
  const free = nextPlace(db)
  const move = db.prepare('UPDATE entry SET place = ?, day = ? WHERE place = ?')
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const tags = tagging(db)
  const count = counting(db)

  /** The place where it stands then. */
  const toDay = (place: number, day: Day): number => {
    const next = free(day)
    move.run(next, day, place)
    unindex.run(place)
    forget.run(place)
    // What lies in the bin is not taken into the index (settle.ts).
    unsettle.run(next)
    return next
  }
  const run = db.transaction((id: EntryId, wanted: Change): Answer => {
    const row = find.get(key(id))
    const { day, journal, minute, zone, favourite, locked } = wanted
    if (!row || (journal !== undefined && !stands.get(key(journal)))) return err('not-found')
    const moves = day !== undefined && day !== row.day
    const timed = minute !== undefined || zone !== undefined
    if (row.locked === 1 && locked !== false && (moves || timed)) return err('entry-locked')
    const place = moves ? toDay(row.place, day) : row.place
    if (journal !== undefined) put.journal.run(key(journal), place)
    if (minute !== undefined) put.minute.run(minute, place)
    if (zone !== undefined) put.zone.run(zone, place)
    if (favourite !== undefined) put.favourite.run(Number(favourite), place)
    if (locked !== undefined) put.locked.run(Number(locked), place)
    if (wanted.tags) tags.put(place, wanted.tags)
    touch.run(key(id))
    count()
    return ok({})
  })
  return ({ id, change }) => run.immediate(id, change)
}
