/**
 * Whether an open database still is the file at its place. A folder that was removed or replaced under it takes every
 * write without a word, and nobody would ever find it again.
 */
import * as fs from 'node:fs'
import type { Database } from './open.ts'

/** Undefined where there is no such file. */
function identity(path: string): string | undefined {
  const stat = fs.statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat && `${stat.dev}:${stat.ino}`
}

export type Watch = {
  /** Rows changed by this connection since it was opened. */
  readonly changes: () => number
  readonly stands: () => boolean
}

export function watch(db: Database): Watch {
  const opened = identity(db.name)
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck()
  return {
    changes: () => changes.get() ?? 0,
    stands: () => {
      try {
        return identity(db.name) === opened
      } catch {
        // A disk that was pulled out.
        return false
      }
    },
  }
}
