/** The long work of backups while it lasts: it tells how far it is, and a person can stop it. */
import type { Going } from '../../../shared/contract/backups.ts'
import type { Fault } from '../../../shared/fault.ts'
import type { Result } from '../../../shared/result.ts'
import { type Done, type Run, STOPPED, type With, type Work } from './job.ts'

export type UnderWay = {
  /** `stop` is aborted when a person wants this no more. What is done by then is done. */
  work<T>(act: (stop: AbortSignal) => Promise<T>): Promise<T>
  readonly run: <W extends Work>(work: W, tools: With, stop: AbortSignal) => Promise<Result<Done<W>, Fault>>
  /** Everything that is under way, and that waits for its turn. */
  stop(): void
}

export function underWay(run: Run, told: (going: Going) => void): UnderWay {
  const all = new Set<AbortController>()
  return {
    async work(act) {
      const mine = new AbortController()
      all.add(mine)
      try {
        return await act(mine.signal)
      } finally {
        all.delete(mine)
      }
    },
    run: (work, tools, stop) => run(work, tools, stop, told),
    stop() {
      for (const each of all) each.abort(STOPPED)
    },
  }
}
