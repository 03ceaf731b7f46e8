/**
 * The circles of an open vault: answers the face's circle.* and note.* calls, and keeps every device in reach in step.
 * Off until a circle, an invitation or a joining wants the network; and all of that stands inside the encrypted database.
 */
import type { Database } from 'better-sqlite3'
import type { Circle, Invitation, Joining } from '../../../../shared/circle/circle.ts'
import type { Clock } from '../../../../shared/clock.ts'
import type { ToCourier } from '../../../../shared/contract/courier.ts'
import type { ToVault } from '../../../../shared/contract/shell.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers, Port, Tidings } from '../../../../shared/contract/wire.ts'
import { err, ok } from '../../../../shared/result.ts'
import type { CircleId, DocId, EntryId, EpochKey } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import { writeCode } from '../invite/code.ts'
import { readInvitation, writeLink } from '../invite/link.ts'
import { MOST_NEAR } from '../link/message.ts'
import { hex, unhex } from '../names/hex.ts'
import { inviteRendezvous } from '../names/invite.ts'
import { epochRoom, inviteRoom, type Room } from '../names/room.ts'
import type { CircleStore, Received } from '../store.ts'
import { openCircles } from '../store.ts'
import { Door } from './door.ts'
import { Hubs } from './hubs.ts'
import { Joinings } from './joinings.ts'
import { Knock } from './knock.ts'
import { Links, type Speaker, type Talk } from './links.ts'
import { Step } from './step.ts'
import { circleView } from './view.ts'

/** An invitation lives for a week, in ms. Its room is answered for another, to say so. */
const INVITE_LIFE = 7 * 24 * 3600_000
/** HEADS go out at most so often, in ms: one for a burst of envelopes. */
const QUIET = 400
/** The face reads a circle again at most so often, in ms. */
const REREAD = 150
/** The first circle starts the hub; an invitation made at once waits this long for its addresses, in ms. */
const HUB_START = 3000

export type LiveDeps = {
  readonly db: Database
  readonly clock: Clock
  readonly tell: <N extends keyof VaultContract['news'] & string>(
    news: N,
    value: Tidings<VaultContract, N>,
  ) => void
  readonly network: (wish: { courier: boolean; listen: boolean; dial: string[] }) => void
}

export type Live = {
  readonly handlers: Pick<
    Handlers<VaultContract>,
    Extract<keyof VaultContract['calls'], `circle.${string}` | `note.${string}`>
  >
  onCourier(port: Port): void
  onShell(message: ToVault): void
  close(): void
}

