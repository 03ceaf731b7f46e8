/** Every page of a vault without its clothes: what somebody with the key could find on the disk, free pages included. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derive } from '../../src/main/vault/crypto/passphrase.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { unlock } from '../../src/main/vault/storage/unlock.ts'
import { findWords, type Hit } from '../scan.ts'
import { PASSPHRASE } from './house.ts'

/** The words that stand in a copy of this vault, decrypted page by page. The vault's process is not disturbed. */
export async function findWithKey(vault: string, words: readonly string[]): Promise<Hit[]> {
  const place = fs.mkdtempSync(join(tmpdir(), 'kinfold-open-'))
  try {
    const copy = join(place, 'vault')
    fs.cpSync(vault, copy, { recursive: true, filter: path => !path.endsWith('in-use') })
    const opened = await unlock({ dir: copy, passphrase: PASSPHRASE, derive, migrations: MIGRATIONS })
    if (!opened.ok) throw new Error(opened.fault)
    const { db, release } = opened.value
    const pages = db.serialize()
    db.close()
    release()
    fs.rmSync(copy, { recursive: true })
    fs.writeFileSync(join(place, 'pages'), pages)
    return findWords(place, words)
  } finally {
    fs.rmSync(place, { recursive: true, force: true })
  }
}
