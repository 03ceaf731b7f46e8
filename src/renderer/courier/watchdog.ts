/**
 * Takes down connections that lead nowhere, so that new ones can be made.
 *
 * After a drop both ends may offer at once and one keeps an offer that nobody answers, for ever (network.md, defect 2).
 * Each connection gets 3 to 6 s, at random so that the two ends do not repeat their collision; and one whose path has been
 * lost for 15 s is given up before Chromium says so.
 */

/** Milliseconds. */
export const UNCONNECTED = { least: 3000, most: 6000 }
export const LOST = 15_000

export type Watched = {
  readonly isOpen: () => boolean
  /** The path to the other end is lost for now. */
  readonly isLost: () => boolean
  readonly destroy: () => void
}

export type Watchdog = {
  /** `connections`: all there are now, each under an object that stays the same while it lives. */
  readonly look: (connections: Iterable<readonly [object, Watched]>) => void
}

/** `now` in milliseconds; `chance` in [0, 1). */
export function watchdog(now: () => number, chance: () => number): Watchdog {
  const deadlines = new WeakMap<object, number>()
  const lostSince = new WeakMap<object, number>()
  const patience = (): number => UNCONNECTED.least + chance() * (UNCONNECTED.most - UNCONNECTED.least)

  function isHopeless(key: object, connection: Watched): boolean {
    const at = now()
    if (!connection.isOpen()) {
      const deadline = deadlines.get(key)
      if (deadline === undefined) deadlines.set(key, at + patience())
      return deadline !== undefined && at >= deadline
    }
    if (!connection.isLost()) {
      lostSince.delete(key)
      return false
    }
    const since = lostSince.get(key)
    if (since === undefined) lostSince.set(key, at)
    return since !== undefined && at - since >= LOST
  }

  return {
    look(connections) {
      for (const [key, connection] of [...connections]) if (isHopeless(key, connection)) connection.destroy()
    },
  }
}
