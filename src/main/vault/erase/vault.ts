/**
 * The whole vault gone. The keys first: without the header's slots the database is noise, whatever a disk keeps of it.
 * A kill at any step is followed through at the next start: marker.ts.
 */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../shared/result.ts'
import { faultOf } from '../storage/fault.ts'
import { syncDir } from '../storage/file.ts'
import { HEADER_FILE, MOST_HEADER, read, ready } from '../storage/header.ts'
import { LOCK_FILE, takeLock } from '../storage/lock.ts'
import { behindLink, clearBehind } from './aside.ts'
import { finishBeside, isNoteBeside, noteBeside } from './beside.ts'
import { isErasing, isMarked, isUntouched, marked, NOTE, takeBack, writeNote } from './marker.ts'
import { said, tried } from './tried.ts'

/** Everything whose bytes may hold a wrapped key: the header, one half written beside it, one of a copy put back. */
const holdsKeys = (name: string): boolean => name.startsWith(HEADER_FILE)

/** In place, to the disk. */
function overwrite(path: string): void {
  const fd = fs.openSync(path, 'r+')
  try {
    const { size } = fs.fstatSync(fd)
    fs.writeSync(fd, marked(size), 0, size, 0)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/**
 * Overwritten with noise where the disk lets us, and unlinked where it does. Whether no key stands there any more. Of a
 * link only the link goes; a folder or a device is no key.
 */
function destroy(path: string): boolean {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) return !stat?.isSymbolicLink() || tried(() => fs.unlinkSync(path))
  // A full disk that copies on write, or a file made read-only: what can still be done is to unlink it.
  const noise = tried(() => overwrite(path))
  return tried(() => fs.unlinkSync(path)) || noise
}

/**
 * Whether no key stands in this folder or, where that is asked, below it any more. Links are not followed: they lead to what
 * is not ours. A header that is the note of its own end stays.
 */
export function destroyIn(dir: string, below = true): boolean {
  return tried(() => {
    let gone = true
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) gone = (!below || destroyIn(path)) && gone
      else if (holdsKeys(entry.name) && !isMarked(path)) gone = tried(() => destroy(path)) && gone
    }
    tried(() => syncDir(dir))
    return gone
  })
}

/** Somebody put a link in the place of the header while the notebook was open: the key is where it leads. */
function destroyBehind(path: string): boolean {
  if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return true
  return tried(() => {
    const real = fs.realpathSync(path)
    const { size } = fs.statSync(real)
    const isKey = fs.lstatSync(real).isFile() && size <= MOST_HEADER && read(fs.readFileSync(real)).ok
    return !isKey || destroy(real)
  })
}

/** `noted`: a note stands, so that nothing of the header has to. */
function destroyHeader(dir: string, noted: boolean): boolean {
  const path = join(dir, HEADER_FILE)
  if (noted) return destroyBehind(path) && destroy(path)
  if (fs.lstatSync(path).isFile() && tried(() => overwrite(path))) return true
  // Unlinked, it made the room that was missing.
  return destroyBehind(path) && destroy(path)
}

/** Whole notebooks beside this one: put aside by a restore or before a migration, or about to take its place. */
export function beside(dir: string): string[] {
  const start = `${basename(dir)}.`
  const around = dirname(dir)
  let names: string[] = []
  tried(() => {
    names = fs.readdirSync(around)
  })
  return names
    .filter(name => name.startsWith(start) && !isNoteBeside(dir, name))
    .map(name => join(around, name))
}

/**
 * From here on nobody opens this vault again, nor those in `more`. faults: not-erased (its header cannot be written to:
 * nothing changed), partly-erased (nobody opens this vault again, but a key of a copy still stands)
 */
export async function destroyKeys(
  dir: string,
  more: readonly string[] = [],
): Promise<Result<true, 'not-erased' | 'partly-erased'>> {
  await ready()
  try {
    const begun = !fs.existsSync(join(dir, HEADER_FILE)) || isMarked(join(dir, HEADER_FILE))
    if (!begun && !destroyHeader(dir, writeNote(dir))) {
      takeBack(dir)
      return err('not-erased')
    }
  } catch (error) {
    said(error)
    return err('not-erased')
  }
  return [destroyIn(dir), ...more.map(destroyAt)].every(gone => gone) ? ok(true) : err('partly-erased')
}

/** Of what stands beside the vault. A link leads to what is not ours, but for one that a restore put aside. */
const destroyAt = (path: string): boolean =>
  tried(() => {
    const folder = behindLink(path)
    if (folder !== undefined) return destroyIn(folder, false)
    return !fs.lstatSync(path).isDirectory() || destroyIn(path)
  })

const remove = (path: string): boolean => tried(() => fs.rmSync(path, { recursive: true, force: true }))

const removeAt = (path: string): boolean =>
  tried(() => {
    const folder = behindLink(path)
    if (folder !== undefined) clearBehind(folder)
    return remove(path)
  })

/**
 * Takes away what is left, the note last. Nothing of it opens; a disk that refuses only keeps noise. What refuses beside
 * the vault is noted beside it, so that a new notebook can stand here; what refuses here keeps the note here. The next
 * start tries again.
 */
export function clearAway(dir: string, more: readonly string[] = []): void {
  const left = more.filter(path => !removeAt(path))
  let noted = noteBeside(dir, left)
  tried(() => {
    const header = join(dir, HEADER_FILE)
    const last = [NOTE, LOCK_FILE, ...(isMarked(header) ? [HEADER_FILE] : [])]
    const rest = fs.readdirSync(dir).filter(name => !last.includes(name))
    const gone = rest.map(name => remove(join(dir, name))).every(done => done)
    // By now there is room where there was none.
    noted ||= noteBeside(dir, left)
    if (noted && gone) for (const name of [NOTE, HEADER_FILE]) remove(join(dir, name))
    else if (isMarked(header) && tried(() => writeNote(dir))) remove(header)
    syncDir(dir)
  })
}

/** After the lock was let go: the empty folder, too. */
export function leaveNothing(dir: string): void {
  fs.rmSync(join(dir, LOCK_FILE), { force: true })
  try {
    fs.rmdirSync(dir)
  } catch {
    // Somebody is making a new vault there, or the disk refuses: an empty folder says nothing.
  }
}

/** At the start of a vault's process: an erasing that was cut short is done now. Nothing without a note. */
export async function finishErasing(dir: string): Promise<void> {
  await ready()
  finishBeside(dir, path => destroyAt(path) && removeAt(path))
  if (!isErasing(dir)) return
  try {
    using lock = takeLock(dir)
    if (!lock) return
    if (isUntouched(dir)) return takeBack(dir)
    const destroyed = await destroyKeys(dir, beside(dir))
    if (destroyed.ok || destroyed.fault === 'partly-erased') clearAway(dir, beside(dir))
  } catch (error) {
    if (!faultOf(error)) throw error
    return
  }
  if (!isErasing(dir)) leaveNothing(dir)
}
