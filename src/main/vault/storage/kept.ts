/** A log that came to harm is kept as it was found, before anything reads on from it. */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncDir } from './file.ts'
import { readLog } from './log.ts'

const KEPT = '-wal.kept-'

/** Names of what was kept of the logs of this database. */
export const keptLogs = (dir: string, database: string): string[] =>
  fs.readdirSync(dir).filter(name => name.startsWith(`${database}${KEPT}`))

function sameBytes(one: string, other: string): boolean {
  if (fs.statSync(one).size !== fs.statSync(other).size) return false
  return fs.readFileSync(one).equals(fs.readFileSync(other))
}

/** On the disk when this returns. */
function keep(database: string): void {
  const dir = dirname(database)
  const used = keptLogs(dir, basename(database))
  let n = 1
  while (used.includes(`${basename(database)}${KEPT}${n}`)) n++
  const copy = `${database}${KEPT}${n}.new`
  fs.copyFileSync(`${database}-wal`, copy)
  const fd = fs.openSync(copy, 'r+')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
  fs.renameSync(copy, `${database}${KEPT}${n}`)
  syncDir(dir)
}

export type Heeded = {
  /** There is a log, with something in it. */
  readonly holds: boolean
  /** Part of it cannot be read: what is left may not belong together. */
  readonly harmed: boolean
  /** And with that, changes that were acknowledged. */
  readonly lost: boolean
}

/**
 * Before SQLite opens this database. A log that is harmed is kept. Where the database itself has all of it, the log is
 * taken away: what is left of it would bring back old pages among the new. @throws what the disk says
 */
export function heedLog(database: string): Heeded {
  const log = `${database}-wal`
  const is = fs.statSync(log, { throwIfNoEntry: false })
  if (!is?.isFile() || is.size === 0) return { holds: false, harmed: false, lost: false }
  // The index that told of the harm is made anew by whoever opens the database: what was kept once tells it again.
  const kept = keptLogs(dirname(database), basename(database))
    .filter(name => !name.endsWith('.new'))
    .some(name => sameBytes(join(dirname(database), name), log))
  const { harmed, merged, lost } = readLog(database)
  if (!harmed && !kept) return { holds: true, harmed: false, lost: false }
  if (!kept) keep(database)
  if (merged) {
    for (const gone of [log, `${database}-shm`]) fs.rmSync(gone, { force: true })
    syncDir(dirname(database))
  }
  return { holds: true, harmed: true, lost: lost || (kept && !merged) }
}
