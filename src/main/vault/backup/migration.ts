/** Before a newer Kinfold changes the shape of a notebook, the notebook as it was is kept beside it, whole and encrypted. */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { faultOf } from '../storage/fault.ts'
import { syncDir } from '../storage/file.ts'
import { authentic, databaseFile } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Database, How } from '../storage/open.ts'
import { copy } from './copy.ts'
import { examine } from './examine.ts'
import { headerOf } from './found.ts'
import { UNFINISHED } from './name.ts'
import { peek } from './peek.ts'
import { BEFORE_MIGRATION } from './restore.ts'

const nameFor = (dir: string, version: number): string => `${basename(dir)}${BEFORE_MIGRATION}${version}`

const all = (dir: string): string[] =>
  fs
    .readdirSync(dirname(dir))
    .filter(name => name.startsWith(`${basename(dir)}${BEFORE_MIGRATION}`))
    .map(name => join(dirname(dir), name))

/** The copy is without them (copy.ts). */
const QUIETENED = ['device', 'joining', 'linking', 'joining_file']

/** Numbers that differ when anything was written since: the rows of every table, and when entries were changed. */
function held(db: Database): string {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter(name => !QUIETENED.includes(name) && !/^(sqlite_|entry_words_)/.test(name))
  const rows = tables.map(name => db.prepare(`SELECT count(*) FROM ${name}`).pluck().get())
  const changed = db
    .prepare('SELECT max(modified), sum(modified), max(place), sum(place) FROM entry')
    .raw()
    .get()
  return JSON.stringify([schemaVersion(db), tables, rows, changed])
}

/** Whether a copy made earlier opens with the key of now, reads to its end, and holds what the notebook holds now. */
function stands(place: string, dir: string, how: How, version: number): boolean {
  const [copied, own] = [headerOf(place), headerOf(dir)]
  if (!copied.ok || !own.ok || !authentic(copied.value, how.key)) return false
  const { header } = copied.value
  if (!examine(place, header, how, version).ok) return false
  const now = peek(join(dir, databaseFile(own.value.header)), how, held)
  return peek(join(place, databaseFile(header)), how, held) === now
}

/** `version`: the schema it has now. A copy that is there already, from a migration that was cut short, is checked anew. */
export function keepBefore(dir: string, how: How, version: number): Result<true, Fault> {
  const around = dirname(dir)
  const name = nameFor(dir, version)
  const place = join(around, name)
  const old = fs.lstatSync(place, { throwIfNoEntry: false }) !== undefined
  if (old && stands(place, dir, how, version)) return ok(true)
  // What does not count stays until another one does: it may be all there is of a notebook that came to harm.
  const making = old ? `${name}.again` : name
  for (const left of [join(around, `${name}.again`), join(around, `${making}${UNFINISHED}`)])
    fs.rmSync(left, { recursive: true, force: true })
  const made = copy({ dir, how, to: around, name: making, known: version })
  if (made.ok) {
    if (old) {
      fs.rmSync(place, { recursive: true, force: true })
      fs.renameSync(join(around, making), place)
      syncDir(around)
    }
    return ok(true)
  }
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
