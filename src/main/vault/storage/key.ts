/** Giving a connection its key: as bytes that are wiped, not as SQL text, which cannot be. */
import type { Database } from 'better-sqlite3'
import { KEY_BYTES } from '../crypto/passphrase.ts'
import type { Cipher } from './header.ts'

/** What better-sqlite3-multiple-ciphers adds, and the types of its elder do not know. */
type Keyed = { key(key: Buffer): void; rekey(key: Buffer): void }

/** A raw 32-byte key, SQLite3MultipleCiphers' `raw:` form: no derivation runs. */
function give(db: Database, how: keyof Keyed, key: Uint8Array): void {
  // A key of any other length would silently be taken for a passphrase.
  if (key.length !== KEY_BYTES) throw new Error('a database key has 32 bytes')
  const raw = Buffer.concat([Buffer.from('raw:'), key])
  try {
    ;(db as Database & Keyed)[how](raw)
  } finally {
    raw.fill(0)
  }
}

export function giveKey(db: Database, cipher: Cipher, key: Uint8Array): void {
  db.pragma(`cipher = '${cipher}'`)
  give(db, 'key', key)
}

/** Seals every page anew, with the cipher it has. The database is in no WAL mode and nobody else's. */
export const giveNewKey = (db: Database, key: Uint8Array): void => give(db, 'rekey', key)
