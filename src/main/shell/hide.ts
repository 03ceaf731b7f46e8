/**
 * Quick hide: the window is gone at once, and for a short while nothing is locked, so that coming back costs no
 * passphrase. After that while the notebook locks, out of sight.
 */
import type { Timers } from './timers.ts'

/** Coming back within this time, in ms, finds the page as it was. */
export const SHORT = 30_000
/** Windows tell of focus while they come and go: what they say this soon, in ms, is not a person coming back. */
const SETTLE = 500

export type Hiding = {
  readonly hide: () => void
  /** The window was brought back: from the task bar, or by a second start. `sure`: no window's own word. */
  readonly back: (sure?: boolean) => void
  readonly hidden: () => boolean
  /** A window is about to be made or made small out of sight. */
  readonly stir: () => void
}

export type Hide = {
  /** Off the screen, and a page that shows nothing. */
  readonly vanish: () => void
  /** On the screen again, with the page that is there now. */
  readonly appear: () => void
  /** Resolves when the page of the words is no longer the window's. Harmless when it is locked already. */
  readonly lock: () => void
}

export function hiding({ now, after }: Timers, { vanish, appear, lock }: Hide): Hiding {
  let since: number | undefined
  let stirred = 0
  let off: (() => void) | undefined
  return {
    hide: () => {
      if (since !== undefined) return
      since = now()
      stirred = since
      off = after(SHORT, lock)
      vanish()
    },
    back: (sure = false) => {
      if (since === undefined || (!sure && now() - stirred < SETTLE)) return
      const away = now() - since
      off?.()
      // A computer that slept woke this late: its timer has not yet run.
      if (away >= SHORT) lock()
      since = undefined
      appear()
    },
    hidden: () => since !== undefined,
    stir: () => {
      stirred = now()
    },
  }
}
