/** Work in steps of a few milliseconds, each a transaction, so that whoever asks something meanwhile waits for one of them. */
import type { Database } from '../storage/open.ts'
import { breath } from './files.ts'

/** ms in which another piece is begun within a step. With what a commit costs nobody waits longer than 50. */
const STEP = 12
/** Pieces in one step, however quick they are. */
const MOST = 50

/** `piece` does one thing and answers false when nothing is left. */
export function stepping(db: Database, piece: () => boolean): () => boolean {
  const step = db.transaction((): boolean => {
    const until = performance.now() + STEP
    for (let done = 0; done < MOST && performance.now() < until; done++) if (!piece()) return false
    return true
  })
  return () => step.immediate()
}

/** Until nothing is left or it does not go on. Answers whether nothing is left. */
export async function each(
  step: () => boolean,
  goes: () => boolean,
  done: () => void = () => {},
): Promise<boolean> {
  for (;;) {
    if (!goes()) return false
    if (!step()) return true
    done()
    await breath()
  }
}
