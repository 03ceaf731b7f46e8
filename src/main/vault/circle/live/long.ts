/** Long work that a person can stop: writing a file, reading one, making a copy. One at a time. */
import type { Fault } from '../../../../shared/fault.ts'
import { err, type Result } from '../../../../shared/result.ts'

export type LongWork = {
  /** `goes`: whether to go on, asked between steps. What gave up because it was stopped answers `stopped`. */
  readonly inTurn: <T>(work: (goes: () => boolean) => Promise<Result<T, Fault>>) => Promise<Result<T, Fault>>
  /** What is under way ends before its next step. */
  readonly stop: () => void
}

/** `open`: whether the vault still is. */
export function longWork(open: () => boolean): LongWork {
  let turn: Promise<unknown> = Promise.resolve()
  let running: { stopped: boolean } | null = null
  const run = async <T>(
    work: (goes: () => boolean) => Promise<Result<T, Fault>>,
  ): Promise<Result<T, Fault>> => {
    const mine = { stopped: false }
    running = mine
    try {
      const done = await work(() => open() && !mine.stopped)
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
