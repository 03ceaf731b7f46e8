/**
 * Takes down connections that lead nowhere, so that new ones can be made.
 *
 * After a drop both ends may offer at once and one keeps an offer that nobody answers, for ever (network.md, defect 2).
 * A first try gets 3 to 6 s. On a computer with too much to do that is too short for all of many, and whoever takes down
 * what was about to open makes it worse: so each try with somebody who was never linked gets twice as long as the one
 * before, and all get longer while many are opened at once. Who was linked before is given up as soon as ever.
 *
 * The end that offered waits longer than the other: a new offer then meets no connection that the old one left there.
 * And one whose path has been lost for 15 s is given up before Chromium says so.
 */

/** Milliseconds for a first try. */
export const UNCONNECTED = { least: 3000, most: 6000 }
/** Milliseconds for any try. */
export const LONGEST = 20_000
export const LOST = 15_000
/** Connections that open at once without getting longer for it. */
export const FEW = 4
/** Others whose tries are remembered. */
const PEERS = 256

export type Watched = {
  /** Who is at the other end: a new name each time they come to the room. */
  readonly peer: string
  /** This end offered. */
  readonly offered: boolean
  readonly isOpen: () => boolean
  /** The path to the other end is lost for now. */
  readonly isLost: () => boolean
  readonly destroy: () => void
}

export type Watchdog = {
  /** `connections`: all there are now, each under an object that stays the same while it lives. */
  readonly look: (connections: Iterable<readonly [object, Watched]>) => void
  /** Somebody came: what was tried before says nothing about them. */
  readonly anew: () => void
}

/** `now` in milliseconds; `chance` in [0, 1). */
export function watchdog(now: () => number, chance: () => number): Watchdog {
  const begun = new WeakMap<object, { readonly at: number; readonly chance: number }>()
  const lostSince = new WeakMap<object, number>()
  /** In vain, by peer; of who was linked once it stays at none. */
  const tries = new Map<string, number | 'linked'>()

  function remember(peer: string, what: number | 'linked'): void {
    tries.delete(peer)
    tries.set(peer, what)
    const [oldest] = tries.keys()
    if (tries.size > PEERS && oldest !== undefined) tries.delete(oldest)
  }

  function patience({ peer, offered }: Watched, chance: number, opening: number): number {
    const { least, most } = UNCONNECTED
    const known = tries.get(peer) ?? 0
    const first = least + ((offered ? 1 : 0) + chance) * ((most - least) / 2)
    const grown = first * 2 ** (known === 'linked' ? 0 : known) * Math.max(1, opening / FEW)
    return Math.min(Math.max(first, LONGEST), grown)
  }

  function isHopeless(key: object, connection: Watched, opening: number): boolean {
    const at = now()
    if (!connection.isOpen()) {
      const since = begun.get(key)
      if (!since) begun.set(key, { at, chance: chance() })
      if (!since || at - since.at < patience(connection, since.chance, opening)) return false
      const before = tries.get(connection.peer) ?? 0
      if (before !== 'linked') remember(connection.peer, Math.min(before + 1, 8))
      return true
    }
    if (tries.get(connection.peer) !== 'linked') remember(connection.peer, 'linked')
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
      const all = [...connections]
      const opening = all.filter(([, connection]) => !connection.isOpen()).length
      for (const [key, connection] of all) if (isHopeless(key, connection, opening)) connection.destroy()
    },
    anew() {
      for (const [peer, known] of [...tries]) if (known !== 'linked') tries.delete(peer)
    },
  }
}
