/** A connection to the encrypted database, with every setting it relies on. */
import Sqlite, { type Database } from 'better-sqlite3'
import type { Cipher } from './header.ts'
import { giveKey } from './key.ts'

export type { Database }

export type How = { readonly cipher: Cipher; readonly key: Uint8Array }

/**
 * FULL: an acknowledged save survives a power cut (tests/vault/endurance shows that NORMAL does not). secure_delete,
 * here and in the search index: what is erased is overwritten. temp_store: nothing spills to disk.
 */
export const SETTINGS = [
  'temp_store = MEMORY',
  'cell_size_check = ON',
  'trusted_schema = OFF',
  'foreign_keys = ON',
  'secure_delete = ON',
  'journal_mode = WAL',
  'synchronous = FULL',
  'checkpoint_fullfsync = ON',
] as const

/**
 * Opens for writing.
 * @throws what SQLite throws; `faultOf` names it.
 */
export function open(file: string, { cipher, key }: How, create = false): Database {
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
