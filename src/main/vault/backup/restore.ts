/**
 * A backup becomes the notebook. Beside the vault's folder a whole, checked copy is made; renamed to `.restored` it is
 * decided, and the next start, or this one while nothing is open, puts the notebook of now aside and the copy in its place.
 * A kill at any step leaves either the one or the other, and what was put aside whole.
 *
 *   vault.restoring   being copied: counts for nothing
 *   vault.restored    decided
 *   vault.before-…    what was there before, until a person deletes it
 */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Contents, Going } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { behindLink, clearBehind } from '../erase/aside.ts'
import { faultOf } from '../storage/fault.ts'
import { DIR_MODE, makeDir, ownFiles, readSmall, syncDir } from '../storage/file.ts'
import { databaseFile, HEADER_FILE, type Header, MOST_HEADER } from '../storage/header.ts'
import { heedLog, keptLogs } from '../storage/kept.ts'
import { LOCK_FILE, takeLock } from '../storage/lock.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { How } from '../storage/open.ts'
import { isUnfinished, standing } from '../storage/standing.ts'
import { quieten } from './copy.ts'
import { examine, harm } from './examine.ts'
import { isFolder, makeOwnFile, pourFile, syncFile, writeOwnFile } from './files.ts'
import { bytesOf, headerOf } from './found.ts'
import { stamp } from './name.ts'
import { peek } from './peek.ts'

type Told = (going: Going) => void

const RESTORING = '.restoring'
const RESTORED = '.restored'
const BEFORE = '.before-'
/** `<vault>.before-migration-<n>`: see migration.ts. It is taken away by itself. */
export const BEFORE_MIGRATION = `${BEFORE}migration-`

/** Where a new notebook may be built: empty, and nobody's. What an earlier attempt left there was never decided. */
function building(dir: string): string {
  const place = `${dir}${RESTORING}`
  fs.rmSync(place, { recursive: true, force: true })
  makeDir(dirname(dir))
  fs.mkdirSync(place, { mode: DIR_MODE })
  return place
}

/** What was decided and not carried out: the header first, so that no half of it ever counts. */
function forget(dir: string): void {
  fs.rmSync(join(`${dir}${RESTORED}`, HEADER_FILE), { force: true })
  fs.rmSync(`${dir}${RESTORED}`, { recursive: true, force: true })
}

/**
 * After a thread that built was ended: nothing of it happens later. `before`: whether something was decided already when it
 * began, which is not its own.
 */
export function takeBack(dir: string, before: boolean): void {
  fs.rmSync(`${dir}${RESTORING}`, { recursive: true, force: true })
  if (!before) forget(dir)
}

/** The vault folder that was built is the notebook from the next start on. */
function decide(dir: string): void {
  for (const name of fs.readdirSync(`${dir}${RESTORING}`)) syncFile(join(`${dir}${RESTORING}`, name))
  ownFiles(`${dir}${RESTORING}`)
  syncDir(`${dir}${RESTORING}`)
  // One that was decided before and not yet carried out gives way to this one.
  forget(dir)
  fs.renameSync(`${dir}${RESTORING}`, `${dir}${RESTORED}`)
  syncDir(dirname(dir))
}

/** What a change to a file shows in. */
const trace = (path: string): string => {
  const { size, mtimeNs } = fs.statSync(path, { bigint: true })
  return `${size} ${mtimeNs}`
}

/**
 * Header, database, and the log or journal where one stands beside it: a folder copied by hand may hold acknowledged words
 * there alone. Copied, not opened: SQLite would write beside what it reads, or refuse a disk that takes no writing. What was kept
 * of harmed logs comes along, and what this log lost is said when the copy is opened (kept.ts). False: somebody wrote in
 * it meanwhile, so that log and database may not belong together.
 */
