/** What interrupted work left in the folder of a vault, taken away once the vault is open and its key is proven. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { faultOf } from './fault.ts'
import { syncDir } from './file.ts'
import { isDatabaseFile } from './header.ts'
import { keptLogs } from './kept.ts'
import type { Database } from './open.ts'
import { clearUnfinished } from './standing.ts'

/** `file`, what SQLite keeps beside it, and logs of it that were kept. */
export function removeDatabase(dir: string, file: string): void {
  for (const beside of ['', '-wal', '-shm', '-journal']) fs.rmSync(join(dir, file + beside), { force: true })
  for (const name of keptLogs(dir, file))
    if (!fs.lstatSync(join(dir, name)).isDirectory()) fs.rmSync(join(dir, name))
}

/**
 * Files of a creation or a new key that no header came to name, and the database that this one replaced. Only the open
 * database says which that is: any other database in the folder may be a copy that somebody put there, and is left alone.
 * What cannot be taken away now is tried again at the next opening.
 */
export function clearLeftovers(dir: string, db: Database): void {
  const replaced = db.prepare('SELECT replaced FROM vault').pluck().get()
  try {
    clearUnfinished(dir)
    if (typeof replaced !== 'string') return
    const file = `${replaced}.db`
    if (isDatabaseFile(file) && join(dir, file) !== db.name) removeDatabase(dir, file)
    syncDir(dir)
    db.prepare('UPDATE vault SET replaced = NULL').run()
  } catch (error) {
    if (!faultOf(error)) throw error
  }
}
