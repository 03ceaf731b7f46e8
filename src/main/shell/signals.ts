/** Signals that ask the program to end: a terminal's Ctrl+C, a terminal that closes, a session that ends. */
import type { Timers } from './timers.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** One Ctrl+C may come twice, over the terminal and over what started the program: within this time, in ms, it is one. */
const SAME = 1000
/** All that leaving waits for has an end sooner; in ms. */
const LONGEST = 15_000

export type Ending = {
  readonly timers: Timers
  /** Nobody is there to be asked: save, and end. */
  readonly leave: () => void
  /** At once, whatever is under way. */
  readonly end: () => void
}

/** The first leaves; a second, or leaving that takes too long, ends. Electron puts its own in place until it is ready. */
export function heedSignals(process: Pick<NodeJS.EventEmitter, 'on'>, { timers, leave, end }: Ending): void {
  let first: number | undefined
  const heard = (): void => {
    if (first !== undefined) return timers.now() - first > SAME ? end() : undefined
    first = timers.now()
    timers.after(LONGEST, end)
    leave()
  }
  for (const signal of SIGNALS) process.on(signal, heard)
}
