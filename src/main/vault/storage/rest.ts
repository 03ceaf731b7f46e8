/** The log of a notebook that somebody reads without opening it: a backup or an export from a terminal. */
import * as fs from 'node:fs'
import { type Heeded, heedLog } from './kept.ts'
import { takeLock } from './lock.ts'

/**
 * Before the first look into the database of the vault in `dir`. Undefined: somebody has it open, and heeded the log then,
 * or there is no database. Where nothing stands beside it, not a byte is written. @throws what the disk says
 */
export function heedAtRest(dir: string, database: string): Heeded | undefined {
  if (!fs.statSync(database, { throwIfNoEntry: false })?.isFile()) return undefined
  if (!fs.existsSync(`${fs.realpathSync(database)}-wal`)) return heedLog(database)
  using lock = takeLock(dir)
  return lock && heedLog(database)
}
