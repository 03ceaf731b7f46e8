/** Opening a vault. Whatever goes wrong, nothing is overwritten and nothing is deleted. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { equal } from '../../../shared/bytes.ts'
import type { Key } from '../../../shared/contract/keys.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { isFolder } from '../backup/files.ts'
import { dropBefore, keepBefore } from '../backup/migration.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { truncateLog } from './checkpoint.ts'
import { clearLeftovers } from './clear.ts'
import { faultOf } from './fault.ts'
import { ownFiles, syncDir } from './file.ts'
import { databaseFile, HEADER_FILE, type Header, ready, unwrap } from './header.ts'
import { heedLog, toldOfLog } from './kept.ts'
import { takeLock } from './lock.ts'
import { type Migration, migrate, schemaVersion } from './migrate.ts'
import { type Database, type How, look, open } from './open.ts'
import { headerOn, setWordsVoid, wordsVoid } from './rewrite.ts'
import { standing } from './standing.ts'
import { typed } from './typed.ts'

export type Notice = 'header-older' | 'words-void' | 'log-harmed'

/** `release` lets go of the lock and wipes the vault key; the database is closed before it. */
export type Opened = {
  readonly db: Database
  /** Cipher and vault key, for another connection to the same file or to a copy of it. Wiped by `release`. */
  readonly how: How
  readonly notices: readonly Notice[]
  /** Somebody was told the notices: that changes are gone is not said again. */
  readonly told: () => void
  readonly release: () => void
}

/** Opened by a passphrase or by recovery words. */
export type Opening = Key & {
  readonly dir: string
  readonly derive: Derive
  readonly migrations: readonly Migration[]
}

/**
 * faults: no-vault, nothing-there (a link in its place leads nowhere), wrong-passphrase, wrong-words, words-unreadable,
 * damaged, linked, newer-version, vault-in-use, disk-full, not-saved
 */
export async function unlock({ dir, derive, migrations, ...key }: Opening): Promise<Result<Opened, Fault>> {
  if (standing(dir) === 'none') return err('no-vault')
  const tried = typed(key)
  if (!tried.ok) return tried
  if (!isFolder(dir)) return err(fs.lstatSync(dir).isSymbolicLink() ? 'nothing-there' : 'damaged')
  if (!fs.lstatSync(join(dir, HEADER_FILE), { throwIfNoEntry: false })) return err('damaged')
  await ready()
  using claim = new DisposableStack()
  const lock = takeLock(dir)
  if (!lock) return err('vault-in-use')
  claim.use(lock)

  const found = headerOn(dir)
  if (!found.ok) return found
  const { header } = found.value
  const vaultKey = await unwrap(found.value, tried.value, derive)
  if (!vaultKey.ok) return vaultKey
  claim.use(vaultKey.value)

  const path = join(dir, databaseFile(header))
  const how = { cipher: header.cipher, key: vaultKey.value.bytes }
  try {
    const created = fs.existsSync(path) ? path : `${path}.new`
    if (!fs.existsSync(created)) return err('damaged')
    const log = heedLog(created)
    const seen = inspect(created, how, header, migrations.length, log.doubtful)
    if (!seen.ok) return seen
    if (created !== path) {
      fs.renameSync(created, path)
      syncDir(dir)
    }
    const version = look(path, how, schemaVersion)
    const kept = version < migrations.length ? keepBefore(dir, how, version) : ok(true)
    if (!kept.ok) return kept
    const db = open(path, how)
    const notices: Notice[] = seen.value > header.generation ? ['header-older'] : []
    if (log.lost) notices.push('log-harmed')
    try {
      if (log.holds) emptyLog(db)
      if (version === migrations.length) dropBefore(dir)
      migrate(db, migrations)
      if (seen.value < header.generation) db.prepare('UPDATE vault SET generation = ?').run(header.generation)
      clearLeftovers(dir, db)
      if (wordsVoid(db) === 'untold') {
        setWordsVoid(db, 'told')
        notices.push('words-void')
      }
    } catch (error) {
      db.close()
      throw error
    }
    ownFiles(dir)
    const held = claim.move()
    return ok({ db, how, notices, told: () => toldOfLog(path), release: () => held.dispose() })
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/** What a kill left is merged at once: frames of a write that it tore are never taken for another one's later (log.ts). */
function emptyLog(db: Database): void {
  try {
    truncateLog(db)
  } catch (error) {
    // A full disk: the log keeps everything.
    if (!faultOf(error)) throw error
  }
}

/**
 * The generation this database remembers; everything that forbids opening is found here, before a byte is written.
 * `doubtful`: part of its log cannot be read, so that all of it is read first.
 */
function inspect(
  path: string,
  how: How,
  header: Header,
  known: number,
  doubtful: boolean,
): Result<number, Fault> {
  try {
    return look(path, how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      if (doubtful && db.pragma('integrity_check(1)', { simple: true }) !== 'ok') return err('damaged')
      const row = db.prepare('SELECT id, generation FROM vault').get() as
        | { id: Uint8Array; generation: number }
        | undefined
      return row && equal(row.id, header.vaultId) ? ok(row.generation) : err('damaged')
    })
  } catch (error) {
    // Its key is proven right, so what does not open or lacks its table is damaged.
    const fault = faultOf(error)
    if (fault) return err(fault)
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR') return err('damaged')
    throw error
  }
}
