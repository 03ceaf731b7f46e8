/** Keeping what a person wrote: in one transaction the entry, what stood there before, and that its words are new. */
import type { Day } from '../../../shared/journal/day.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, plainText, type Writing } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { opening } from './excerpt.ts'
import { firstPlace, PER_DAY } from './place.ts'
import { type EntryRow, type Journal, key } from './row.ts'

/** Bytes of JSON in UTF-8. */
const LARGEST = 8 * 1024 * 1024
/** Saves within ten minutes are one burst of editing, and one version. */
export const BURST = 10 * 60_000

export type Save = (what: {
  id: EntryId
  day: Day
  writing: Writing
}) => Result<{ saved: number }, 'too-large'>

/**
 * A version is what an entry said before a burst began; it is stored when the next burst begins. Bursts live in memory:
 * closing the vault ends them all. The clock only measures within a burst, and one that jumps ends it.
 */
export function save({ db, clock, mentioned }: Journal): Save {
  const bursts = new Map<EntryId, number>()
  const mentions = mention(db)
  const find = db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  const lastPlace = db
    .prepare<[number, number], number | null>('SELECT max(place) FROM entry WHERE place >= ? AND place < ?')
    .pluck()
  const add = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (@place, @id, @day, @opening, @modified, @modified, NULL, @writing)`)
  const change = db.prepare(`UPDATE entry
    SET place = @place, day = @day, opening = @opening, modified = @modified, writing = @writing WHERE id = @id`)
  const keepVersion = db.prepare(
    'INSERT INTO entry_version (entry, day, modified, writing) SELECT id, day, modified, writing FROM entry WHERE id = ?',
  )
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')

  const nextPlace = (day: Day): number => {
    const first = firstPlace(day)
    return (lastPlace.get(first, first + PER_DAY) ?? first - 1) + 1
  }

  const put = db.transaction(
    (
      id: EntryId,
      day: Day,
      writing: Writing,
      json: string,
      blobs: readonly BlobId[],
      now: number,
    ): { saved: number; changed: boolean } => {
      const before = find.get(key(id))
      if (before && before.day === day && before.writing === json)
        return { saved: before.modified, changed: false }
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
        const began = bursts.get(id)
        if (began === undefined || Math.abs(now - began) >= BURST) keepVersion.run(key(id))
        change.run(row)
        if (place !== before.place) {
          unindex.run(before.place)
          forget.run(before.place)
        }
      } else add.run(row)
      if (!before || before.binned === null) unsettle.run(place)
      mentions(row.id, blobs)
      return { saved: now, changed: true }
    },
  )

  return ({ id, day, writing }) => {
    const json = JSON.stringify(writing)
    if (Buffer.byteLength(json) > LARGEST) return err('too-large')
    const now = clock.now()
    const blobs = blobsIn(writing)
    const { saved, changed } = put.immediate(id, day, writing, json, blobs, now)
    mentioned?.(blobs)
    // A save that changes nothing begins no burst: the next real change still keeps what stood there.
    const began = bursts.get(id)
    if (changed && (began === undefined || Math.abs(now - began) >= BURST)) bursts.set(id, now)
    return ok({ saved })
  }
}
