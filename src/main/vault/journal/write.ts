/** Changing what an entry says, in one transaction: the entry, its earlier words, the files it mentions, and that its words are new. */
import { toHex } from '../../../shared/bytes.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, plainText, type Writing } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { type Burst, onward } from './burst.ts'
import { opening } from './excerpt.ts'
import type { Journal } from './journal.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { type EntryRow, key } from './row.ts'

type What = { readonly id: EntryId; readonly day: Day; readonly writing: Writing; readonly json: string }
export type Write = {
  /** Creates or changes. Returns when it was saved; of what was there already, when that was. */
  save: (what: What) => number
  /** Makes these words what stands there. Returns the number of the version that holds what stood there before. */
  replace: (row: EntryRow, writing: Writing, json: string) => number
}

/**
 * A version is what an entry said before a burst began, or before much of it went (burst.ts); it is stored by the save
 * that changes it.
 */
export function write({ db, clock, mentioned, bursts = new Map() }: Journal): Write {
  const mentions = mention(db)
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  const lastPlace = db
    .prepare<[number, number], number | null>('SELECT max(place) FROM entry WHERE place >= ? AND place < ?')
    .pluck()
  const add = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (@place, @id, @day, @opening, @modified, @modified, NULL, @writing)`)
  const change = db.prepare(`UPDATE entry
    SET place = @place, day = @day, opening = @opening, modified = @modified, writing = @writing WHERE id = @id`)
  const newest = db.prepare<[Uint8Array], { n: number; writing: string }>(
    'SELECT n, writing FROM entry_version WHERE entry = ? ORDER BY n DESC LIMIT 1',
  )
  const addVersion = db.prepare(
    'INSERT INTO entry_version (entry, day, modified, writing) VALUES (@id, @day, @modified, @writing)',
  )
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')

  const nextPlace = (day: Day): number => {
    const first = firstPlace(day)
    return (lastPlace.get(first, first + PER_DAY) ?? first - 1) + 1
  }
  /** The same words twice in a row are one version. */
  const keep = ({ id, day, modified, writing }: EntryRow): number => {
    const last = newest.get(id)
    if (last?.writing === writing) return last.n
    return Number(addVersion.run({ id, day, modified, writing }).lastInsertRowid)
  }
  const lay = (before: EntryRow | undefined, { id, day, writing, json }: What, now: number): void => {
    const place = before?.day === day ? before.place : nextPlace(day)
    const row = {
      place,
      id: key(id),
      day,
      opening: opening(plainText(writing)),
      modified: now,
      writing: json,
    }
    if (before) {
      change.run(row)
      if (place !== before.place) {
        unindex.run(before.place)
        forget.run(before.place)
      }
    } else add.run(row)
    if (!before || before.binned === null) unsettle.run(place)
    mentions(row.id, blobsIn(writing))
  }

  const put = db.transaction((what: What, now: number): { saved: number; burst?: Burst } => {
    const { id, day, writing, json } = what
    const before = find.get(key(id))
    // What changes nothing begins no burst: the next real change still keeps what stood there.
    if (before && before.day === day && before.writing === json) return { saved: before.modified }
    const on = before && onward(bursts.get(id), before, writing, json, now)
    if (on?.keep) keep(on.keep)
    lay(before, what, now)
    return { saved: now, burst: on?.after ?? { began: now, going: null } }
  })
  const swap = db.transaction((before: EntryRow, what: What, now: number): number => {
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
      const { saved, burst } = put.immediate(what, clock.now())
      remember(what.id, burst, blobsIn(what.writing))
      return saved
    },
    replace(row, writing, json) {
      const now = clock.now()
      const id = toHex(row.id)
      const n = swap.immediate(row, { id, day: row.day, writing, json }, now)
      remember(id, { began: now, going: null }, blobsIn(writing))
      return n
    },
  }
}
