/** Before a newer Kinfold changes the shape of a notebook, the notebook as it was is kept beside it, whole and encrypted. */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { faultOf } from '../storage/fault.ts'
import type { How } from '../storage/open.ts'
import { copy } from './copy.ts'
import { UNFINISHED } from './name.ts'
import { BEFORE_MIGRATION } from './restore.ts'

const nameFor = (dir: string, version: number): string => `${basename(dir)}${BEFORE_MIGRATION}${version}`

const all = (dir: string): string[] =>
  fs
    .readdirSync(dirname(dir))
    .filter(name => name.startsWith(`${basename(dir)}${BEFORE_MIGRATION}`))
    .map(name => join(dirname(dir), name))

/** `version`: the schema it has now. One that is there already is of the same notebook, from a migration that was cut short. */
export function keepBefore(dir: string, how: How, version: number): Result<true, Fault> {
  const name = nameFor(dir, version)
  const place = join(dirname(dir), name)
  if (fs.existsSync(place)) return ok(true)
  fs.rmSync(`${place}${UNFINISHED}`, { recursive: true, force: true })
  const made = copy({ dir, how, to: dirname(dir), name, known: version })
  if (made.ok) return ok(true)
  // On this computer the folder is its own disk.
  const plain: Partial<Record<Fault, Fault>> = { 'folder-full': 'disk-full', 'backup-damaged': 'damaged' }
  return err(plain[made.fault] ?? (made.fault.startsWith('folder-') ? 'not-saved' : made.fault))
}

/** At an opening without a migration: the one before went well. */
export function dropBefore(dir: string): void {
  try {
    for (const place of all(dir)) fs.rmSync(place, { recursive: true, force: true })
  } catch (error) {
    if (!faultOf(error)) throw error
  }
}
