/**
 * Locking when nobody touches the notebook. What counts is this window's own keys, pointer and wheel: a computer that is
 * busy elsewhere may well be a notebook left open. (Not every desktop tells how long nobody touched the whole computer.)
 */
import type { Timers } from './timers.ts'

export type Idle = {
  /** A key, a click, a turn of the wheel. */
  readonly touched: () => void
  /** From now on so many minutes; 0 or undefined: never. The count begins anew. */
  readonly limit: (minutes: number | undefined) => void
}

export function idle({ now, after }: Timers, lock: () => void): Idle {
  let most: number | undefined
  let last = now()
  let off: (() => void) | undefined
  const wait = (ms: number): void => {
    off?.()
    off = after(ms, look)
  }
  /** One timer for many touches: it looks again when the last of them would be old enough. */
  const look = (): void => {
    if (most === undefined) return
    const left = most - (now() - last)
    if (left > 0) return wait(left)
    most = undefined
    lock()
  }
  return {
    touched: () => {
      last = now()
    },
    limit: minutes => {
      off?.()
      most = minutes ? minutes * 60_000 : undefined
      last = now()
      if (most !== undefined) wait(most)
    },
  }
}