export function openLive(deps: LiveDeps): Live {
  const { db, clock, tell } = deps
  const store: CircleStore = openCircles(db, clock)
  const hubs = new Hubs(db, clock)
  const joinings = new Joinings(db, clock, joining => tell('circle.joining', joining))
  const steps = new Map<string, Set<Step>>()
  const doors = new Set<Door>()
  const knocks = new Map<string, Knock>()
  const notes = new Map<string, { circle: CircleId; cid: number }>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Addresses of members' hubs by hearsay, by the device that said them: dialled while it is linked, not remembered. */
  const near = new Map<string, readonly string[]>()
  let own: readonly string[] = []
  let courier: Port | undefined
  const hubHeard: (() => void)[] = []
  let rooms = new Map<string, { room: Room; begin: (speaker: Speaker) => Talk }>()

  const links = new Links(
    message => courier?.post(message),
    room => rooms.get(room)?.begin,
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
  const stepsOf = (circle: CircleId): Set<Step> => steps.get(hex(circle)) ?? new Set()
  const announce = (circle: CircleId): void =>
    soon(`heads ${hex(circle)}`, () => {
      for (const step of stepsOf(circle)) step.announce()
    })

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

  /** The log grew by our own hand. */
  const spread = (circle: CircleId, entry: Uint8Array): void => {
    for (const step of stepsOf(circle)) step.log([entry])
    changed(circle)
    network()
  }
  const sendOwn = (circle: CircleId): void => {
    const { device } = store.me(circle)
    for (const step of stepsOf(circle)) step.own(device)
    changed(circle)
  }

  const received = (circle: CircleId, came: Received): void => {
    for (const { docId, update } of came.accepted)
      if (notes.has(hex(docId))) tell('note.arrived', { note: hex(docId), update })
    if (came.accepted.length + came.refused + came.quarantined > 0) changed(circle)
    announce(circle)
    for (const step of stepsOf(circle)) step.watch()
  }

  /** What another device says may be dialled: not ourselves, and no other program of this computer. */
  const reachable = (addresses: readonly string[]): string[] => {
    const here = own.some(address => /^(127\.|\[::1\])/.test(address))
    return addresses.filter(address => !own.includes(address) && (here || !/^(127\.|\[::1\])/.test(address)))
  }

  const stepIn = (circle: CircleId, key: EpochKey) => (speaker: Speaker) => {
    const step: Step = new Step(
      {
        store,
        clock,
        circle,
        key,
        hubs: () => own,
        near: () => [...stepsOf(circle)].flatMap(other => (other === step ? [] : other.addresses)),
        received,
        grew: grown => {
          changed(grown)
          announce(grown)
          network()
        },
        heard: changed,
        dial: (where, device, hub, others) => {
          near.set(hex(device), reachable(others))
          hubs.remember(where, reachable(hub), device)
          network()
        },
        moved: () => {
          for (const other of stepsOf(circle)) if (other !== step) other.hubs()
        },
      },
      speaker,
    )
    const among = steps.get(hex(circle)) ?? new Set()
    steps.set(hex(circle), among.add(step))
    return {
      hear: step.hear.bind(step),
      next: step.next.bind(step),
      gone: () => {
        among.delete(step)
        if (step.device) near.delete(hex(step.device))
        step.gone()
        changed(circle)
      },
    } satisfies Talk
  }

  const doorOf = (circle: CircleId, invite: EntryId) => (speaker: Speaker) => {
    const door = new Door({ store, clock, circle, invite, changed, admitted: spread }, speaker)
    doors.add(door)
    return {
      hear: door.hear.bind(door),
      gone: () => {
        doors.delete(door)
        door.gone()
      },
    } satisfies Talk
  }

  /** All the rooms there is a reason to be in. */
  const roomsNow = (): typeof rooms => {
    const all: { room: Room; begin: (speaker: Speaker) => Talk }[] = []
    for (const circle of store.list()) {
      const me = store.me(circle)
      if (!me.active) continue
      for (const key of store.roomKeys(circle)) all.push({ room: epochRoom(key), begin: stepIn(circle, key) })
      if (!me.facilitator) continue
      for (const { id, expiry } of store.state(circle).invites.values()) {
        const rendezvous = expiry + INVITE_LIFE > clock.now() ? store.rendezvous(circle, id) : undefined
        if (rendezvous) all.push({ room: inviteRoom(rendezvous), begin: doorOf(circle, id) })
      }
    }
    for (const attempt of joinings.attempts()) {
      const step = (
        to: Joining['step'],
        seen: { circleName?: string; words?: string[]; circle?: CircleId },
      ): void => {
        const { circle, ...rest } = seen
        if (circle) hubs.remember(circle, attempt.addresses)
        joinings.step(attempt.id, to, { ...rest, ...(circle && { circle: hex(circle) }) })
        if (to === 'joined') tell('circle.listChanged', {})
        if (to !== 'looking' && to !== 'compare') network()
      }
      const begin = (speaker: Speaker): Talk => {
        const knock: Knock = new Knock(
          {
            store,
            attempt,
            step: (to, seen) => {
              // The words on the screen are this link's: the yes to them is a yes to it.
              if (to === 'compare') knocks.set(hex(attempt.id), knock)
              step(to, seen)
            },
          },
          speaker,
        )
        return knock
      }
      all.push({ room: inviteRoom(inviteRendezvous(attempt.seed)), begin })
    }
    return new Map(all.map(one => [one.room.name, one]))
  }

  const toCourier = (message: ToCourier): void => courier?.post(message)
  const network = (): void => {
    rooms = roomsNow()
    const wanted = rooms.size > 0
    const dial = new Set([
      ...joinings.attempts().flatMap(({ addresses }) => addresses),
      ...hubs.all(),
      ...[...near.values()].flat().slice(0, MOST_NEAR),
    ])
    deps.network({
      courier: wanted,
      listen: store.list().length > 0,
      dial: wanted ? [...dial].filter(address => !own.includes(address)) : [],
    })
    toCourier({ kind: 'rooms', rooms: [...rooms.values()].map(({ room }) => room) })
  }

  const known = (circle: string): CircleId | undefined => {
    const id = unhex(circle) as CircleId
    return store.has(id) ? id : undefined
  }
  const view = (circle: CircleId): Circle => {
    const linked = [...stepsOf(circle)].flatMap(step => (step.device ? [hex(step.device)] : []))
    const requests = [...doors]
      .filter(door => hex(door.circle) === hex(circle))
      .flatMap(door => door.request ?? [])
    return circleView(store, circle, requests, new Set(linked).size)
  }

  network()

  return {
    handlers: {
      'circle.list': () => ok(store.list().map(circle => ({ id: hex(circle), name: store.name(circle) }))),
      'circle.found': ({ name, ownName }) => {
        const circle = store.found({ name, ownName })
        network()
        tell('circle.listChanged', {})
        return ok({ circle: hex(circle) })
      },
      'circle.read': ({ circle }) => {
        const id = known(circle)
        return id ? ok(view(id)) : err('not-found')
      },
      'circle.invite': async ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        await hubKnown()
        const seed = random(16)
        const expires = clock.now() + INVITE_LIFE
        const made = store.invite(id, { seed, expiry: expires })
        if (!made.ok) return made
        spread(id, made.value.entry)
        const addresses = [...own]
        const invitation: Invitation = {
          id: hex(made.value.invite),
          link: writeLink({ seed, circleId: id, expires, addresses }),
          code: writeCode(seed),
          addresses,
          expires,
        }
        return ok(invitation)
      },
      'circle.uninvite': ({ circle, invite }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const closed = store.uninvite(id, unhex(invite) as EntryId)
        if (!closed.ok) return closed
        spread(id, closed.value)
        return ok({})
      },
      'circle.answer': ({ circle, join, admit }) => {
        const door = [...doors].find(({ id, circle: at }) => id === join && hex(at) === circle)
        if (!door) return err('not-found')
        const answer = door.answer(admit)
        changed(door.circle)
        return answer === 'admitted' || answer === 'declined' ? ok({}) : err(answer)
      },
      'circle.join': ({ invitation, address, ownName }) => {
        const invited = readInvitation(invitation, address)
        if (!invited.ok) return invited
        const { circleId, expires } = invited.value
        if (circleId && store.has(circleId as CircleId)) return err('already-a-member')
        if (expires !== undefined && expires < clock.now()) return err('invitation-expired')
        const attempt = joinings.begin(invited.value, ownName, store)
        network()
        const joining = joinings.list().find(({ id }) => id === hex(attempt.id))
        return joining ? ok(joining) : err('not-found')
      },
      'circle.joining': () => ok(joinings.list()),
      'circle.wordsMatch': ({ join }) => {
        const knock = knocks.get(join)
        if (!knock || joinings.list().find(({ id }) => id === join)?.step !== 'compare')
          return err('not-found')
        knock.match()
        return ok({})
      },
      'circle.stopJoining': ({ join }) => {
        if (!joinings.stop(join)) return err('not-found')
        network()
        return ok({})
      },

      'note.create': ({ circle }) => {
        const id = known(circle)
        if (!id) return err('not-found')
        const made = store.create(id, 'note', doc => void doc.getMap('head').set('title', ''))
        if (!made.ok) return made
        sendOwn(id)
        return ok({ note: hex(made.value.docId) })
      },
      'note.open': ({ circle, note }) => {
        const id = known(circle)
        const opened = id && store.open(id, unhex(note) as DocId)
        if (!id || !opened || opened.kind !== 'note') return err('not-found')
        const cid = notes.has(note) ? (store.moveOn(id, unhex(note) as DocId) ?? opened.cid) : opened.cid
        notes.set(note, { circle: id, cid })
        const title = store.noteTitle(id, unhex(note) as DocId)
        return ok({ id: note, circle, title, state: opened.state, cid, readOnly: opened.readOnly })
      },
      'note.change': ({ note, cid, update }) => {
        const open = notes.get(note)
        if (!open) return err('not-found')
        if (open.cid !== cid) return err('out-of-step')
        const authored = store.author(open.circle, unhex(note) as DocId, 'note', update)
        if (!authored.ok) return authored
        sendOwn(open.circle)
        announce(open.circle)
        return ok({})
      },
      'note.vector': ({ note }) => {
        const open = notes.get(note)
        const vector = open && store.vector(open.circle, unhex(note) as DocId)
        return vector ? ok({ vector }) : err('not-found')
      },
      'note.close': ({ note }) => {
        notes.delete(note)
        return ok({})
      },
    },
    onCourier(port) {
      links.end()
      courier = port
      port.listen(message => {
        if (courier === port) links.hear(message)
      })
      network()
    },
    onShell(message) {
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
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
      links.end()
      store.close()
    },
  }
}
