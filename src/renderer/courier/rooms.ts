/**
 * The rooms this device is in, and (with roles.ts) the only place that knows y-webrtc's inside.
 *
 * y-webrtc finds the others, seals the signalling and keeps the mesh, over a document that stays empty. What is said
 * travels on our own channel beside it (framed.ts, link.ts), and what comes on y-webrtc's channel is not listened to.
 */

import * as v from 'valibot'
import { Awareness } from 'y-protocols/awareness'
import { type Room, WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'
import type { CourierRoom, FromCourier } from '../../shared/contract/courier.ts'
import { Ways } from '../../shared/ways.ts'
import { framed, type Wrtc } from './framed.ts'
import type { Allowed } from './guard.ts'
import { type Link, openLink } from './link.ts'
import { iceWithin, within } from './reach.ts'
import { takeRoles } from './roles.ts'
import { watchdog } from './watchdog.ts'

export type Surroundings = {
  /** ws://127.0.0.1:port/?token=… */
  readonly hub: string
  readonly realm: Wrtc
  /** Connections that may ask these servers and no others. */
  readonly connections: (allowed: Allowed) => typeof RTCPeerConnection
  readonly tell: (message: FromCourier) => void
  /** Milliseconds, never going back. */
  readonly now: () => number
  /** In [0, 1). */
  readonly chance: () => number
}

/** Connections a room holds; beyond it members relay. y-webrtc would take a random 20 to 34. */
const CONNECTIONS = 60
/** Connections to those who offered that a room holds before they are open. */
const UNOPENED = 24
/**
 * Connections of all rooms together: Chromium has 500. Each room keeps a few for itself, so that whoever fills the rooms they
 * know, with connections that open or do not, leaves a place in the others.
 */
const ALL = 480
const FEW = 8
/** Bytes of the longest message taken from y-webrtc's own channel: an empty document says hello in less than a hundred. */
const SMALL_TALK = 64 * 1024
/** Milliseconds between looks at the connections. */
const LOOK = 500
/** Milliseconds between announcements when nothing else has caused one: half to one and a half of it. */
const ANNOUNCE = 10_000
/** Milliseconds in which reasons to announce are gathered into one announcement. */
const GATHER = 100

/** What the hub says of the networks that may be used: the one who says so knows them, and what the person chose. */
const ToldWays = v.object({ type: v.literal('ways'), ways: v.nullable(Ways) })

/** What of y-webrtc's connections, and of simple-peer's in them, is used here. */
type Conn = {
  readonly remotePeerId: string
  readonly peer: { readonly _pc: RTCPeerConnection | null; readonly initiator: boolean }
}
type Seated = { readonly announce: () => void; readonly leave: () => Promise<void> }

export function openRooms(surroundings: Surroundings) {
  const links = new Map<string, Link>()
  const seated = new Map<string, Seated>()
  let turn: Promise<unknown> = Promise.resolve()
  const way: Way = {
    now: undefined,
    hear(message) {
      const told = v.safeParse(ToldWays, message)
      if (!told.success) return
      const isOther = JSON.stringify(way.now) !== JSON.stringify(told.output.ways)
      way.now = told.output.ways
      // By whichever way they go: where they still may, they are there again at once.
      if (isOther) for (const link of [...links.values()]) link.end()
    },
  }
  /** A room that reaches another way is another room: it is left and joined anew. */
  const keyOf = ({ name, password, reach, ice, relay }: CourierRoom): string =>
    JSON.stringify([name, password, reach, relay, ice.map(one => [one.urls, one.username, one.credential])])

  /** Connections that a room may hold now. */
  const most = (): number => {
    const few = Math.max(1, Math.min(FEW, Math.floor(ALL / 2 / Math.max(1, seated.size))))
    return links.size < ALL - few * seated.size ? CONNECTIONS : few
  }

  async function be(rooms: readonly CourierRoom[]): Promise<void> {
    const wanted = new Map(rooms.map(room => [keyOf(room), room]))
    const gone = [...seated].filter(([key]) => !wanted.has(key))
    for (const [key] of gone) seated.delete(key)
    // A name can be taken again only when the one who had it has left altogether.
    await Promise.all(gone.map(([, seat]) => seat.leave()))
    for (const [key, room] of wanted)
      if (!seated.has(key)) seated.set(key, sit(room, surroundings, links, way, most))
  }

  return {
    /** All the rooms to be in from now on. */
    be(rooms: readonly CourierRoom[]): void {
      turn = turn.then(() => be(rooms))
    },
    /** Somebody wants the others to be found now. */
    again(): void {
      for (const seat of seated.values()) seat.announce()
    },
    link: (name: string): Link | undefined => links.get(name),
  }
}

/** The networks that may be used; undefined before the hub has said so. */
type Way = { now: Ways | null | undefined; readonly hear: (message: unknown) => void }

function sit(
  seat: CourierRoom,
  surroundings: Surroundings,
  links: Map<string, Link>,
  way: Way,
  most: () => number,
): Seated {
  const { name, password, reach, relay } = seat
  const { hub, realm, connections: connectionsFor, tell, now, chance } = surroundings
  const ice = reach === 'wide' ? seat.ice : []
  const ours = new Map<RTCPeerConnection, Link>()
  let offerMore = (): void => {}
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)

  const { RTCSessionDescription, RTCIceCandidate } = realm
  const RTCPeerConnection = within(connectionsFor({ ice, relay }), { reach, relay, ways: () => way.now })
  const wrtc = framed(
    { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate },
    {
      cap: SMALL_TALK,
      deaf: true,
      beside(connection, channel) {
        const link = openLink({
          name: crypto.randomUUID(),
          room: name,
          connection,
          channel,
          tell(message) {
            tell(message)
            if (message.kind === 'opened') offerMore()
          },
          spent() {
            ours.delete(connection)
            links.delete(link.name)
            destroy(connection)
            offerMore()
          },
        })
        ours.set(connection, link)
        links.set(link.name, link)
      },
    },
  )

  const provider = new WebrtcProvider(name, doc, {
    signaling: [hub],
    password,
    awareness,
    maxConns: CONNECTIONS,
    filterBcConns: true,
    peerOpts: {
      config: {
        // Read for each connection anew.
        get iceServers() {
          return iceWithin(ice, way.now)
        },
        iceTransportPolicy: relay ? 'relay' : 'all',
      },
      wrtc,
    },
  })

  const room = (): Room | null => provider.room
  const connections = () => [...(room()?.webrtcConns.values() ?? [])]
  /** simple-peer's connection; null once it is destroyed. */
  const connectionOf = (conn: Conn) => conn.peer._pc

  function destroy(connection: RTCPeerConnection): void {
    const conn = connections().find(one => connectionOf(one) === connection)
    // y-webrtc hears the peer's close, forgets it and announces again.
    if (conn) conn.destroy()
    else connection.close()
  }

  /** Joining again what one is in announces again and changes nothing else. */
  function announce(): void {
    const here = room()
    if (here && provider.shouldConnect) here.connect()
  }
  let soon: ReturnType<typeof setTimeout> | undefined
  function announceSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      announce()
    }, chance() * GATHER)
  }
  const isOpen = (conn: Conn): boolean => {
    const connection = connectionOf(conn)
    return (connection && ours.get(connection)?.isOpen()) ?? false
  }
  void provider.key.then(() => {
    const here = room()
    if (!here) return
    offerMore = takeRoles(provider, here, {
      limit: most,
      announce: announceSoon,
      offers: () =>
        connections().filter(conn => conn.peer.initiator && connectionOf(conn) !== null && !isOpen(conn))
          .length,
      takes: () => {
        const unopened = connections().filter(conn => !conn.peer.initiator && !isOpen(conn)).length
        return connections().length < most() && unopened < UNOPENED
      },
      now,
    })
  })

  const dog = watchdog(now, chance)
  let next = now() + ANNOUNCE
  const looking = setInterval(() => {
    // What y-webrtc destroyed by itself takes its link along, told or not.
    const alive = new Set(connections().map(connectionOf))
    for (const [connection, link] of [...ours]) if (!alive.has(connection)) link.end()
    dog.look(
      connections().map(conn => {
        const connection = connectionOf(conn)
        const link = connection && ours.get(connection)
        return [
          conn,
          {
            peer: conn.remotePeerId,
            offered: conn.peer.initiator,
            isOpen: () => isOpen(conn),
            isLost: () => connection?.iceConnectionState === 'disconnected',
            destroy: () => (connection && link ? link.end() : conn.destroy()),
          },
        ] as const
      }),
    )
    offerMore()
    if (now() < next) return
    next = now() + ANNOUNCE * (0.5 + chance())
    announce()
  }, LOOK)

  const [signalling] = provider.signalingConns
  const hear = (message: unknown): void => {
    const { type, topic } = (message ?? {}) as { type?: unknown; topic?: unknown }
    if (type === 'ways') way.hear(message)
    if (type !== 'arrived' || topic !== name) return
    dog.anew()
    announceSoon()
  }
  signalling?.on('message', hear)

  return {
    announce: announceSoon,
    async leave() {
      clearInterval(looking)
      clearTimeout(soon)
      signalling?.off('message', hear)
      for (const link of [...ours.values()]) link.end()
      // In this order: destroy() alone would leave a socket that reconnects for ever.
      provider.disconnect()
      provider.destroy()
      await provider.key
      awareness.destroy()
      doc.destroy()
    },
  }
}
