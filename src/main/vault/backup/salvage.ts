/**
 * What can still be read of a damaged notebook, in a new one beside it under the same key and header: the journal here, every
 * other table in carry.ts. Every page authenticates, so what is read is what was written; what is not read is left out. As
 * after any restore, nothing in it signs (copy.ts).
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { fromHex, toHex } from '../../../shared/bytes.ts'
import { backupCalls, type Contents, type Going } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import { Day } from '../../../shared/journal/day.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, plainText, Writing } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { opening } from '../journal/excerpt.ts'
import { keepKinds } from '../journal/kinds.ts'
import { firstPlace, PER_DAY } from '../journal/place.ts'
import { faultOf } from '../storage/fault.ts'
import { databaseFile, HEADER_FILE, type Header, read } from '../storage/header.ts'
import { heedLog } from '../storage/kept.ts'
import { takeLock } from '../storage/lock.ts'
import { type Migration, migrate, schemaVersion } from '../storage/migrate.ts'
import { type Database, type How, open } from '../storage/open.ts'
import { bringBlob, holdsBlobs, ifReadable } from './blobs.ts'
import { carry } from './carry.ts'
import { signNothing } from './copy.ts'
import { writeOwnFile } from './files.ts'
import { headerOf } from './found.ts'
import { keep } from './keep.ts'
import { mendCircles } from './mend.ts'
import { peek } from './peek.ts'
import { readPlace } from './place.ts'
import { rowids } from './readable.ts'
import { build, rehead } from './restore.ts'
import { carrySaid } from './said.ts'

type Row = {
  readonly place: number
  readonly id: Uint8Array
  readonly day: Day
  readonly created: number
  readonly modified: number
  readonly binned: number | null
  readonly bin_day: number | null
  readonly writing: string
}
type Version = Pick<Row, 'id' | 'day' | 'modified' | 'writing'> & { readonly n: number }

/** The places of all entries that any way leads to. Between the ends lie pages that only their neighbours lead to: by days. */
const places = (db: Database): number[] =>
  rowids(db, 'entry', {
    also: [
      'SELECT place AS n FROM entry INDEXED BY sqlite_autoindex_entry_1 WHERE id >= 0',
      'SELECT id AS n FROM entry_words_docsize',
    ],
    within: [firstPlace('1900-01-01' as Day), firstPlace('2200-01-01' as Day)],
    behind: place => (Math.floor(place / PER_DAY) + 1) * PER_DAY,
  })

