/**
 * Making a copy of a vault that is a vault itself. Built in a folder whose name ends in `.new`, which no list shows and
 * no restore takes; it counts from the moment it has been checked, is on the disk, and is renamed.
 *
 * SQLite writes it in one step that nothing can follow or end. So it does that in the vault's own folder, on its quick
 * disk, where there is room; from there it goes piece by piece to the slow one. What a kill leaves there is cleared away at
 * the next opening, as everything unfinished is.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Contents, Going } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { removeDatabase } from '../storage/clear.ts'
import { faultOf } from '../storage/fault.ts'
import { authentic, databaseFile, HEADER_FILE, type Header } from '../storage/header.ts'
import { giveKey } from '../storage/key.ts'
import type { How } from '../storage/open.ts'
import { examine } from './examine.ts'
import {
  folderFault,
  isFolder,
  makeOwnDir,
  makeOwnFile,
  pourFile,
  removeOwn,
  syncFile,
  syncOwnDir,
  writeOwnFile,
} from './files.ts'
import { headerOf } from './found.ts'
import { UNFINISHED } from './name.ts'
import { peek } from './peek.ts'

export type Copying = {
  /** The vault's folder: header and database. */
  readonly dir: string
  readonly how: How
  /** Where the copy's folder is made, and its name. */
  readonly to: string
  readonly name: string
  /** The newest schema this Kinfold knows. */
  readonly known: number
  readonly told?: ((going: Going) => void) | undefined
}

/** In the vault's folder, what goes to be the copy of this name: an unfinished name. */
const staged = (name: string): string => `${name}${UNFINISHED}`

/** After a copy of this name that was ended in the middle. */
export const clearStaged = (dir: string, name: string): void => removeDatabase(dir, staged(name))

/**
 * Begins that file, if it may stand there: as much again stays free, since whoever writes meanwhile needs room, too. A
 * notebook on a disk that takes no writing is copied all the same.
 */
function canStage(dir: string, name: string, bytes: number): boolean {
  try {
    clearStaged(dir, name)
    const { bavail, bsize } = fs.statfsSync(dir)
    if (bavail * bsize < 2 * bytes) return false
    makeOwnFile(join(dir, staged(name)))
    return true
  } catch (error) {
    if (folderFault(error) ?? faultOf(error)) return false
    throw error
  }
}

const entriesIn = (db: Database): number => Number(db.prepare('SELECT count(*) FROM entry').pluck().get())

/** What the vault holds may grow while it is copied: between how many and how many entries the copy must have. */
function pour(from: string, how: How, to: string): readonly [number, number] {
  return peek(from, how, db => {
    const before = entriesIn(db)
    db.prepare('VACUUM INTO ?').run(to)
    const after = entriesIn(db)
    return [Math.min(before, after), Math.max(before, after)]
  })
}

/**
 * A restore never brings a device's signing key back to life (protocol.md section 8): two devices would sign one chain.
 * The copy keeps what the circles said, to be read; a joining under way was under those keys too.
 */
export function signNothing(db: Database): void {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
  if (has.get('device')) db.exec('DELETE FROM device')
  if (has.get('circles')) db.exec('UPDATE circles SET stopped = 1')
  for (const table of ['joining', 'linking', 'joining_file'])
    if (has.get(table)) db.exec(`DELETE FROM ${table}`)
}

/** A copy that was just made. */
export function quieten(file: string, { cipher, key }: How): void {
  const db = new Sqlite(file, { fileMustExist: true, timeout: 0 })
  try {
    giveKey(db, cipher, key)
    db.pragma('temp_store = MEMORY')
    // What stops in the middle is thrown away whole, so the old pages need no place on the disk.
    db.pragma('journal_mode = MEMORY')
    db.pragma('secure_delete = ON')
    db.transaction(() => signNothing(db)).immediate()
  } finally {
    db.close()
  }
}

/** What an earlier attempt of this vault left. An unfinished copy of another vault may be under way: it is left alone. */
export function clearHalfCopies(
  folder: string,
  vaultId: Uint8Array,
  isOurs: (name: string) => boolean,
): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.endsWith(UNFINISHED)) continue
    if (!isOurs(entry.name.slice(0, -UNFINISHED.length))) continue
    const dir = join(folder, entry.name)
    const names = fs.readdirSync(dir)
    const left = headerOf(dir)
    // Cut short before it said whose it is, and before a word was in it.
    if (!left.ok && names.every(name => name === HEADER_FILE)) fs.rmSync(dir, { recursive: true })
    if (left.ok && Buffer.compare(left.value.header.vaultId, vaultId) === 0) removeOwn(dir, left.value.header)
  }
}

/** faults: damaged (the vault is), folder-gone, folder-refuses, folder-full, backup-damaged (what was written does not read) */
export function copy(copying: Copying): Result<Contents, Fault> {
  const { dir, how, to, name } = copying
  const found = headerOf(dir)
  if (!found.ok) return found
  const { header } = found.value
  // A header that was changed a moment ago may be for another key than the one in hand.
  if (!authentic(found.value, how.key)) return err('not-saved')
  if (!isFolder(to)) return err('folder-gone')
  const making = join(to, `${name}${UNFINISHED}`)
  try {
    makeOwnDir(making)
    const made = fill(making, header, copying)
    if (!made.ok) {
      removeOwn(making, header)
      return made
    }
    fs.renameSync(making, join(to, name))
    syncOwnDir(to)
    return made
  } catch (error) {
    try {
      removeOwn(making, header)
    } catch {
      // The folder went away: what is left in it does not count, and is cleared away another time.
    }
    const fault = folderFault(error) ?? faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

function fill(
  making: string,
  header: Header,
  { dir, how, name, known, told = () => {} }: Copying,
): Result<Contents, Fault> {
  // The header first: it says whose unfinished copy this is.
  writeOwnFile(join(making, HEADER_FILE), fs.readFileSync(join(dir, HEADER_FILE)))
  const database = join(making, databaseFile(header))
  makeOwnFile(database)
  const original = join(dir, databaseFile(header))
  const gather = (file: string): readonly [number, number] => {
    told({ step: 'gathering', part: null })
    const entries = pour(original, how, file)
    quieten(file, how)
    return entries
  }
  const bring = (): readonly [number, number] => {
    const file = join(dir, staged(name))
    try {
      const entries = gather(file)
      const { size } = fs.statSync(file)
      told({ step: 'copying', part: 0 })
      pourFile(file, database, bytes => told({ step: 'copying', part: Math.min(1, bytes / size) }))
      return entries
    } finally {
      clearStaged(dir, name)
    }
  }
  const [least, most] = canStage(dir, name, fs.statSync(original).size) ? bring() : gather(database)
  syncFile(database)
  syncOwnDir(making)
  told({ step: 'checking', part: null })
  const contents = examine(making, header, how, known)
  if (!contents.ok) return contents
  const { entries } = contents.value
  return entries < least || entries > most ? err('backup-damaged') : ok(contents.value)
}
