/**
 * Which cipher a new vault gets: AEGIS-256 is several times faster on a processor with AES instructions, and slower
 * than ChaCha20-Poly1305 on one without. Both authenticate every page. Timed at creation, stored in the header.
 */
import * as fs from 'node:fs'
import Sqlite from 'better-sqlite3'
import { CIPHERS, type Cipher } from './header.ts'
import { giveKey } from './key.ts'

/** ms to read 100 pages ten times over with this cipher; nothing secret, and `file` is removed. */
function time(file: string, cipher: Cipher, now: () => number): number {
  const db = new Sqlite(file)
  try {
    giveKey(db, cipher, new Uint8Array(32).fill(1))
    db.pragma('synchronous = OFF')
    // A cache of ten pages: every other read decrypts again.
    db.pragma('cache_size = 10')
    db.exec('CREATE TABLE page (bytes BLOB)')
    const put = db.prepare('INSERT INTO page VALUES (zeroblob(4000))')
    db.transaction(() => {
      for (let i = 0; i < 100; i++) put.run()
    })()
    const start = now()
    for (let i = 0; i < 10; i++) db.prepare('SELECT sum(length(hex(bytes))) FROM page').get()
    return now() - start
  } finally {
    db.close()
    fs.rmSync(file, { force: true })
  }
}

/** `scratch(cipher)` names a file that may be written; `now` in ms. AEGIS unless ChaCha20 is clearly faster. */
export function fastestCipher(scratch: (cipher: Cipher) => string, now: () => number): Cipher {
  const [aegis = 0, chacha20 = 0] = CIPHERS.map(cipher => time(scratch(cipher), cipher, now))
  return chacha20 < 0.9 * aegis ? 'chacha20' : 'aegis'
}