function bring(from: string, header: Header, place: string, told: Told): boolean {
  const database = databaseFile(header)
  const log = `${database}-wal`
  const journal = `${database}-journal`
  const index = `${database}-shm`
  const isFile = (name: string): boolean => fs.lstatSync(join(from, name)).isFile()
  const kept = keptLogs(from, database).filter(name => !name.endsWith('.new') && isFile(name))
  const there = () => [log, journal].filter(name => fs.existsSync(join(from, name)))
  const names = [HEADER_FILE, database, ...there(), ...kept]
  const traces = () => names.map(name => trace(join(from, name))).join()
  const before = traces()
  const all = names.reduce((sum, name) => sum + fs.statSync(join(from, name)).size, 0)
  let done = 0
  told({ step: 'copying', part: 0 })
  for (const name of names) {
    const begun = done
    take(join(from, name), join(place, name), bytes => {
      done = begun + bytes
      told({ step: 'copying', part: Math.min(1, done / all) })
    })
  }
  // Whoever reads the folder writes in its index, so that it leaves no trace; what knows nothing of this log is not believed.
  if (fs.lstatSync(join(from, index), { throwIfNoEntry: false })?.isFile())
    take(join(from, index), join(place, index), () => {})
  const whole = before === traces() && there().every(name => names.includes(name))
  if (whole) heedLog(join(place, database))
  fs.rmSync(join(place, index), { force: true })
  return whole
}

/** A copy of a file, which may be written to although the file may not. */
function take(from: string, to: string, told: (bytes: number) => void): void {
  if (!fs.lstatSync(from).isFile()) throw new Strange()
  makeOwnFile(to)
  pourFile(from, to, told)
}

class Strange extends Error {}

/** As every backup is, so is any other copy of a notebook before it is opened (copy.ts): it signs nothing. */
function calm(place: string, header: Header, how: How, known: number): Result<true, Fault> {
  const database = join(place, databaseFile(header))
  try {
    if (peek(database, how, schemaVersion) > known) return err('newer-version')
    quieten(database, how)
    return ok(true)
  } catch (error) {
    return err(harm(error))
  }
}

/**
 * A notebook beside the vault: what `fill` puts there is read whole, and then decided upon. Otherwise nothing of it stays.
 * faults: those of examine.ts and of `fill`; disk-full, not-saved
 */
