/** Long work that tells how far it is, and that a person can stop: writing a file, reading one, making a copy. One at a time. */
import type { Fault } from '../../../../shared/fault.ts'
import { err, type Result } from '../../../../shared/result.ts'

type Work<T> = (goes: () => boolean, reached: (part: number) => void) => Promise<Result<T, Fault>>

/** Smaller steps nobody sees. */
const STEP = 0.01

export type LongWork = {
  /**
   * `goes`: whether to go on, asked between steps. What gave up because it was stopped answers `stopped`. `reached`: how
   * much is done, 0 to 1.
   */
  readonly inTurn: <T>(work: Work<T>) => Promise<Result<T, Fault>>
  /** What is under way ends before its next step. */
  readonly stop: () => void
}

/** `open`: whether the vault still is. */
export function longWork(open: () => boolean, told: (part: number) => void): LongWork {
  let turn: Promise<unknown> = Promise.resolve()
  let running: { stopped: boolean } | null = null
  const run = async <T>(work: Work<T>): Promise<Result<T, Fault>> => {
    const mine = { stopped: false }
    running = mine
    let last = 0
    const reached = (part: number): void => {
      const now = Math.min(1, part)
      // Nothing of nothing is no part.
      if (!(now >= last + STEP) || mine.stopped) return
      last = now
      told(now)
    }
    try {
      const done = await work(() => open() && !mine.stopped, reached)
      return !done.ok && mine.stopped && open() ? err('stopped') : done
    } finally {
      running = null
    }
  }
  return {
    inTurn: work => {
      const mine = turn.then(() => run(work))
      turn = mine.catch(() => {})
      return mine
    },
    stop: () => {
      if (running) running.stopped = true
    },
  }
}

/** The same, and how many have been taken once the next is asked for. */
export function* each<T>(some: Iterable<T>, taken: (many: number) => void): Generator<T> {
  let many = 0
  for (const one of some) {
    yield one
    taken(++many)
  }
}
