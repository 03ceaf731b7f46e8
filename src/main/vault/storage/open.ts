/** A connection to the encrypted database, with every setting it relies on. */
import Sqlite, { type Database } from 'better-sqlite3'
import type { Cipher } from './header.ts'
import { giveKey } from './key.ts'

export type { Database }

export type How = { readonly cipher: Cipher; readonly key: Uint8Array }

/**
 * Opens for writing. FULL: an acknowledged save survives a power cut (tests/vault/endurance shows that NORMAL does
 * not). secure_delete, here and in the search index: what is erased is overwritten. temp_store: nothing spills to disk.
 * @throws what SQLite throws; `faultOf` names it.
 */
export function open(file: string, { cipher, key }: How, create = false): Database {
  const db = new Sqlite(file, { fileMustExist: !create, timeout: 0 })
  try {
    giveKey(db, cipher, key)
    db.pragma('temp_store = MEMORY')
    db.pragma('cell_size_check = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('checkpoint_fullfsync = ON')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Looks without touching: a read-only connection writes no byte and merges no log when it is closed. */
export function look<T>(file: string, { cipher, key }: How, see: (db: Database) => T): T {
  const db = new Sqlite(file, { fileMustExist: true, readonly: true, timeout: 0 })
  try {
    giveKey(db, cipher, key)
    return see(db)
  } finally {
    db.close()
  }
}
