/** What lies in a folder: the backups in it, seen without a key. */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { HEADER_FILE, type Read } from '../storage/header.ts'
import { headerOn } from '../storage/rewrite.ts'
import { isFolder, sizeOf } from './files.ts'
import { madeAt, UNFINISHED } from './name.ts'

/** A folder with a header in it. `read` is a fault when the header cannot be read. */
export type Found = {
  readonly dir: string
  readonly name: string
  /** UTC ms, from the name. */
  readonly made: number | null
  readonly read: Result<Read, Fault>
}

/**
 * The header of any vault folder; what stands in the place of one is `damaged`, a link too. faults: damaged, newer-version.
 * libsodium must be ready.
 */
export function headerOf(dir: string): Result<Read, Fault> {
  try {
    const header = headerOn(dir)
    return header.ok || header.fault !== 'linked' ? header : err('damaged')
  } catch {
    return err('damaged')
  }
}

/** Least first; where it is not known, more than any that is. */
function age({ made }: Found, now: number): number {
  if (made === null) return Number.POSITIVE_INFINITY
  return made > now + AHEAD ? Number.MAX_SAFE_INTEGER : now - made
}

const at = (dir: string): Found => {
  const name = basename(dir)
  return { dir, name, made: madeAt(name), read: headerOf(dir) }
}

/** ms: names are of local time, and a traveller's backup may be some hours ahead. */
const AHEAD = 26 * 60 * 60_000

/** In no order. A person may also have chosen one backup itself. */
export function lying(folder: string): Found[] {
  if (fs.existsSync(join(folder, HEADER_FILE))) return [at(folder)]
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.endsWith(UNFINISHED))
    .map(entry => join(folder, entry.name))
    .filter(dir => madeAt(basename(dir)) !== null || fs.existsSync(join(dir, HEADER_FILE)))
    .map(at)
}

/**
 * Newest first. Behind them those made while the clock was ahead of `now` (UTC ms), of which nobody knows how old they are,
 * and last those without a date in their name.
 */
export const found = (folder: string, now: number): Found[] =>
  lying(folder).sort((a, b) => age(a, now) - age(b, now) || (a.name < b.name ? 1 : -1))

/** One of them by its name. faults: folder-gone, not-found */
export function one(folder: string, name: string): Result<Found, Fault> {
  if (!isFolder(folder)) return err('folder-gone')
  const path =
    fs.existsSync(join(folder, HEADER_FILE)) && basename(folder) === name ? folder : join(folder, name)
  // A name is one step down, never a way.
  if (path !== folder && (dirname(path) !== folder || basename(path) !== name)) return err('not-found')
  return isFolder(path) ? ok(at(path)) : err('not-found')
}

export const bytesOf = (dir: string): number => {
  try {
    return sizeOf(dir)
  } catch {
    return 0
  }
}
