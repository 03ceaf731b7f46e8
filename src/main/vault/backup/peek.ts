/** A connection that only reads: it writes no byte, merges no log, and holds nobody up. */
import { statSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { giveKey } from '../storage/key.ts'
import type { How } from '../storage/open.ts'

/** ms to wait for a moment in which the log is being merged. */
const PATIENCE = 5_000

/** All that SQLite may open to read a database. */
const PARTS = ['', '-wal', '-shm', '-journal']

/** Opening a pipe waits for ever, and a device is nobody's notebook. @throws as for a file that is no database */
function onlyFiles(file: string): void {
  for (const part of PARTS) {
    const is = statSync(`${file}${part}`, { throwIfNoEntry: false })
    if (is && !is.isFile()) throw Object.assign(new Error('no file'), { code: 'SQLITE_NOTADB' })
  }
}

/** To be closed by the caller. @throws what SQLite throws. */
export function peekInto(file: string, { cipher, key }: How): Database {
  onlyFiles(file)
  const db = new Sqlite(file, { fileMustExist: true, readonly: true, timeout: PATIENCE })
  try {
    giveKey(db, cipher, key)
    db.pragma('temp_store = MEMORY')
    db.pragma('cell_size_check = ON')
    db.pragma('trusted_schema = OFF')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** @throws what SQLite throws, and what `see` throws. */
export function peek<T>(file: string, how: How, see: (db: Database) => T): T {
  const db = peekInto(file, how)
  try {
    return see(db)
  } finally {
    db.close()
  }
}
