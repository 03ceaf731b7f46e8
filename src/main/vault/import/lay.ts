/** What was put by becomes entries: with its day and time, journal, tags, files, its words in the index, and a check-in. */
import { toHex } from '../../../shared/bytes.ts'
import type { Clock } from '../../../shared/clock.ts'
import { COLOURS } from '../../../shared/journal/book.ts'
import { folded } from '../../../shared/journal/tag.ts'
import { blobsIn, plainText } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { random } from '../crypto/random.ts'
import { keepCheckIn } from '../feelings/keep.ts'
import { counting } from '../journal/changes.ts'
import { opening } from '../journal/excerpt.ts'
import { keepKinds } from '../journal/kinds.ts'
import { nextPlace } from '../journal/place.ts'
import { tagging } from '../journal/tagging.ts'
import { indexed } from '../journal/words.ts'
import type { Database } from '../storage/open.ts'
import { NO_LINE } from './gather.ts'
import type { Gathered } from './gathered.ts'
import { report } from './report.ts'
import type { Run } from './run.ts'

/** UTF-16 units: a longer entry comes into the index in a pause of its own. */
const LONG = 64 * 1024

type Row = { readonly n: number; readonly identity: string; readonly entry: string }
type Made = 'journal' | 'tag' | 'checkin'

/** Lays the next entry of this import. Answers false when none is left: then the import is done. Within a transaction. */
export function laying(db: Database, clock: Clock): (run: Pick<Run, 'n'>) => boolean {
  const next = db.prepare<[number], Row>(
    'SELECT n, identity, entry FROM import_gathered WHERE import = ? ORDER BY n LIMIT 1',
  )
  const drop = db.prepare('DELETE FROM import_gathered WHERE n = ?')
  const add = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (@place, @id, @day, @opening, @created, @modified, NULL, @writing)`)
  const detail = db.prepare(`UPDATE entry_detail
    SET journal = coalesce(@journal, journal), minute = @minute, zone = @zone, favourite = @favourite
    WHERE place = @place`)
  const index = db.prepare('INSERT INTO entry_words (rowid, words) VALUES (?, ?)')
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const unsettle = db.prepare('INSERT OR IGNORE INTO entry_unsettled (place) VALUES (?)')
  const keepOne = db.prepare(
    'INSERT INTO imported (identity, entry, checkin, import, extra) VALUES (@identity, @entry, @checkin, @run, @extra)',
  )
  const made = db.prepare('INSERT OR IGNORE INTO import_made (what, id, import) VALUES (?, ?, ?)')
  const letGo = db.prepare('DELETE FROM import_blob WHERE import = ?')
  const count = counting(db)
  const done = db.prepare("UPDATE import SET state = 'done' WHERE n = ?")
  const books = db.prepare<[], { id: Uint8Array; name: string }>(
    'SELECT id, name FROM journal ORDER BY sort, id',
  )
  const addBook = db.prepare(`INSERT INTO journal (id, name, colour, template, sort)
    VALUES (?, ?, ?, '', (SELECT max(sort) + 1 FROM journal))`)
  const free = nextPlace(db)
  const mentions = mention(db)
  const kinds = keepKinds(db)
  const tags = tagging(db)
  const checkIn = keepCheckIn(db, clock)
  const lines = report(db)

  const note = (what: Made, id: Uint8Array | number, run: number): void => void made.run(what, id, run)
  /** The one of this name; a new one in a colour that fewest have. */
  const bookNamed = (name: string, run: number): Uint8Array | null => {
    const wanted = folded(name).slice(0, 200)
    if (wanted === '') return null
    const here = books.all()
    const found = here.find(book => folded(book.name) === wanted)
    if (found) return found.id
    const id = random(16)
    addBook.run(id, name.normalize('NFC').trim().slice(0, 200), COLOURS[here.length % COLOURS.length])
    note('journal', id, run)
    return id
  }
  /** Null: nothing is said of how it was. */
  const felt = (
    { day, minute, zone, mood, activities, feeling }: Gathered,
    run: number,
  ): Uint8Array | null => {
    if (mood === null && activities.length === 0) return null
    const words = mood === null ? [] : [mood]
    const said = { day, minute, zone, feeling, energy: null, words, activities: [...activities] }
    const id = checkIn({ id: toHex(random(16)), ...said })
    note('checkin', id, run)
    return id
  }
  const entered = (one: Gathered, run: number): Uint8Array => {
    const { day, minute, zone, writing, favourite } = one
    const id = random(16)
    const place = free(day)
    const text = plainText(writing)
    const created = one.created ?? one.modified ?? clock.now()
    const modified = one.modified ?? created
    add.run({ place, id, day, opening: opening(text), created, modified, writing: JSON.stringify(writing) })
    const journal = one.journal === null ? null : bookNamed(one.journal, run)
    detail.run({ place, journal, minute, zone, favourite: Number(favourite) })
    for (const name of one.tags) {
      const tag = tags.named(name)
      if (tag.made) note('tag', tag.n, run)
    }
    tags.put(place, one.tags)
    kinds(place, writing)
    mentions(id, blobsIn(writing))
    if (text.length > LONG) unsettle.run(place)
    else {
      unindex.run(place)
      index.run(place, indexed(text))
    }
    return id
  }
  /** How a day was, without a word on it, is a check-in and no empty page. */
  const lay = ({ identity, entry }: Row, run: number): void => {
    const one = JSON.parse(entry) as Gathered
    const { day, title, remarks, writing, tags, extra } = one
    const feeling = felt(one, run)
    const blank = plainText(writing).trim() === '' && tags.length === 0
    const id = feeling && blank ? null : entered(one, run)
    keepOne.run({ identity, entry: id, checkin: id ? null : feeling, run, extra: JSON.stringify(extra) })
    lines.put(run, 'brought', id && toHex(id), { ...NO_LINE, day, title, remarks: [...remarks] })
  }

  return ({ n: run }) => {
    const row = next.get(run)
    if (!row) {
      letGo.run(run)
      done.run(run)
      count()
      return false
    }
    lay(row, run)
    drop.run(row.n)
    return true
  }
}
