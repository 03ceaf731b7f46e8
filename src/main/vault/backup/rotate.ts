/**
 * Which backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have one, and the two newest of
 * all, so that there is another one should the newest come to harm. "Last" counts days with backups, never days of a
 * calendar: a clock that jumped takes no more away than one that did not.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { equal } from '../../../shared/bytes.ts'
import { onlyOurs, removeOwn } from './files.ts'
import { type Found, lying } from './found.ts'
import { dayIn, UNFINISHED } from './name.ts'

const LATEST = 2
const DAYS = 7
const WEEKS = 4
const MONTHS = 12
const DAY = 86_400_000

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
const weekOf = (day: string): string => String(Math.floor((Date.parse(`${day}T00:00:00Z`) / DAY + 3) / 7))
const monthOf = (day: string): string => day.slice(0, 7)

/** The first of each of the first `most` groups. */
function firsts(names: readonly string[], group: (day: string) => string, most: number): string[] {
  const kept = new Map<string, string>()
  for (const name of names) {
    const key = group(dayIn(name) ?? '')
    if (!kept.has(key) && kept.size < most) kept.set(key, name)
  }
  return [...kept.values()]
}

/** The names to keep, of backups' names in any order; `newest` is the one just checked, and stays whatever its name says. */
export function kept(names: readonly string[], newest: string): ReadonlySet<string> {
  const ordered = [...names].sort().reverse()
  return new Set([
    newest,
    ...ordered.slice(0, LATEST),
    ...firsts(ordered, day => day, DAYS),
    ...firsts(ordered, weekOf, WEEKS),
    ...firsts(ordered, monthOf, MONTHS),
  ])
}

/** A backup of this vault, by its name and by its header: nothing else in the folder is ever touched. */
const isOurs = ({ name, read }: Found, vaultId: Uint8Array): boolean =>
  dayIn(name) !== undefined && read.ok && equal(read.value.header.vaultId, vaultId)

/** Takes away what need not stay, `newest` never. What the disk refuses stays. Answers the names that are gone. */
export function rotate(folder: string, newest: string, vaultId: Uint8Array): string[] {
  const all = lying(folder).filter(each => isOurs(each, vaultId))
  const stay = kept(
    all.map(({ name }) => name),
    newest,
  )
  const gone: string[] = []
  for (const { dir, name, read } of all) {
    if (stay.has(name) || !read.ok) continue
    try {
      if (!onlyOurs(dir, read.value.header)) continue
      // From this rename on it is no backup, so that none is ever seen half.
      const away = join(folder, `${name}${UNFINISHED}`)
      fs.renameSync(dir, away)
      gone.push(name)
      removeOwn(away, read.value.header)
    } catch {
      // Held by another program, or read-only: the next rotation tries again.
    }
  }
  return gone
}
