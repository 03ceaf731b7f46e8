/**
 * Everybody in reach: the rooms there is a reason to be in, who talks in each, and where others' hubs may be dialled. Off
 * until a circle, an invitation or a joining wants the network.
 */

import type { Database } from 'better-sqlite3'
import { isLoopback, isNear, readAddress, writeAddress } from '../../../../shared/address.ts'
import { equal } from '../../../../shared/bytes.ts'
import type { AtDoor, Joining, JoinRequest, SyncState } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { CourierRoom, ToCourier } from '../../../../shared/contract/courier.ts'
import type { KeeperRests } from '../../../../shared/contract/keeping.ts'
import type { NetworkWish, ToVault } from '../../../../shared/contract/shell.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Port, Tidings } from '../../../../shared/contract/wire.ts'
import { hostOfKeeper } from '../../../../shared/keeper-address.ts'
import type { CircleId, EntryId, EpochKey } from '../../crypto/keys.ts'
import { faultOf } from '../../storage/fault.ts'
import type { Fetching } from '../blob/fetch.ts'
import { MOST_NEAR } from '../link/message.ts'
import { MAX_KNOCK } from '../link/secure.ts'
import { readEntry } from '../log/entry.ts'
import { hex } from '../names/hex.ts'
import { inviteRendezvous } from '../names/invite.ts'
import { linkingRendezvous } from '../names/linking.ts'
import { epochRoom, inviteRoom, linkingRoom, type Room } from '../names/room.ts'
import { iceOf, type Network } from '../network.ts'
import type { CircleStore, Received } from '../store.ts'
import { Together } from '../together/together.ts'
import { answered } from './answered.ts'
import { Door } from './door.ts'
import { Gather } from './gather.ts'
import type { Hubs } from './hubs.ts'
import type { Joinings } from './joinings.ts'
import { Keepers } from './keepers.ts'
import { type Attempt, Knock } from './knock.ts'
import { Links, type Speaker, type Talk } from './links.ts'
import { Offers } from './offers.ts'
import { Step } from './step.ts'
import { TakeUp } from './take-up.ts'
import { inTurns } from './turns.ts'
import { mayWrite, seatOf } from './view.ts'

/** HEADS go out at most so often, in ms: one for a burst of envelopes. */
const QUIET = 400
/** The face reads a circle again so long after something changed, in ms. */
const REREAD = 150
/** While words and HEADS come all the time it does so at most so often, in ms: nobody reads faster. */
const REREAD_WORDS = 1000
/** A facilitator's device does what is due by itself after the first time, and after the second for each before it, in ms. */
const TEND = { first: 300, each: 5000 }
/** What hangs on days of use is looked at so often, in ms. */
const LOOK = 3600_000
/**
 * Somebody who was let out listens on, and is told so by each they meet. So long they hear it, and then rest: each time twice
 * as long, up to a day, in ms.
 */
const TELLING = 20_000
const REST = { first: 10 * 60_000, most: 24 * 3600_000 }
/** Rooms at once: as many topics as a hub takes from a courier, before it shows it the door. */
const MOST_TOPICS = 256
/** Links of one invitation on which the other side has said nothing: other hosts' devices say nothing. */
const MOST_SILENT = 32
/** The first circle starts the hub; an invitation made at once waits this long for its addresses, in ms. */
const HUB_START = 3000
/** Others are looked for anew at a person's wish at most so often, in ms. */
const AGAIN = 2000
/** The face reads how the network stands again at most so often, in ms. */
const LOOK_AGAIN = 500

export type Tell = <N extends keyof VaultContract['news'] & string>(
  news: N,
  value: Tidings<VaultContract, N>,
) => void

/** A room, who talks in it, and how far it reaches now. */
/** `turn`: links of rooms that have it in common take one turn together (link/outbox.ts). `most`: as in links.ts. */
type Seat = {
  readonly room: Room
  readonly turn: string
  readonly begin: (speaker: Speaker) => Talk
  readonly most?: number
  readonly by: () => Network
}

