/** A connection to the encrypted database, with every setting it relies on. */
import { statSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Cipher } from './header.ts'
import { giveKey } from './key.ts'

export type { Database }

export type How = { readonly cipher: Cipher; readonly key: Uint8Array }

/**
 * FULL: an acknowledged save survives a power cut (tests/vault/endurance shows that NORMAL does not). secure_delete,
 * here and in the search index: what is erased is overwritten. temp_store: nothing spills to disk.
 */
const READING = ['temp_store = MEMORY', 'cell_size_check = ON', 'trusted_schema = OFF'] as const
export const SETTINGS = [
  ...READING,
  'foreign_keys = ON',
  'secure_delete = ON',
  'journal_mode = WAL',
  'synchronous = FULL',
  'checkpoint_fullfsync = ON',
] as const

/** All that SQLite may open for a database. */
const PARTS = ['', '-wal', '-shm', '-journal']

/** Opening a pipe waits for ever, and a device is nobody's notebook. @throws as for a file that is no database */
function onlyFiles(file: string): void {
  for (const part of PARTS) {
    const is = statSync(`${file}${part}`, { throwIfNoEntry: false })
    if (is && !is.isFile()) throw Object.assign(new Error('no file'), { code: 'SQLITE_NOTADB' })
  }
}

/**
 * Opens for writing.
 * @throws what SQLite throws; `faultOf` names it.
 */
export function open(file: string, { cipher, key }: How, create = false): Database {
  onlyFiles(file)
  const db = new Sqlite(file, { fileMustExist: !create, timeout: 0 })
  try {
    giveKey(db, cipher, key)
    for (const setting of SETTINGS) db.pragma(setting)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * A copy is no WAL database until it is opened for good, and that change alone is made with a rollback journal. Where a kill
 * left one, only a connection that may write takes it back, and none that reads opens before.
 */
function takeBack(file: string, { cipher, key }: How, patience: number): void {
  const { size = 0 } = statSync(`${file}-wal`, { throwIfNoEntry: false }) ?? {}
  if (size > 0 || !statSync(`${file}-journal`, { throwIfNoEntry: false })) return
  const db = new Sqlite(file, { fileMustExist: true, timeout: patience })
  try {
    giveKey(db, cipher, key)
    db.pragma('schema_version')
  } finally {
    db.close()
  }
}

/**
 * Opens for reading alone: it writes into no page and merges no log when it is closed. The index beside a log is made anew,
 * and what it proved is gone: `heedLog` or `heedAtRest` (kept.ts, rest.ts) came before, or somebody has it open who did.
 * `patience`: ms to wait for a moment in which the log is being merged.
 * @throws what SQLite throws
 */
export function openForReading(file: string, how: How, patience = 0): Database {
  const { cipher, key } = how
  onlyFiles(file)
  takeBack(file, how, patience)
  const db = new Sqlite(file, { fileMustExist: true, readonly: true, timeout: patience })
  try {
    giveKey(db, cipher, key)
    for (const setting of READING) db.pragma(setting)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** @throws what SQLite throws, and what `see` throws. */
export function look<T>(file: string, how: How, see: (db: Database) => T, patience = 0): T {
  const db = openForReading(file, how, patience)
  try {
    return see(db)
  } finally {
    db.close()
  }
}
