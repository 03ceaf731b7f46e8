/** What closing the window means: a person is asked once, on the page, and says so for every time after. */
import type { Closing } from '../../shared/contract/erasing.ts'

export type Closes = {
  /** The window was asked to close. */
  readonly close: () => void
  readonly answer: (how: 'leave' | 'stay' | 'not') => void
  /** As the vault keeps it, at opening and when it is changed. */
  readonly means: (closing: Closing) => void
  /** There is another page now: what was asked on the one before is asked no more. */
  readonly anew: () => void
}

export type Ways = {
  /** The notebook is open: only then is there a page to ask on, and something to lose. */
  readonly open: () => boolean
  readonly ask: () => void
  /** Saves, locks, ends. */
  readonly leave: () => void
  /** Locks, and off the screen. */
  readonly stay: () => void
}

/** A second press while the question stands leaves: a page that does not answer keeps nobody. */
export function closing({ open, ask, leave, stay }: Ways): Closes {
  let chosen: Closing = 'ask'
  let asking = false
  return {
    close: () => {
      if (chosen === 'stay') return stay()
      if (chosen === 'leave' || asking || !open()) return leave()
      asking = true
      ask()
    },
    answer: how => {
      asking = false
      if (how === 'leave') leave()
      if (how === 'stay') stay()
    },
    means: closing => {
      chosen = closing
    },
    anew: () => {
      asking = false
    },
  }
}
