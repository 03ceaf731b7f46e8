/** A connection that only reads: it writes no byte, merges no log, and holds nobody up. */
import Sqlite, { type Database } from 'better-sqlite3'
import { giveKey } from '../storage/key.ts'
import type { How } from '../storage/open.ts'

/** ms to wait for a moment in which the log is being merged. */
const PATIENCE = 5_000

/** @throws what SQLite throws, and what `see` throws. */
export function peek<T>(file: string, { cipher, key }: How, see: (db: Database) => T): T {
  const db = new Sqlite(file, { fileMustExist: true, readonly: true, timeout: PATIENCE })
  try {
    giveKey(db, cipher, key)
    db.pragma('temp_store = MEMORY')
    db.pragma('cell_size_check = ON')
    db.pragma('trusted_schema = OFF')
    return see(db)
  } finally {
    db.close()
  }
}
