/** Giving a connection its key: as bytes that are wiped, not as SQL text, which cannot be. */
import type { Database } from 'better-sqlite3'
import { KEY_BYTES } from '../crypto/passphrase.ts'
import type { Cipher } from './header.ts'

/** What better-sqlite3-multiple-ciphers adds, and the types of its elder do not know. */
type Keyed = { key(key: Buffer): void }

/** A raw 32-byte key, SQLite3MultipleCiphers' `raw:` form: no derivation runs. */
export function giveKey(db: Database, cipher: Cipher, key: Uint8Array): void {
  // A key of any other length would silently be taken for a passphrase.
  if (key.length !== KEY_BYTES) throw new Error('a database key has 32 bytes')
  db.pragma(`cipher = '${cipher}'`)
  const raw = Buffer.concat([Buffer.from('raw:'), key])
  try {
    ;(db as Database & Keyed).key(raw)
  } finally {
    raw.fill(0)
  }
}
