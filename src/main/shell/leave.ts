/** Leaving: whoever has words that are not saved is asked first. */
import { FLUSH, type Locking } from './lock.ts'

/** A long paste that is being saved has this long, in ms, before the person is asked about it. */
export const SAVING = 5000

export type Leaving = Pick<Locking, 'flush' | 'holds' | 'wait'> & {
  /** Asks the person; true: the program may end, and the words with it. */
  readonly ask: () => Promise<boolean>
}

/** A face that does not answer in time is taken at what it said last; one that holds words has longer. */
export async function mayLeave({ flush, holds, ask, wait }: Leaving): Promise<boolean> {
  const late = wait(FLUSH).then(() => holds() && wait(SAVING - FLUSH).then(holds))
  const unsent = await Promise.race([flush(), late])
  return !unsent || ask()
}
