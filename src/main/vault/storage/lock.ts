/** One vault process a profile. The system itself lets go of the lock when the process ends, however it ends. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { faultOf } from './fault.ts'

export const LOCK_FILE = 'in-use'

/** An exclusive transaction on an empty database, never committed. Undefined: somebody else holds it. */
export function takeLock(dir: string, again = false): Disposable | undefined {
  const file = join(dir, LOCK_FILE)
  const db = new Sqlite(file, { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
    return { [Symbol.dispose]: () => void db.close() }
  } catch (error) {
    db.close()
    if (faultOf(error) === 'vault-in-use') return undefined
    // Noise in a file that holds nothing says nothing about the notebook: it is made anew.
    if (faultOf(error) !== 'damaged' || again) throw error
    fs.rmSync(file)
    return takeLock(dir, true)
  }
}