/** Undefined when this is no writing: then the row does not count as read. */
function writingIn({ day, writing }: Pick<Row, 'day' | 'writing'>): Writing | undefined {
  try {
    const parsed: unknown = JSON.parse(writing)
    return v.is(Day, day) && v.is(Writing, parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** What `see` is given is in memory by itself: a journal may be larger than that. */
function eachEntry(db: Database, see: (row: Row, writing: Writing) => void): void {
  const counted = ifReadable(() => db.prepare('SELECT bin_day FROM entry LIMIT 0').all()) !== undefined
  const one = db.prepare<[number], Row>(
    `SELECT place, id, day, created, modified, binned, ${counted ? 'bin_day' : 'NULL AS bin_day'}, writing
     FROM entry NOT INDEXED WHERE place = ?`,
  )
  for (const place of places(db)) {
    const row = ifReadable(() => one.get(place))
    const writing = row && writingIn(row)
    if (row && writing) see(row, writing)
  }
}

function eachVersion(db: Database, see: (version: Version, writing: Writing) => void): void {
  const one = db.prepare<[number], Version>(
    'SELECT n, entry AS id, day, modified, writing FROM entry_version NOT INDEXED WHERE n = ?',
  )
  for (const n of rowids(db, 'entry_version')) {
    const version = ifReadable(() => one.get(n))
    const writing = version && writingIn(version)
    if (version && writing) see(version, writing)
  }
}

type Mentioned = { readonly id: Uint8Array; readonly blobs: readonly BlobId[]; readonly loose: boolean }

/**
 * The journal, within a transaction. Answers how many entries are here as an earlier version only, which files were mentioned,
 * to be brought after it, and for each place of before the one of now.
 */
function journal(
  from: Database,
  to: Database,
): { earlier: number; mentioned: Mentioned[]; places: ReadonlyMap<number, number> } {
  const put =
    to.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, bin_day, writing)
    VALUES (@place, @id, @day, @opening, @created, @modified, @binned, @bin_day, @writing)`)
  const unsettle = to.prepare('INSERT INTO entry_unsettled (place) VALUES (?)')
  const last = to
    .prepare<[number, number], number | null>('SELECT max(place) FROM entry WHERE place >= ? AND place < ?')
    .pluck()
  const mentioned: Mentioned[] = []
  const whole = new Set<string>()
  const places = new Map<number, number>()
  const kinds = keepKinds(to)
  const add = (row: Row, writing: Writing): void => {
    if (whole.has(toHex(row.id))) return
    put.run({ ...row, opening: opening(plainText(writing)) })
    kinds(row.place, writing)
    if (row.binned === null) unsettle.run(row.place)
    whole.add(toHex(row.id))
    const blobs = blobsIn(writing)
    if (blobs.length > 0) mentioned.push({ id: row.id, blobs, loose: false })
  }
  eachEntry(from, (row, writing) => {
    places.set(row.place, row.place)
    add(row, writing)
  })

  // A version may come before its entry here; at the end each has one.
  to.pragma('defer_foreign_keys = ON')
  const keepVersion = to.prepare(
    'INSERT INTO entry_version (n, entry, day, modified, writing) VALUES (@n, @id, @day, @modified, @writing)',
  )
  const newest = new Map<string, { n: number; modified: number }>()
  const loose: (Mentioned & { n: number })[] = []
  eachVersion(from, (version, writing) => {
    const { id, n, modified } = version
    keepVersion.run(version)
    const blobs = blobsIn(writing)
    if (blobs.length > 0) loose.push({ n, id, blobs, loose: true })
    const known = newest.get(toHex(id))
    if (!whole.has(toHex(id)) && (!known || known.modified <= modified))
      newest.set(toHex(id), { n, modified })
  })

  // The newest version of what has no entry takes its place; the others stay versions.
  const chosen = new Set([...newest.values()].map(({ n }) => n))
  const take = to.prepare<[number], Version>(
    'DELETE FROM entry_version WHERE n = ? RETURNING n, entry AS id, day, modified, writing',
  )
  // The row is lost; the index may still say where it stood.
  const stood = from
    .prepare<[Uint8Array], number>('SELECT place FROM entry INDEXED BY sqlite_autoindex_entry_1 WHERE id = ?')
    .pluck()
  for (const n of [...chosen].sort((a, b) => a - b)) {
    const version = take.get(n)
    const writing = version && writingIn(version)
    if (!version || !writing) continue
    const begin = firstPlace(version.day)
    const place = (last.get(begin, begin + PER_DAY) ?? begin - 1) + 1
    const { id, day, modified, writing: json } = version
    const before = ifReadable(() => stood.get(id))
    if (before !== undefined) places.set(before, place)
    add({ place, id, day, created: modified, modified, binned: null, bin_day: null, writing: json }, writing)
  }
  mentioned.push(...loose.filter(({ n }) => !chosen.has(n)))
  return { earlier: chosen.size, mentioned, places }
}

/** The files of all that was saved, each in a transaction of its own, where all of a file can be read. */
function files(from: Database, to: Database, mentioned: readonly Mentioned[]): void {
  if (!holdsBlobs(from)) return
  for (const { blobs } of mentioned) for (const blob of blobs) bringBlob(from, to, fromHex(blob))
  const mentions = mention(to)
  const loosely = to.prepare(
    'INSERT INTO entry_blob (entry, blob, loose) SELECT ?, id, 1 FROM blob WHERE id = ? ON CONFLICT DO NOTHING',
  )
  to.transaction(() => {
    for (const { id, blobs, loose } of mentioned)
      if (loose) for (const blob of blobs) loosely.run(id, fromHex(blob))
      else mentions(id, blobs)
  }).immediate()
}

/** Everything into the new database. Undefined: nothing of the old one can be read. */
function pour(
  from: Database,
  to: Database,
  { vaultId, generation }: Header,
): { earlier: number } | undefined {
  const words = ifReadable(() => from.prepare<[], number>('SELECT words_void FROM vault').pluck().get()) ?? 0
  const begin = to.prepare('INSERT INTO vault (one, id, generation, words_void) VALUES (1, ?, ?, ?)')
  const { earlier, mentioned } = to
    .transaction(() => {
      begin.run(vaultId, generation, words)
      carry(from, to)
      mendCircles(to)
      signNothing(to)
      const brought = journal(from, to)
      carrySaid(from, to, brought.places)
      return brought
    })
    .immediate()
  files(from, to, mentioned)
  const any = to.prepare('SELECT 1 FROM entry UNION ALL SELECT 1 FROM circles LIMIT 1').get()
  return any === undefined ? undefined : { earlier }
}

export type Salvaging = {
  /** The damaged vault's folder. */
  readonly dir: string
  /** The bytes of its header: the vault's own, or a backup's where the vault's own does not read. */
  readonly headerBytes: Uint8Array
  readonly how: How
  readonly migrations: readonly Migration[]
  readonly told?: ((going: Going) => void) | undefined
}

/** Counted in the new notebook. */
export const Salvaged = backupCalls['backup.salvage'].result
export type Salvaged = v.InferOutput<typeof Salvaged>

const counts = (
  { entries, circles, notes }: Contents,
  how: Pick<Salvaged, 'earlier' | 'whole'>,
): Salvaged => ({ entries, circles, notes, ...how })

/** Row by row. */
function rescue(
  { dir, headerBytes, how, migrations, told }: Salvaging,
  header: Header,
): Result<Salvaged, Fault> {
  const database = join(dir, databaseFile(header))
  const version = ifReadable(() => peek(database, how, schemaVersion))
  if (version === undefined) return err('nothing-readable')
  if (version > migrations.length) return err('newer-version')
  let earlier = 0
  const fill = (place: string): Result<true, Fault> => {
    writeOwnFile(join(place, HEADER_FILE), headerBytes)
    const db = open(join(place, databaseFile(header)), how, true)
    try {
      migrate(db, migrations)
      const poured = peek(database, how, from => pour(from, db, header))
      // Where backups go is known although the settings are lost.
      const folder = readPlace(dir, how.key)
      if (folder !== undefined) keep(db).put('folder', folder)
      earlier = poured?.earlier ?? 0
      return poured ? ok(true) : err('nothing-readable')
    } catch (error) {
      // Not one statement about the old one could be made: its first pages are gone.
      if (faultOf(error) === 'damaged') return err('nothing-readable')
      throw error
    } finally {
      db.close()
    }
  }
  const built = build(dir, header, how, migrations.length, fill, told)
  if (!built.ok) return built.fault === 'backup-damaged' ? err('not-saved') : built
  return ok(counts(built.value, { earlier, whole: false }))
}

/**
 * Decides on the new notebook (restore.ts). Nobody opens the damaged one meanwhile, and its log is heeded as at an opening.
 * faults: nothing-readable, newer-version, vault-in-use, disk-full, not-saved
 */
export function salvage(plan: Salvaging): Result<Salvaged, Fault> {
  const { dir, headerBytes, how, migrations, told = () => {} } = plan
  const given = read(headerBytes)
  if (!given.ok) return err('nothing-readable')
  const { header } = given.value
  try {
    using lock = takeLock(dir)
    if (!lock) return err('vault-in-use')
    const database = join(dir, databaseFile(header))
    if (!fs.existsSync(database)) return err('nothing-readable')
    heedLog(database)
    told({ step: 'gathering', part: null })
    const whole = headerOf(dir).ok
      ? undefined
      : rehead(dir, headerBytes, header, how, migrations.length, told)
    return whole?.ok ? ok(counts(whole.value, { earlier: 0, whole: true })) : rescue(plan, header)
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}