/** How a joining goes: by the servers that its invitation named, else on one's own network. */
const wayOf = ({ signalling }: Attempt): Network => ({
  mode: signalling === null ? 'off' : signalling.length > 0 ? 'wide' : 'local',
  signalling: signalling ?? [],
  ice: [],
  relay: false,
})

/** Where everything goes by a TURN server, no computer of the circle is to hear from this one any other way. */
const isDirect = ({ mode, relay }: Network): boolean => mode === 'local' || (mode === 'wide' && !relay)
const mayDial = (by: Network, address: string): boolean => {
  const read = readAddress(address)
  return isDirect(by) && read.ok && (by.mode === 'wide' || isNear(read.value.host))
}

export type ReachDeps = {
  readonly db: Database
  readonly store: CircleStore
  readonly clock: Clock
  readonly hubs: Hubs
  readonly joinings: Joinings
  readonly tell: Tell
  readonly wish: (wish: NetworkWish) => void
  /** Others are to be dialled at once. */
  readonly again: () => void
  /** Interfaces that may be used; null for all. */
  readonly only: () => readonly string[] | null
  /** Somebody is linked to those whose hubs are here: they are there. */
  readonly alive: (hubs: string[]) => void
  /** By this person: it is in no room, and nobody is dialled for it. */
  readonly isPaused: (circle: CircleId) => boolean
  /** This person came into a circle, for the first time or anew. */
  readonly entered: (circle: CircleId) => void
  readonly files: Fetching
  /** Words by others were accepted. */
  readonly arrived: (came: Received) => void
  readonly keeping?: { readonly soon: number; readonly grace: number }
}

