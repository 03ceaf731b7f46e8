/**
 * The whole vault gone. The keys first: without the header's slots the database is noise, whatever a disk keeps of it.
 *
 * A kill at any step is followed through at the next start: before anything else a note says which header is to go. While
 * that header still stands whole under another note, nothing was begun.
 */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import sodium from 'libsodium-wrappers'
import { equal } from '../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { faultOf } from '../storage/fault.ts'
import { FILE_MODE, syncDir } from '../storage/file.ts'
import { HEADER_FILE, read, ready } from '../storage/header.ts'
import { LOCK_FILE, takeLock } from '../storage/lock.ts'

/** Names the header that is to go, by its last 32 bytes. */
export const NOTE = 'erasing'
const SUM = 32

/** Everything whose bytes may hold a wrapped key: the header, one half written beside it, one of a copy put back. */
const holdsKeys = (path: string): boolean => basename(path).startsWith(HEADER_FILE)

/** In place, to the disk. */
function overwrite(path: string): void {
  const fd = fs.openSync(path, 'r+')
  try {
    const { size } = fs.fstatSync(fd)
    fs.writeSync(fd, sodium.randombytes_buf(Math.max(size, 1)), 0, size, 0)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** Overwritten with noise where the disk lets us, and unlinked. */
function destroy(path: string): void {
  try {
    overwrite(path)
  } catch (error) {
    // A full disk that copies on write, or a file made read-only: what can still be done is to unlink it.
    if (!faultOf(error)) throw error
  }
  fs.unlinkSync(path)
}

function writeNote(dir: string): void {
  const header = fs.readFileSync(join(dir, HEADER_FILE))
  try {
    fs.writeFileSync(join(dir, NOTE), header.subarray(-SUM), { mode: FILE_MODE, flush: true })
    syncDir(dir)
  } catch (error) {
    // A full disk has no room for the note. Erasing is more urgent: a kill would leave a vault that says it is damaged.
    const fault = faultOf(error)
    if (fault !== 'disk-full') throw error
  }
}

/** Whole notebooks beside this one: put aside by a restore or before a migration, or about to take its place. */
export function beside(dir: string): string[] {
  const start = `${basename(dir)}.`
  const around = dirname(dir)
  if (!fs.existsSync(around)) return []
  return fs
    .readdirSync(around)
    .filter(name => name.startsWith(start))
    .map(name => join(around, name))
}

/**
 * From here on nobody opens this vault again, nor those in `more`. faults: not-erased (the folder cannot be written to:
 * nothing changed)
 */
export async function destroyKeys(
  dir: string,
  more: readonly string[] = [],
): Promise<Result<true, 'not-erased'>> {
  await ready()
  try {
    if (fs.existsSync(join(dir, HEADER_FILE))) writeNote(dir)
    for (const place of [dir, ...more]) {
      if (!fs.statSync(place).isDirectory()) continue
      const inside = fs.readdirSync(place, { recursive: true, encoding: 'utf8' })
      for (const path of inside.filter(holdsKeys)) destroy(join(place, path))
      syncDir(place)
    }
    return ok(true)
  } catch (error) {
    // The folder itself is gone already, from under us.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok(true)
    if (!faultOf(error)) throw error
    return err('not-erased')
  }
}

/** Takes away what is left, the note last. Nothing of it opens; a disk that refuses only keeps noise. */
export function clearAway(dir: string, more: readonly string[] = []): void {
  try {
    for (const place of more) fs.rmSync(place, { recursive: true, force: true })
    const last = [NOTE, LOCK_FILE]
    const rest = fs.readdirSync(dir).filter(name => !last.includes(name))
    for (const name of [...rest, NOTE]) fs.rmSync(join(dir, name), { force: true, recursive: true })
    syncDir(dir)
  } catch (error) {
    if (!faultOf(error) && !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      throw error
  }
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
  const note = join(dir, NOTE)
  if (!fs.existsSync(note)) return
  await ready()
  try {
    using lock = takeLock(dir)
    if (!lock) return
    const path = join(dir, HEADER_FILE)
    const header = fs.existsSync(path) ? fs.readFileSync(path) : undefined
    if (header && read(header).ok && !equal(header.subarray(-SUM), fs.readFileSync(note))) {
      fs.rmSync(note)
      return
    }
    const destroyed = await destroyKeys(dir, beside(dir))
    if (destroyed.ok) clearAway(dir, beside(dir))
  } catch (error) {
    if (!faultOf(error)) throw error
    return
  }
  if (!fs.existsSync(note)) leaveNothing(dir)
}
