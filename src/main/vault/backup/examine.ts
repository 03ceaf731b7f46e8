/** Reads all of a copy and says what is in it: every page authenticates, every entry is whole, nothing hangs loose. */
import * as v from 'valibot'
import { equal } from '../../../shared/bytes.ts'
import type { Contents } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import { Day } from '../../../shared/journal/day.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { Writing } from '../../../shared/writing/writing.ts'
import { faultOf } from '../storage/fault.ts'
import type { Header } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Database, How } from '../storage/open.ts'
import { sizeOf } from './files.ts'
import { peekCopy } from './peek.ts'

const isError = (error: unknown): boolean => error instanceof Error && 'code' in error

/** What a copy that does not read says of itself, whatever SQLite calls it. A bug is thrown on. */
export function harm(error: unknown): Fault {
  const fault = faultOf(error)
  if (fault === 'vault-in-use' || fault === 'disk-full') return fault
  if (fault || isError(error) || error instanceof SyntaxError) return 'backup-damaged'
  throw error
}

const has = (db: Database, table: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined

const count = (db: Database, table: string, where = ''): number =>
  has(db, table) ? Number(db.prepare(`SELECT count(*) FROM ${table} ${where}`).pluck().get()) : 0

type Row = { day: Day; writing: string; binned: number | null }

function readAll(db: Database): Omit<Contents, 'bytes'> | undefined {
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return undefined
  if ((db.pragma('foreign_key_check') as unknown[]).length > 0) return undefined
  let entries = 0
  let binned = 0
  let first: Day | null = null
  let last: Day | null = null
  for (const row of db.prepare<[], Row>('SELECT day, writing, binned FROM entry ORDER BY place').iterate()) {
    if (!v.is(Day, row.day) || !v.is(Writing, JSON.parse(row.writing))) return undefined
    entries++
    if (row.binned !== null) binned++
    first ??= row.day
    last = row.day
  }
  const notes = count(db, 'documents', "WHERE kind = 'note'")
  return { entries, binned, first, last, circles: count(db, 'circles'), notes }
}

/** `known`: the newest schema this Kinfold knows. faults: backup-damaged, newer-version */
export function examine(dir: string, header: Header, how: How, known: number): Result<Contents, Fault> {
  try {
    return peekCopy(dir, header, how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      const id = db.prepare<[], Uint8Array>('SELECT id FROM vault').pluck().get()
      const all = id && equal(id, header.vaultId) ? readAll(db) : undefined
      return all ? ok({ ...all, bytes: sizeOf(dir) }) : err('backup-damaged')
    })
  } catch (error) {
    return err(harm(error))
  }
}
