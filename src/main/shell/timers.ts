/** Durations by the clock that nobody can set, in ms, and waiting by it. */
export type Timers = {
  readonly now: () => number
  /** Returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void
}

export const timers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
