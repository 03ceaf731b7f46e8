/**
 * A backup by itself: where a folder is chosen, at most once a day, after the notebook has been open a little while, and
 * only when something in it is new. Locking never waits for it. What goes wrong is said, and tried again at the next opening.
 */

import type { Clock } from '../../../shared/clock.ts'
import type { Fault } from '../../../shared/fault.ts'
import { dayOf } from '../../../shared/locales/days.ts'
import type { Result } from '../../../shared/result.ts'
import { CHANGES } from '../journal/changes.ts'
import type { Database } from '../storage/open.ts'
import { type Keep, troubleOf } from './keep.ts'

/** ms after opening, and between later looks. */
export const FIRST_LOOK = 2 * 60_000
const LOOK = 60 * 60_000
/** ms: a clock that jumps from day to day makes no backup every hour. */
const LEAST = 20 * 60 * 60_000

/** A few numbers that differ whenever the journal or a circle changed. */
export const heldNow = (db: Database): string =>
  JSON.stringify(
    db
      .prepare(`SELECT
        (SELECT count(*) FROM entry), (SELECT max(modified) FROM entry),
        (SELECT count(*) FROM entry WHERE binned IS NOT NULL), (SELECT max(n) FROM entry_version),
        (SELECT value FROM setting WHERE name = '${CHANGES}'),
        (SELECT max(n) FROM envelopes), (SELECT max(n) FROM log_entries)`)
      .raw()
      .get(),
  )

export type Daily = { stop(): void; look(): Promise<void> }
export type DailyDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly keep: Keep
  /** Makes a backup in the chosen folder and rotates. */
  readonly make: () => Promise<Result<unknown, Fault>>
  /** The monotonic clock, ms. */
  readonly now: () => number
}

export function daily({ db, clock, keep, make, now }: DailyDeps): Daily {
  let last = Number.NEGATIVE_INFINITY
  let stopped = false
  const look = async (): Promise<void> => {
    if (stopped || keep.get('folder') === null) return
    const today = dayOf(clock.now())
    if (keep.get('day') === today || now() - last < LEAST) return
    const held = heldNow(db)
    if (keep.get('held') === held) return
    const made = await make()
    // Whoever stopped it knows. It is tried again at the next look.
    if (stopped || (!made.ok && made.fault === 'stopped')) return
    keep.put('trouble', made.ok ? null : troubleOf(made.fault))
    if (!made.ok) return
    last = now()
    keep.put('day', today)
    keep.put('held', held)
  }
  let timer = setTimeout(function again() {
    // A full disk refuses even to remember: the next look tries all of it again.
    void look().catch(() => {})
    timer = setTimeout(again, LOOK)
    timer.unref()
  }, FIRST_LOOK)
  timer.unref()
  return {
    look,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
