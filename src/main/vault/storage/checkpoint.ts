/**
 * When the write-ahead log is emptied. SQLite's own habit is to merge it after 1,000 pages and keep its bytes; here
 * what was erased must leave the log soon: 5 s after an erasure, 30 s after any other commit, and at close.
 */
import type { Database } from './open.ts'

export const AFTER_ERASURE = 5_000
export const AFTER_COMMIT = 30_000

export type Checkpoints = {
  /** Something may have been committed. */
  committed(): void
  /** Something was erased or taken out of the search index. */
  erased(): void
  stop(): void
}

/** `first` runs before the log is emptied: what waited for a pause. */
export function checkpoints(db: Database, first: () => void): Checkpoints {
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  const run = (): void => {
    timer = undefined
    due = Number.POSITIVE_INFINITY
    try {
      first()
    } catch {
      // A full disk, or a page that came to harm: it waits for another pause, what was erased does not.
    }
    try {
      // Somebody reads, a backup perhaps: nor does it wait for whoever writes next.
      if (!truncateLog(db)) within(AFTER_ERASURE)
    } catch {
      // A full disk: the log keeps everything.
      within(AFTER_COMMIT)
    }
  }
  // Durations, not instants: the monotonic clock, whatever a person sets the other one to.
  const within = (ms: number): void => {
    const at = performance.now() + ms
    if (at >= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(run, ms)
    timer.unref()
  }
  return {
    committed: () => within(AFTER_COMMIT),
    erased: () => within(AFTER_ERASURE),
    stop() {
      clearTimeout(timer)
      due = Number.NEGATIVE_INFINITY
    },
  }
}

/** Whether it is empty: not while somebody reads what stands in it. */
export const truncateLog = (db: Database): boolean =>
  db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
