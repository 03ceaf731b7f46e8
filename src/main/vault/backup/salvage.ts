/**
 * What can still be read of a damaged notebook, in a new one beside it under the same key and header. Every way to a row is
 * tried: along the table from both ends and from every day, and through two indexes. Every page authenticates, so what is
 * read is what was written; what is not read is left out.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { Fault } from '../../../shared/fault.ts'
import type { Day } from '../../../shared/journal/day.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { blobsIn, plainText, type Writing } from '../../../shared/writing/writing.ts'
import { mention } from '../attachments/mention.ts'
import { opening } from '../journal/excerpt.ts'
import { firstPlace, PER_DAY } from '../journal/place.ts'
import { faultOf } from '../storage/fault.ts'
import { databaseFile, HEADER_FILE, type Header } from '../storage/header.ts'
import { type Migration, migrate } from '../storage/migrate.ts'
import { type Database, type How, open } from '../storage/open.ts'
import { bringBlob, holdsBlobs, tried } from './blobs.ts'
import { writeOwnFile } from './files.ts'
import { keep } from './keep.ts'
import { peek } from './peek.ts'
import { readPlace } from './place.ts'
import { building, decide } from './restore.ts'

type Row = {
  place: number
  id: Uint8Array
  day: Day
  created: number
  modified: number
  binned: number | null
  writing: string
}
type Version = Pick<Row, 'id' | 'day' | 'modified' | 'writing'>

/** As many as come before the first page that does not read. */
function drain(db: Database, sql: string, ...args: number[]): number[] {
  const found: number[] = []
  tried(() => {
    for (const place of db
      .prepare<number[], number>(sql)
      .pluck()
      .iterate(...args))
      found.push(place)
  })
  return found
}

const dayAt = (place: number): number => Math.floor(place / PER_DAY)

/** The places of all entries that any way leads to. */
function places(db: Database): Set<number> {
  const forward = 'SELECT place FROM entry NOT INDEXED WHERE place >= ? ORDER BY place'
  const backward = 'SELECT place FROM entry NOT INDEXED ORDER BY place DESC'
  const first = drain(db, forward, 0)
  const last = drain(db, backward)
  const indexed = drain(db, 'SELECT place FROM entry INDEXED BY sqlite_autoindex_entry_1 WHERE id >= 0')
  const words = drain(db, 'SELECT id FROM entry_words_docsize')
  const found = new Set([...first, ...last, ...indexed, ...words])
  // Between the ends lie pages that only their neighbours lead to: from each day on, until the next one that does not read.
  const known = [...found].map(dayAt)
  const from =
    first.length > 0
      ? dayAt(first.at(-1) ?? 0)
      : Math.min(...known, firstPlace('1900-01-01' as Day) / PER_DAY)
  const to =
    last.length > 0 ? dayAt(last.at(-1) ?? 0) : Math.max(...known, firstPlace('2200-01-01' as Day) / PER_DAY)
  for (let day = from; day <= to; ) {
    const here = drain(db, forward, day * PER_DAY)
    for (const place of here) found.add(place)
    const reached = here.at(-1)
    day = Math.max(day, reached === undefined ? day : dayAt(reached)) + 1
  }
  return found
}

type Readable = { rows: Row[]; earlier: Version[] }

function readable(db: Database): Readable {
  const one = db.prepare<[number], Row>(
    'SELECT place, id, day, created, modified, binned, writing FROM entry NOT INDEXED WHERE place = ?',
  )
  const rows = [...places(db)]
    .sort((a, b) => a - b)
    .map(place => tried(() => one.get(place)))
    .filter(row => row !== undefined)
    .filter(row => tried(() => plainText(JSON.parse(row.writing) as Writing)) !== undefined)
  const whole = new Set(rows.map(({ id }) => toHex(id)))
  const versions = new Map<string, Version>()
  for (const order of ['', 'DESC'])
    tried(() => {
      const each = db.prepare<[], Version & { n: number }>(
        `SELECT n, entry AS id, day, modified, writing FROM entry_version NOT INDEXED ORDER BY n ${order}`,
      )
      for (const version of each.iterate()) {
        const id = toHex(version.id)
        const known = versions.get(id)
        if (!whole.has(id) && (!known || known.modified <= version.modified)) versions.set(id, version)
      }
    })
  return { rows, earlier: [...versions.values()] }
}

function write(db: Database, vaultId: Uint8Array, generation: number, { rows, earlier }: Readable): void {
  const put = db.prepare(`INSERT INTO entry (place, id, day, opening, created, modified, binned, writing)
    VALUES (@place, @id, @day, @opening, @created, @modified, @binned, @writing)`)
  const unsettle = db.prepare('INSERT INTO entry_unsettled (place) VALUES (?)')
  const last = db
    .prepare<[number, number], number | null>('SELECT max(place) FROM entry WHERE place >= ? AND place < ?')
    .pluck()
  const add = (row: Row): void => {
    const words = opening(plainText(JSON.parse(row.writing) as Writing))
    put.run({ ...row, opening: words })
    if (row.binned === null) unsettle.run(row.place)
  }
  db.transaction(() => {
    db.prepare('INSERT INTO vault (one, id, generation) VALUES (1, ?, ?)').run(vaultId, generation)
    for (const row of rows) add(row)
    for (const version of earlier) {
      const begin = firstPlace(version.day)
      const place = (last.get(begin, begin + PER_DAY) ?? begin - 1) + 1
      add({ ...version, place, created: version.modified, binned: null })
    }
  }).immediate()
}

/** The files that what was saved mentions, where all of a file can be read. */
function files(from: Database, to: Database, { rows, earlier }: Readable): void {
  if (!holdsBlobs(from)) return
  const key = tried(() => from.prepare<[], Uint8Array>('SELECT key FROM blob_key').pluck().get())
  if (key) to.prepare('UPDATE blob_key SET key = ?').run(key)
  const mentions = mention(to)
  for (const { id, writing } of [...rows, ...earlier]) {
    const blobs = blobsIn(JSON.parse(writing) as Writing)
    for (const blob of blobs) bringBlob(from, to, fromHex(blob))
    mentions(id, blobs)
  }
}

export type Salvaging = {
  /** The damaged vault's folder. */
  readonly dir: string
  readonly header: Header
  /** The bytes of that header: the vault's own, or a backup's where the vault's own does not read. */
  readonly headerBytes: Uint8Array
  readonly how: How
  readonly migrations: readonly Migration[]
}

/** Decides on the new notebook (restore.ts). faults: nothing-readable, disk-full, not-saved */
export function salvage({
  dir,
  header,
  headerBytes,
  how,
  migrations,
}: Salvaging): Result<{ entries: number; earlier: number }, Fault> {
  const database = join(dir, databaseFile(header))
  const found = tried(() => peek(database, how, readable))
  if (!found || found.rows.length + found.earlier.length === 0) return err('nothing-readable')
  const place = building(dir)
  try {
    writeOwnFile(join(place, HEADER_FILE), headerBytes)
    const db = open(join(place, databaseFile(header)), how, true)
    try {
      migrate(db, migrations)
      write(db, header.vaultId, header.generation, found)
      // Where backups go is known although the settings are lost.
      const folder = readPlace(dir, how.key)
      if (folder !== undefined) keep(db).put('folder', folder)
      peek(database, how, from => files(from, db, found))
    } finally {
      db.close()
    }
    decide(dir)
    return ok({ entries: found.rows.length + found.earlier.length, earlier: found.earlier.length })
  } catch (error) {
    fs.rmSync(place, { recursive: true, force: true })
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}
