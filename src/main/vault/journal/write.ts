/** Changing what an entry says, in one transaction: the entry, its earlier words, the files it mentions, and that its words are new. */
import { toHex } from '../../../shared/bytes.ts'
import type { BookId } from '../../../shared/journal/book.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import type { Moment } from '../../../shared/journal/moment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, plainText, type Writing } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { type Burst, onward } from './burst.ts'
import { opening } from './excerpt.ts'
import type { Journal } from './journal.ts'
import { keepKinds } from './kinds.ts'
import { nextPlace } from './place.ts'
import { type EntryRow, key } from './row.ts'

/** Of an entry that is begun: where and when. A journal that does not stand any more is the first of them. */
export type Begun = { readonly journal?: BookId | undefined } & Moment
type What = {
  readonly id: EntryId
  readonly day: Day
  readonly writing: Writing
  readonly json: string
  readonly begun?: Begun | undefined
}
export type Write = {
  /** Creates or changes. When it was saved; of what was there already, when that was. */
  save: (what: What) => Result<{ saved: number }, 'entry-locked'>
  /** Makes these words what stands there. `before`: the version that holds what stood there before. */
  replace: (row: EntryRow, writing: Writing, json: string) => Result<{ before: number }, 'entry-locked'>
}

/**
 * A version is what an entry said before a burst began, or before much of it went (burst.ts); it is stored by the save
 * that changes it.
 */
export function write({ db, clock, mentioned, bursts = new Map() }: Journal): Write {
  const mentions = mention(db)
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  const kinds = keepKinds(db)
  const free = nextPlace(db)
  const isLocked = db
    .prepare<[number], number>('SELECT 1 FROM entry_detail WHERE place = ? AND locked = 1')
    .pluck()
  const begin = db.prepare(`UPDATE entry_detail
    SET journal = coalesce((SELECT id FROM journal WHERE id = @journal), journal), minute = @minute, zone = @zone
    WHERE place = @place`)
  const touch = db.prepare('UPDATE imported SET touched = 1 WHERE entry = ? AND touched = 0')
  const add = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (@place, @id, @day, @opening, @modified, @modified, NULL, @writing)`)
  const change = db.prepare(
    'UPDATE entry SET opening = @opening, modified = @modified, writing = @writing WHERE id = @id',
  )
  const move = db.prepare('UPDATE entry SET place = ?, day = ? WHERE id = ?')
  const newest = db.prepare<[Uint8Array], { n: number; writing: string }>(
    'SELECT n, writing FROM entry_version WHERE entry = ? ORDER BY n DESC LIMIT 1',
  )
  const addVersion = db.prepare(
    'INSERT INTO entry_version (entry, day, modified, writing) VALUES (@id, @day, @modified, @writing)',
  )
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')

  /** The same words twice in a row are one version. */
  const keep = ({ id, day, modified, writing }: EntryRow): number => {
    const last = newest.get(id)
    if (last?.writing === writing) return last.n
    return Number(addVersion.run({ id, day, modified, writing }).lastInsertRowid)
  }
  const lay = (before: EntryRow | undefined, { id, day, writing, json, begun }: What, now: number): void => {
    const place = before?.day === day ? before.place : free(day)
    const row = {
      place,
      id: key(id),
      day,
      opening: opening(plainText(writing)),
      modified: now,
      writing: json,
    }
    if (before) {
      if (place !== before.place) {
        move.run(place, day, row.id)
        unindex.run(before.place)
        forget.run(before.place)
      }
      const { opening, modified, writing, id } = row
      change.run({ opening, modified, writing, id })
      touch.run(row.id)
    } else {
      add.run(row)
      if (begun) begin.run({ ...begun, journal: begun.journal ? key(begun.journal) : null, place })
    }
    if (!before || before.binned === null) unsettle.run(place)
    mentions(row.id, blobsIn(writing))
    kinds(place, writing)
  }

  type Put = { saved: number; burst?: Burst } | 'entry-locked'
  const put = db.transaction((what: What, now: number): Put => {
    const { id, day, writing, json } = what
    const before = find.get(key(id))
    // What changes nothing begins no burst: the next real change still keeps what stood there.
    if (before && before.day === day && before.writing === json) return { saved: before.modified }
    if (before && isLocked.get(before.place)) return 'entry-locked'
    const on = before && onward(bursts.get(id), before, writing, json, now)
    if (on?.keep) keep(on.keep)
    lay(before, what, now)
    return { saved: now, burst: on?.after ?? { began: now, going: null } }
  })
  const swap = db.transaction((before: EntryRow, what: What, now: number): number | 'entry-locked' => {
    if (isLocked.get(before.place)) return 'entry-locked'
    const n = keep(before)
    lay(before, what, now)
    return n
  })
  /** Only of what was committed. */
  const remember = (id: EntryId, burst: Burst | undefined, blobs: readonly BlobId[]): void => {
    if (burst) bursts.set(id, burst)
    mentioned?.(blobs)
  }

  return {
    save(what) {
      const done = put.immediate(what, clock.now())
      if (done === 'entry-locked') return err(done)
      remember(what.id, done.burst, blobsIn(what.writing))
      return ok({ saved: done.saved })
    },
    replace(row, writing, json) {
      const now = clock.now()
      const id = toHex(row.id)
      const n = swap.immediate(row, { id, day: row.day, writing, json }, now)
      if (n === 'entry-locked') return err(n)
      remember(id, { began: now, going: null }, blobsIn(writing))
      return ok({ before: n })
    },
  }
}