export function build(
  dir: string,
  header: Header,
  how: How,
  known: number,
  fill: (place: string) => Result<unknown, Fault>,
  told: Told = () => {},
): Result<Contents, Fault> {
  const clear = (): void => fs.rmSync(`${dir}${RESTORING}`, { recursive: true, force: true })
  try {
    const place = building(dir)
    const filled = fill(place)
    told({ step: 'checking', part: null })
    const contents = filled.ok ? examine(place, header, how, known) : filled
    if (contents.ok) decide(dir)
    else clear()
    return contents
  } catch (error) {
    clear()
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/**
 * `from` is a backup, or any copy of a vault's folder; nothing in it is changed. `dir` is the vault's folder.
 * faults: backup-damaged, newer-version, vault-in-use (`from` is being written), disk-full, not-saved
 */
export const stage = (
  from: string,
  header: Header,
  how: How,
  dir: string,
  known: number,
  told: Told = () => {},
): Result<Contents, Fault> => {
  const fill = (place: string): Result<true, Fault> => {
    try {
      return bring(from, header, place, told) ? calm(place, header, how, known) : err('vault-in-use')
    } catch (error) {
      if (error instanceof Strange) return err('backup-damaged')
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return err('backup-damaged')
      throw error
    }
  }
  return build(dir, header, how, known, fill, told)
}

/**
 * A whole database whose own header is harmed, under the header of a backup of it: with circles, keys and all, since it is
 * this computer's own and of now. faults: those of examine.ts; disk-full, not-saved
 */
export function rehead(
  dir: string,
  headerBytes: Uint8Array,
  header: Header,
  how: How,
  known: number,
  told: Told = () => {},
): Result<Contents, Fault> {
  const database = databaseFile(header)
  const whole = examine(dir, header, how, known)
  if (!whole.ok) return whole
  const fill = (place: string): Result<true, Fault> => {
    writeOwnFile(join(place, HEADER_FILE), headerBytes)
    makeOwnFile(join(place, database))
    peek(join(dir, database), how, db => db.prepare('VACUUM INTO ?').run(join(place, database)))
    return ok(true)
  }
  return build(dir, header, how, known, fill, told)
}

export const isDecided = (dir: string): boolean =>
  readSmall(join(`${dir}${RESTORED}`, HEADER_FILE), MOST_HEADER) !== undefined

/** What came to harm while it waited takes no notebook's place: it is left where it is. */
function isHarmed(place: string): boolean {
  const header = headerOf(place)
  return !header.ok && header.fault === 'damaged'
}

function aside(dir: string, at: number): string {
  const wanted = `${dir}${BEFORE}${stamp(at)}`
  for (let n = 2; ; n++) {
    const free = n === 2 ? wanted : `${wanted} ${n}`
    if (!fs.lstatSync(free, { throwIfNoEntry: false })) return free
  }
}

/** Whether another process has the notebook open. */
export function isHeld(dir: string): boolean {
  if (!isFolder(dir)) return false
  const lock = takeLock(dir)
  lock?.[Symbol.dispose]()
  return lock === undefined
}

/**
 * Carries out what was decided a moment ago, or takes it back: what was refused does not happen later. Where the notebook
 * of now was put aside already, the decided one must stay and take its place. faults: vault-in-use
 */
export function finishNow(dir: string, at: number): Result<object, Fault> {
  if (!finish(dir, at)) return ok({})
  if (isFolder(dir)) forget(dir)
  return err('vault-in-use')
}

/** Nothing stands there, or a folder in which nothing is anybody's: a lock, and what a creation left. */
function isBare(dir: string): boolean {
  if (standing(dir) === 'closed') return false
  return !isFolder(dir) || fs.readdirSync(dir).every(name => name === LOCK_FILE || isUnfinished(name))
}

/**
 * Carries out what was decided, if anything was and nobody has the notebook open. To be called before it is opened, as
 * often as one likes. Answers whether a decided notebook still waits: then nothing may be opened or made.
 */
export function finish(dir: string, at: number): boolean {
  if (!isDecided(dir) || isHarmed(`${dir}${RESTORED}`)) return false
  try {
    if (isHeld(dir)) return true
    // What stands in its place goes aside as it is, though it be no notebook.
    if (isBare(dir)) fs.rmSync(dir, { recursive: true, force: true })
    else fs.renameSync(dir, aside(dir, at))
    syncDir(dirname(dir))
    fs.renameSync(`${dir}${RESTORED}`, dir)
    syncDir(dirname(dir))
    return false
  } catch (error) {
    if (!faultOf(error)) throw error
    return true
  }
}

const asideNames = (dir: string): string[] => {
  if (!isFolder(dirname(dir))) return []
  const start = `${basename(dir)}${BEFORE}`
  return fs.readdirSync(dirname(dir)).filter(name => name.startsWith(start))
}

/** What restores have put aside, newest first. */
export const before = (dir: string): { name: string; bytes: number }[] =>
  asideNames(dir)
    .filter(name => !name.startsWith(`${basename(dir)}${BEFORE_MIGRATION}`))
    .sort()
    .reverse()
    .map(name => ({ name, bytes: bytesOf(join(dirname(dir), name)) }))

/** For good. faults: not-found, not-saved */
export function drop(dir: string, name: string): Result<object, Fault> {
  if (!before(dir).some(each => each.name === name)) return err('not-found')
  const path = join(dirname(dir), name)
  try {
    const folder = behindLink(path)
    // It may have become the folder of the notebook of now, too.
    if (folder !== undefined && !(isFolder(dir) && fs.realpathSync(dir) === folder)) clearBehind(folder)
    fs.rmSync(path, { recursive: true })
    syncDir(dirname(dir))
    return ok({})
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}
