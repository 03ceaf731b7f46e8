/** A log that came to harm is kept as it was found, before anything reads on from it. */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { faultOf } from './fault.ts'
import { syncDir } from './file.ts'
import { readLog } from './log.ts'

const KEPT = '-wal.kept-'
/** What it lost nobody was told yet. It is in the name: an opening that is cut short anywhere leaves it to the next. */
const UNTOLD = '.untold'

/** Names of what was kept of the logs of this database. */
export const keptLogs = (dir: string, database: string): string[] =>
  fs.readdirSync(dir).filter(name => name.startsWith(`${database}${KEPT}`))

function sameBytes(kept: string, log: string): boolean {
  const is = fs.lstatSync(kept)
  if (!is.isFile() || is.size !== fs.statSync(log).size) return false
  return fs.readFileSync(kept).equals(fs.readFileSync(log))
}

/** On the disk when this returns. */
function keep(database: string, lost: boolean): void {
  const dir = dirname(database)
  const start = `${basename(database)}${KEPT}`
  const used = keptLogs(dir, basename(database)).map(
    name => Number.parseInt(name.slice(start.length), 10) || 0,
  )
  const name = `${database}${KEPT}${Math.max(0, ...used) + 1}${lost ? UNTOLD : ''}`
  const copy = `${name}.new`
  try {
    fs.copyFileSync(`${database}-wal`, copy, fs.constants.COPYFILE_EXCL)
    const fd = fs.openSync(copy, 'r+')
    try {
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
    fs.renameSync(copy, name)
  } catch (error) {
    fs.rmSync(copy, { force: true })
    throw error
  }
  syncDir(dir)
}

export type Heeded = {
  /** There is a log, with something in it. */
  readonly holds: boolean
  /** Part of it cannot be read: what is left may not belong together. */
  readonly doubtful: boolean
  /** Changes that were acknowledged are gone, here or at an earlier opening, and nobody was told. */
  readonly lost: boolean
}

/**
 * Before SQLite opens this database, while nobody has it open. A log that is harmed is kept. Where the database itself is
 * further, the log is taken away: what is left of it would bring back old pages among the new.
 * @throws what the disk says
 */
export function heedLog(link: string): Heeded {
  // SQLite looks for the log beside the file that a link leads to.
  const database = fs.realpathSync(link)
  const dir = dirname(database)
  const log = `${database}-wal`
  const names = keptLogs(dir, basename(database)).filter(name => !name.endsWith('.new'))
  const untold = names.some(name => name.endsWith(UNTOLD))
  const is = fs.statSync(log, { throwIfNoEntry: false })
  if (!is?.isFile() || is.size === 0) return { holds: false, doubtful: false, lost: untold }
  // The index that told of the harm is made anew by whoever opens the database: what was kept once tells it again.
  const kept = names.some(name => sameBytes(join(dir, name), log))
  const { harmed, merged, torn, ...state } = readLog(database)
  if (!harmed && !kept) return { holds: true, doubtful: torn, lost: untold }
  const lost = state.lost || (kept && !merged)
  if (!kept) keep(database, lost)
  if (merged) {
    for (const gone of [log, `${database}-shm`]) fs.rmSync(gone, { force: true })
    syncDir(dir)
  }
  return { holds: true, doubtful: true, lost: lost || untold }
}

/** Somebody was told that changes are gone. What the disk refuses here is said once more at the next opening. */
export function toldOfLog(link: string): void {
  try {
    const database = fs.realpathSync(link)
    const dir = dirname(database)
    const untold = keptLogs(dir, basename(database)).filter(name => name.endsWith(UNTOLD))
    for (const name of untold) fs.renameSync(join(dir, name), join(dir, name.slice(0, -UNTOLD.length)))
    if (untold.length > 0) syncDir(dir)
  } catch (error) {
    if (!faultOf(error)) throw error
  }
}
