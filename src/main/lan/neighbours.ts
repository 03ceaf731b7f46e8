/**
 * The hubs that announced themselves on this network: which are dialled, and which are forgotten.
 *
 * All that comes by multicast is a stranger's, so their number is bounded, overall and at one address, and so is how often
 * one is dialled. Of two hubs the one with the greater id dials; the other waits and dials only if nobody came, since a
 * firewall may let one way through and not the other.
 */
import { isNearby } from './network.ts'
import { pace } from './pace.ts'

export type Found = { readonly id: string; readonly host: string; readonly port: number }

export const NEIGHBOURS = {
  most: 64,
  /** At one address: several programs may run on one computer. */
  perAddress: 4,
  /** Dials a second of hubs that are new to us, and how many at once. */
  dials: { rate: 4, burst: 8 },
  /** Milliseconds that the one with the lesser id waits for the other. */
  patience: 3000,
  /** Milliseconds without a connection after which one is forgotten, until it announces itself again. */
  forget: 120_000,
} as const

type Standing = 'waiting' | 'up' | 'failed' | 'ourselves'

export type Dials = {
  readonly again: () => void
  readonly anew: () => void
  readonly stir: () => void
  readonly stop: () => void
}

export type NeighbourhoodPlan = {
  readonly id: string
  /** Milliseconds, never going back. */
  readonly now: () => number
  readonly isLinked: (id: string, host: string) => boolean
  /** May be dialled as things are, and is not dialled for another reason already. */
  readonly mayDial: (host: string, port: number) => boolean
  readonly dial: (found: Found, tell: (standing: Standing) => void) => Dials
}

type Neighbour = Found & { since: number; lost: number; leaving: boolean; standing: Standing; dials?: Dials }

export function openNeighbours({ id: ownId, now, isLinked, mayDial, dial }: NeighbourhoodPlan) {
  const all = new Map<string, Neighbour>()
  const mayHurry = pace(NEIGHBOURS.dials, now)
  const keyOf = ({ host, port }: Found): string => JSON.stringify([host, port])
  const isUp = (one: Neighbour): boolean => one.standing === 'up' || isLinked(one.id, one.host)

  function forget(one: Neighbour): void {
    one.dials?.stop()
    all.delete(keyOf(one))
  }

  /** A place for one more: those who were tried and are not there make way, the oldest first. */
  function makeWay(host: string): boolean {
    const atHost = [...all.values()].filter(one => one.host === host)
    const crowd = atHost.length >= NEIGHBOURS.perAddress ? atHost : [...all.values()]
    if (crowd !== atHost && crowd.length < NEIGHBOURS.most) return true
    const absent = crowd.find(one => one.standing === 'failed' && !isUp(one))
    if (absent) forget(absent)
    return absent !== undefined
  }

  function heard(found: Found): void {
    const { id, host, port } = found
    if (id === ownId || !isNearby(host)) return
    const known = all.get(keyOf(found))
    if (known && known.id === id) {
      known.leaving = false
      return
    }
    // Another program stands at that address now; what was there is gone.
    if (known) forget(known)
    else if (!makeWay(host)) return
    const at = now()
    all.set(keyOf(found), { id, host, port, since: at, lost: at, leaving: false, standing: 'waiting' })
    tend()
  }

  function call(one: Neighbour): void {
    one.dials = dial(one, standing => {
      if (one.standing === 'up' && standing !== 'up') one.lost = now()
      one.standing = standing
      if (standing === 'ourselves' || (one.leaving && standing !== 'up')) forget(one)
    })
  }

  function tend(): void {
    for (const one of [...all.values()]) {
      if (isUp(one)) one.lost = now()
      else if (now() - one.lost > NEIGHBOURS.forget || one.leaving) {
        forget(one)
        continue
      }
      // It came to us meanwhile, or its interface may not be used any more.
      const idle = one.standing !== 'up' && isLinked(one.id, one.host)
      if (idle || !mayDial(one.host, one.port)) {
        one.dials?.stop()
        delete one.dials
        one.standing = 'waiting'
        continue
      }
      const due = ownId > one.id || now() - one.lost >= NEIGHBOURS.patience
      if (!one.dials && due && mayHurry()) call(one)
    }
  }

  return {
    heard,
    /** It said goodbye: what stands with it stands until it ends, and is not opened again. */
    left(id: string, host: string): void {
      for (const one of [...all.values()]) {
        if (one.id !== id || one.host !== host) continue
        one.leaving = true
        if (!isUp(one)) forget(one)
      }
    },
    /** Looks after all of them; once a second. */
    tend,
    /** Somebody is heard at this address. */
    stir: (host: string) => all.forEach(one => void (one.host === host && one.dials?.stir())),
    again: () => all.forEach(one => void one.dials?.again()),
    anew: () => all.forEach(one => void one.dials?.anew()),
    clear: () => [...all.values()].forEach(forget),
    size: () => all.size,
  }
}