export function reach(deps: ReachDeps) {
  const { db, store, clock, hubs, joinings, tell, wish, files, arrived, isPaused, only } = deps
  const steps = new Map<string, Set<Step>>()
  const doors = new Set<Door>()
  const knocks = new Map<string, Knock | TakeUp>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const gathers = new Map<string, Gather>()
  const resting = new Set<string>()
  const rests = new Map<string, number>()
  /** Addresses of members' hubs by hearsay, by the device that said them: dialled while it is linked, not remembered. */
  const near = new Map<string, { circle: CircleId; addresses: readonly string[] }>()
  let own: readonly string[] = []
  let courier: Port | undefined
  const hubHeard: (() => void)[] = []
  let rooms = new Map<string, Seat>()

  const together = new Together({
    clock,
    may: circle => mayWrite(store, circle),
    who: (circle, device) => seatOf(store, circle, device),
    tell: (note, others) => tell('note.others', { note: hex(note), others }),
  })

  const links = new Links(
    message => courier?.post(message),
    room => rooms.get(room),
  )

  /** Do it once for all who ask within a while, and never later than that. */
  const soon = (key: string, act: () => void, after = QUIET): void => {
    if (timers.has(key)) return
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key)
        act()
      }, after),
    )
  }

  const changed = (circle: CircleId): void =>
    soon(`changed ${hex(circle)}`, () => tell('circle.changed', { circle: hex(circle) }), REREAD)
  /** Words came, or word of who has them: at once after a while without. */
  const stirred = (circle: CircleId): void => {
    const key = `stirred ${hex(circle)}`
    if (timers.has(key)) return
    changed(circle)
    soon(key, () => changed(circle), REREAD_WORDS)
  }
  /** How the network stands, or who is linked. */
  const networkChanged = (): void => soon('network', () => tell('network.changed', {}), LOOK_AGAIN)
  const stepsOf = (circle: CircleId): Set<Step> => steps.get(hex(circle)) ?? new Set()
  const gatherOf = (circle: CircleId): Gather => {
    const known = gathers.get(hex(circle))
    if (known) return known
    const made = new Gather(
      () => store.me(circle).device,
      () => store.ownHeads(circle),
      () => (store.has(circle) ? stepsOf(circle) : []),
    )
    gathers.set(hex(circle), made)
    return made
  }
  const announce = (circle: CircleId): void => {
    keepers.stirred(circle)
    soon(`heads ${hex(circle)}`, () => {
      if (store.has(circle)) gatherOf(circle).tell()
    })
  }

  const hubKnown = (): Promise<void> =>
    own.length > 0
      ? Promise.resolve()
      : new Promise(resolve => {
          const late = setTimeout(resolve, HUB_START)
          hubHeard.push(() => {
            clearTimeout(late)
            resolve()
          })
        })

  /** The log grew by our own hand: by this entry, and what was said in the same breath. */
  const spread = (circle: CircleId, entry: Uint8Array): void => {
    const read = readEntry(entry)
    const after = read.ok ? store.missingLog(circle, [read.value.id]) : []
    for (const step of [...stepsOf(circle)]) if (!step.look()) step.log([entry, ...after])
    grown(circle)
  }
  /** Whoever is out by what the log says now is told so and left; whoever waited to come in may be welcome. */
  const grown = (circle: CircleId): void => {
    for (const step of [...stepsOf(circle)]) step.look()
    for (const door of [...doors]) if (hex(door.circle) === hex(circle)) door.look()
    changed(circle)
    announce(circle)
    tend(circle)
    network()
    files.go(circle)
  }

  /** On a full or failing disk it stays due, and is looked at again. */
  const unlessFull = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      if (!faultOf(error)) throw error
    }
  }
  /** New keys, and the end of an asking: calmly, and one facilitator's device after the other. */
  const tend = (circle: CircleId): void =>
    unlessFull(() => {
      const due = store.has(circle) ? store.due(circle) : undefined
      if (!due) return
      const after = TEND.first + due.turn * TEND.each
      soon(
        `tend ${hex(circle)}`,
        () =>
          unlessFull(() => {
            if (!store.has(circle)) return
            for (const entry of store.tend(circle)) spread(circle, entry)
            sendOwn(circle)
          }),
        after,
      )
    })
  const sendOwn = (circle: CircleId): void => {
    const { device } = store.me(circle)
    for (const step of stepsOf(circle)) step.own(device)
    keepers.stirred(circle)
    changed(circle)
  }

  const received = (circle: CircleId, came: Received): void => {
    arrived(came)
    if (came.accepted.length + came.refused + came.quarantined > 0) stirred(circle)
    announce(circle)
    for (const step of stepsOf(circle)) step.watch()
  }

  const networkOf = (circle: CircleId): Network => store.network.of(circle)
  /** A paused circle is as one that goes by files, until it goes on. */
  const meets = (circle: CircleId): Network =>
    isPaused(circle) ? { ...networkOf(circle), mode: 'off' } : networkOf(circle)
  /** This computer's hub, as the others of a circle may hear of it. */
  const told = (circle: CircleId): string[] => own.filter(address => mayDial(networkOf(circle), address))

  /** Somebody of the circle says that this device is out of it. */
  const parted = (circle: CircleId, news: boolean): void => {
    if (news) grown(circle)
    if (store.me(circle).putOut) rest(circle)
  }

  const keepers: Keepers = new Keepers({
    ...deps.keeping,
    db,
    store,
    clock,
    received,
    imported: (circle, { added, received: came }) => {
      received(circle, came)
      if (added.length > 0) grown(circle)
    },
    heard: circle => {
      changed(circle)
      networkChanged()
    },
    grown,
    parted: (circle, list) => {
      const now = (): string => {
        const { active, parted: out } = store.me(circle)
        return [active, out, ...store.logHeads(circle).map(hex)].join()
      }
      const before = now()
      store.parted(circle, list)
      parted(circle, now() !== before)
    },
  })

  /** What another device says may be dialled: not ourselves, and no other program of this computer, however spelled. */
  const reachable = (addresses: readonly string[]): string[] => {
    const read = (list: readonly string[]) => list.map(readAddress).flatMap(one => (one.ok ? one.value : []))
    const here = read(own).some(({ host }) => isLoopback(host))
    return read(addresses)
      .filter(({ host }) => here || !isLoopback(host))
      .map(({ host, port }) => writeAddress(host, port))
      .filter(address => !own.includes(address))
  }

  const stranger = (speaker: Speaker): Talk => {
    speaker.drop()
    return { hear: () => {}, gone: () => {} }
  }

  const stepIn = (circle: CircleId, key: EpochKey) => (speaker: Speaker) => {
    const isNewest = (): boolean => store.has(circle) && store.isNewest(circle, key)
    // Erased between the link's opening and its handshake.
    if (!store.has(circle)) return stranger(speaker)
    const step: Step = new Step(
      {
        store,
        clock,
        circle,
        key,
        newest: isNewest,
        files,
        parted,
        hubs: () => told(circle),
        near: () => [...stepsOf(circle)].flatMap(other => (other === step ? [] : other.addresses)),
        said: (circle, device, heads) => {
          if (gatherOf(circle).hear(device, heads)) announce(circle)
        },
        gathered: (from, list, before) => {
          for (const heads of list)
            for (const other of stepsOf(circle))
              if (other.device && equal(other.device, heads.device)) other.learn(heads)
          if (gatherOf(circle).heard(from, before)) announce(circle)
        },
        received,
        grew: grown,
        heard: circle => {
          stirred(circle)
          networkChanged()
        },
        dial: (where, device, hub, others) => {
          near.set(hex(device), { circle, addresses: reachable(others) })
          hubs.remember(where, reachable(hub), device)
          network()
          deps.alive(reachable([...hub, ...others]))
        },
        moved: () => {
          for (const other of stepsOf(circle)) if (other !== step) other.hubs()
        },
        together,
      },
      speaker,
    )
    const among = steps.get(hex(circle)) ?? new Set()
    steps.set(hex(circle), among.add(step))
    return {
      hear: step.hear.bind(step),
      next: step.next.bind(step),
      later: step.later.bind(step),
      gone: () => {
        among.delete(step)
        // Who gathered may be gone, or whom they told.
        if (store.has(circle)) announce(circle)
        if (step.device) near.delete(hex(step.device))
        step.gone()
        changed(circle)
        networkChanged()
      },
    } satisfies Talk
  }

  const doorOf = (circle: CircleId, invite: EntryId) => (speaker: Speaker) => {
    if (!store.has(circle)) return stranger(speaker)
    const door = new Door({ store, clock, circle, invite, changed, admitted: spread }, speaker)
    const silent = [...doors].filter(other => other.silent && equal(other.invite, invite))
    if (silent.length >= MOST_SILENT) silent[0]?.drop()
    doors.add(door)
    return {
      hear: door.hear.bind(door),
      next: door.next.bind(door),
      gone: () => {
        doors.delete(door)
        door.gone()
      },
    } satisfies Talk
  }

  /** For a code that somebody is shown; the first time it waits for them a little. */
  async function addressesFor(circle: CircleId): Promise<string[]> {
    if (isDirect(networkOf(circle))) await hubKnown()
    return store.has(circle) ? told(circle) : []
  }
  function signallingOf(circle: CircleId): readonly string[] {
    const { mode, signalling } = networkOf(circle)
    return mode === 'wide' ? signalling : []
  }

  const offers: Offers = new Offers({
    db,
    store,
    clock,
    addresses: addressesFor,
    signalling: signallingOf,
    network: () => network(),
    changed,
    added: spread,
  })

  /** Whoever left goes on until somebody has heard of it; whoever is held, until they hear who stays. */
  const isSought = (circle: CircleId): boolean => {
    if (!store.has(circle) || isPaused(circle)) return false
    const me = store.me(circle)
    return !me.parted && (me.active || me.held || me.left || me.signedOut)
  }

  /** And whoever was let out by somebody else, whom they do not look for: the log may yet have them in. */
  const isListening = (circle: CircleId): boolean =>
    isSought(circle) ||
    (store.has(circle) && !isPaused(circle) && store.me(circle).putOut && !resting.has(hex(circle)))
  const rest = (circle: CircleId): void =>
    soon(
      `telling ${hex(circle)}`,
      () => {
        resting.add(hex(circle))
        network()
        const wake = (): void => {
          resting.delete(hex(circle))
          network()
        }
        const long = rests.get(hex(circle)) ?? REST.first
        rests.set(hex(circle), Math.min(REST.most, 2 * long))
        soon(`rest ${hex(circle)}`, wake, long)
      },
      TELLING,
    )

  /**
   * Why a circle does not use its keeper now: none where it is off, none far away where it stays on one's own network, and none
   * at all where no computer is to hear this one's address, since a keeper hears it.
   */
  function keeperRests(circle: CircleId): KeeperRests | null {
    const address = keepers.address(circle)
    if (address === null) return null
    const { mode, relay } = meets(circle)
    if (mode === 'wide' && relay) return 'hidden'
    const reaches = mode === 'wide' || (mode === 'local' && isNear(hostOfKeeper(address)))
    if (!reaches || !isListening(circle)) return 'reach'
    return keepers.hasPlace(circle) ? null : 'many'
  }
  const mayKeep = (circle: CircleId): boolean =>
    keepers.address(circle) !== null && [null, 'many'].includes(keeperRests(circle))

  /** All the rooms there is a reason to be in; where there are too many, circles take turns. */
  const roomsNow = (): typeof rooms => {
    const all: Seat[] = []
    for (const offer of offers.all()) {
      if (store.has(offer.circle) && !isPaused(offer.circle))
        all.push({
          room: linkingRoom(linkingRendezvous(offer.seed)),
          turn: hex(offer.circle),
          begin: speaker => offers.talk(offer, speaker),
          most: MAX_KNOCK,
          by: () => meets(offer.circle),
        })
    }
    for (const circle of store.list()) {
      const by = () => meets(circle)
      if (!isListening(circle)) continue
      const me = store.me(circle)
      const turn = hex(circle)
      for (const { key } of store.rooms(circle))
        all.push({ room: epochRoom(key), turn, begin: stepIn(circle, key), by })
      if (!me.facilitator || !isSought(circle)) continue
      for (const { id } of answered(store.state(circle).invites.values(), clock.now())) {
        const rendezvous = store.rendezvous(circle, id)
        if (rendezvous)
          all.push({ room: inviteRoom(rendezvous), turn, begin: doorOf(circle, id), most: MAX_KNOCK, by })
      }
    }
    for (const asked of joinings.attempts()) {
      const { id, own, seed } = asked
      if (!isLooking(asked)) continue
      const step = (
        attempt: Attempt,
        to: Joining['step'],
        seen: { circleName?: string; name?: string; words?: string[]; circle?: CircleId },
      ): void => {
        const { circle, ...rest } = seen
        if (circle && to === 'joined') {
          deps.entered(circle)
          hubs.remember(circle, attempt.addresses)
        }
        joinings.step(attempt.id, to, { ...rest, ...(circle && { circle: hex(circle) }) })
        if (to === 'joined') tell('circle.listChanged', {})
        if (to !== 'looking' && to !== 'compare') network()
      }
      const begin = (speaker: Speaker): Talk => {
        // As it is now: with a yes that was given on an earlier link.
        const attempt = joinings.attempt(id)
        if (!attempt) return stranger(speaker)
        const Side = attempt.own ? TakeUp : Knock
        const knock: Knock | TakeUp = new Side(
          {
            store,
            attempt,
            matched: about => joinings.matched(attempt.id, about),
            step: (to, seen) => {
              // The words on the screen are this link's: the yes to them is a yes to it.
              if (to === 'compare') knocks.set(hex(attempt.id), knock)
              step(attempt, to, seen)
            },
          },
          speaker,
        )
        return knock
      }
      const room = own ? linkingRoom(linkingRendezvous(seed)) : inviteRoom(inviteRendezvous(seed))
      all.push({ room, turn: `joining ${hex(id)}`, begin, by: () => wayOf(asked) })
    }
    const turns = new Map<string, Seat[]>()
    for (const one of all)
      if (one.by().mode !== 'off') turns.set(one.turn, [...(turns.get(one.turn) ?? []), one])
    const first = inTurns([...turns.values()]).slice(0, MOST_TOPICS)
    return new Map(first.map(one => [one.room.name, one]))
  }

  const toCourier = (message: ToCourier): void => courier?.post(message)
  const network = (): void => {
    unlessFull(() => {
      rooms = roomsNow()
    })
    // Also of those that a full disk left as they were.
    rooms = new Map([...rooms].filter(([, { by }]) => by().mode !== 'off'))
    unlessFull(() => keepers.be(store.list().filter(mayKeep)))
    const wanted = rooms.size > 0
    const circles = store.list().map(circle => ({ circle, by: meets(circle) }))
    const byCircle = new Map(circles.map(({ circle, by }) => [hex(circle), by]))
    const mayDialFor = (circle: CircleId, address: string): boolean => {
      const by = byCircle.get(hex(circle))
      return by !== undefined && isSought(circle) && mayDial(by, address)
    }
    const joining = joinings.attempts().filter(isLooking)
    /** Hubs to be dialled for those who go one of these ways. */
    const hubsOf = (modes: readonly Network['mode'][]): Set<string> => {
      const goes = (circle: CircleId, address: string): boolean =>
        modes.includes(byCircle.get(hex(circle))?.mode ?? 'off') && mayDialFor(circle, address)
      return new Set([
        ...joining
          .map(asked => ({ asked, by: wayOf(asked) }))
          .filter(({ by }) => modes.includes(by.mode))
          .flatMap(({ asked, by }) => asked.addresses.filter(address => mayDial(by, address))),
        ...hubs.all((circle, address) => goes(circle as CircleId, address)),
        ...[...near.values()]
          .flatMap(({ circle, addresses }) => addresses.filter(address => goes(circle, address)))
          .slice(0, MOST_NEAR),
      ])
    }
    const dial = [...hubsOf(['local', 'wide'])]
    const nearby = hubsOf(['local'])
    const topicsOf = (of: (by: Network) => boolean): string[] =>
      [...rooms.values()].flatMap(({ room, by }) => (of(by()) ? room.name : [])).slice(0, MOST_TOPICS)
    const offered = new Set(offers.all().map(({ circle }) => hex(circle)))
    const met = circles.filter(({ circle }) => isListening(circle) || offered.has(hex(circle)))
    // Who asks without a server asks on their own network: to be found there a hub has to listen.
    const asking = joining.map(wayOf).filter(({ mode }) => mode === 'local')
    const isOpen = [...met.map(({ by }) => by), ...asking].some(isDirect)
    wish({
      courier: wanted,
      listen: isOpen,
      discover: isOpen,
      only: only()?.slice() ?? null,
      dial: wanted ? dial : [],
      signalling: signallingFor([...rooms.values()]),
      wide: {
        hubs: dial.filter(address => !nearby.has(address)),
        topics: topicsOf(by => by.mode === 'wide' && !by.relay),
      },
      hidden: topicsOf(by => by.mode === 'wide' && by.relay),
    })
    toCourier({ kind: 'rooms', rooms: [...rooms.values()].map(courierRoom) })
  }

  network()
  const tendAll = (): void => {
    for (const circle of store.list()) tend(circle)
  }
  tendAll()
  const looking = setInterval(tendAll, LOOK)
  looking.unref()

  return {
    network,
    changed,
    spread,
    sendOwn,
    announce,
    offers,
    received,
    grown,
    keepers,
    keeperRests,
    together,
    addresses: addressesFor,
    signalling: signallingOf,
    /** A person chose how this circle meets. What was open goes on only as it is now. */
    rerouted(circle: CircleId): void {
      for (const step of [...stepsOf(circle)]) step.drop()
      for (const door of [...doors]) if (hex(door.circle) === hex(circle)) door.drop()
      changed(circle)
      network()
    },
    /** Devices of this circle that are linked now. */
    linked: (circle: CircleId): number =>
      new Set([...stepsOf(circle)].flatMap(step => (step.device ? [hex(step.device)] : []))).size,
    /** By which ways those are linked. */
    ways: (circle: CircleId): SyncState['ways'] =>
      [...stepsOf(circle)].some(({ known }) => known)
        ? [networkOf(circle).mode === 'wide' ? 'wide' : 'local']
        : [],
    /** Who waits at this circle's door. */
    requests: (circle: CircleId): JoinRequest[] =>
      [...doors].filter(door => hex(door.circle) === hex(circle)).flatMap(door => door.request ?? []),
    /** Who waits at any door. */
    waiting: (): AtDoor[] =>
      [...doors].flatMap(({ circle, request }) =>
        request ? [{ circle: hex(circle), join: request.id }] : [],
      ),
    /** This circle is erased here: who talks about it is no longer listened to. */
    part(circle: CircleId): void {
      for (const step of [...stepsOf(circle)]) step.drop()
      for (const door of [...doors]) if (hex(door.circle) === hex(circle)) door.drop()
      gathers.get(hex(circle))?.end()
      gathers.delete(hex(circle))
      offers.end(circle, 'withdrawn')
      network()
    },
    /** A circle was paused, or goes on. What is still said in a room that was left is not heard. */
    paused(circle: CircleId): void {
      network()
      links.leave(room => !rooms.has(room))
      changed(circle)
      networkChanged()
    },
    /** Says anew what is here, and looks for whoever is out of reach. */
    again(circle: CircleId): void {
      for (const step of stepsOf(circle)) step.forgetSaid()
      announce(circle)
      if (timers.has('again')) return
      soon('again', () => {}, AGAIN)
      deps.again()
      toCourier({ kind: 'again' })
    },
    networkChanged,
    door: (circle: string, id: string): Door | undefined =>
      [...doors].find(door => door.id === id && hex(door.circle) === circle),
    knock: (join: string): Knock | TakeUp | undefined => knocks.get(join),
    onCourier(port: Port): void {
      links.end()
      courier = port
      port.listen(message => {
        if (courier === port) links.hear(message)
      })
      network()
    },
    onShell(message: ToVault): void {
      if (message.kind === 'hub') {
        own = message.addresses
        if (own.length > 0) for (const heard of hubHeard.splice(0)) heard()
        for (const among of steps.values()) for (const step of among) step.hubs()
        return
      }
      if (message.kind !== 'dialled') return
      for (const attempt of joinings.attempts()) {
        const standing = joinings.list().find(({ id }) => id === hex(attempt.id))?.step
        if (!attempt.addresses.includes(message.address)) continue
        if (message.state !== 'up' && standing === 'looking') joinings.step(attempt.id, 'unreachable', {})
        if (message.state === 'up' && standing === 'unreachable') joinings.step(attempt.id, 'looking', {})
      }
    },
    close(): void {
      clearInterval(looking)
      keepers.close()
      together.end()
      offers.close()
      links.end()
      for (const timer of timers.values()) clearTimeout(timer)
      for (const gather of gathers.values()) gather.end()
    },
  }
}

/** Goes by a network, and by a way that reads. */
const isLooking = (asked: Attempt): boolean => !asked.byFile && wayOf(asked).mode !== 'off'

function courierRoom({ room, by }: Seat): CourierRoom {
  const network = by()
  const wide = network.mode === 'wide'
  return { ...room, reach: wide ? 'wide' : 'local', ice: iceOf(network), relay: wide && network.relay }
}

/** Each server, with the rooms of those alone who named it. */
function signallingFor(seats: readonly Seat[]): { url: string; topics: string[] }[] {
  const topics = new Map<string, string[]>()
  for (const { room, by } of seats) {
    const { mode, signalling } = by()
    if (mode !== 'wide') continue
    for (const url of signalling) topics.set(url, [...(topics.get(url) ?? []), room.name])
  }
  return [...topics].map(([url, all]) => ({ url, topics: all.slice(0, MOST_TOPICS) }))
}
