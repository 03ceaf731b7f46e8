/**
 * Locking when nobody touches the notebook. What counts is this window's own keys, pointer and wheel: a computer that is
 * busy elsewhere may well be a notebook left open. (Not every desktop tells how long nobody touched the whole computer.)
 * Whoever listens to a recording, waits for long work, or copies recovery words by hand is there and presses nothing: that
 * counts, too, but not for ever.
 */
import type { Timers } from './timers.ts'

/** What keeps somebody there who presses nothing. */
type Kept = 'sound' | 'work' | 'words'

/** So long at a stretch, in ms, this is taken for somebody who is there. */
export const LONGEST = 3 * 60 * 60_000

export type Idle = {
  /** A key, a click, a turn of the wheel. */
  readonly touched: () => void
  /** Somebody listens, waits or copies words, from now on; or not any more: the count begins anew. */
  readonly busy: (by: Kept, on: boolean) => void
  /** From now on so many minutes; 0 or undefined: never. The count begins anew. */
  readonly limit: (minutes: number | undefined) => void
}

export function idle({ now, after }: Timers, lock: () => void): Idle {
  let most: number | undefined
  let last = now()
  const going = new Set<Kept>()
  let since = 0
  let off: (() => void) | undefined
  const wait = (ms: number): void => {
    off?.()
    off = after(ms, look)
  }
  /** One timer for many touches: it looks again when the last of them would be old enough. */
  const look = (): void => {
    if (most === undefined) return
    const quiet = most - (now() - last)
    const left = going.size > 0 ? Math.max(quiet, LONGEST - (now() - since)) : quiet
    if (left > 0) return wait(left)
    most = undefined
    lock()
  }
  return {
    touched: () => {
      last = now()
    },
    busy: (by, on) => {
      if (on && going.size === 0) since = now()
      if (on) return void going.add(by)
      if (!going.delete(by) || going.size > 0) return
      last = now()
      if (most !== undefined) wait(most)
    },
    limit: minutes => {
      off?.()
      if (minutes === undefined) going.clear()
      most = minutes ? minutes * 60_000 : undefined
      last = now()
      if (most !== undefined) wait(most)
    },
  }
}
