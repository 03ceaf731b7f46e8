/** One document of a keeper, kept open: what lies in it, what is brought, and what is taken away. */
import { randomInt } from 'node:crypto'
import { WebSocket } from 'ws'
import {
  type FromKeeper,
  type KeeperDocument,
  type KeeperState,
  MOST_DOCUMENT,
  MOST_PARCEL,
  MOST_PARCELS,
  PARCEL_ID,
} from '../../../shared/contract/keeper.ts'
import { absurd } from '../../../shared/result.ts'
import { backOff } from '../keep.ts'
import { readFromServer, writeAsk, writeEnter, writeNews, writeStillHere } from './message.ts'
import { joined, readUpdate, type Spot, type Update, within, writeDrop, writePut } from './update.ts'

/** A document, and what its deletions come to. */
const MOST_MESSAGE = MOST_DOCUMENT + 8 * 1024 * 1024
/** Until all that lies there has come, in ms. */
const PATIENCE = 60_000
const HEARTBEAT = 20_000

const newClient = (): Spot => ({ client: randomInt(1, 2 ** 32), clock: 0 })

type Lying = Spot & { readonly bytes: Uint8Array }

export type Kept = {
  readonly want: (parcel: number) => void
  readonly put: (bytes: Uint8Array) => void
  readonly drop: (parcels: readonly number[]) => void
  readonly stop: () => void
}

export function keepDocument(
  { name, url }: KeeperDocument,
  tell: (news: FromKeeper) => void,
  number: () => number,
  chance: () => number = Math.random,
): Kept {
  let socket: WebSocket | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let stopped = false
  let told: KeeperState | undefined
  /** By number; and where each is, by client and clock. */
  let lying = new Map<number, Lying>()
  let spots = new Map<number, Map<number, number>>()
  let bytes = 0
  let up = false
  /** The next place of our own. A client is never used again: a server may have lost what it said that it has. */
  let own: Spot = { client: 0, clock: 0 }
  /** Updates of ours that the server has not spoken of yet: a parcel, or null. */
  let going: (Lying | null)[] = []
  /** One after the other: behind a parcel that was not taken the next would have no place. */
  let queue: Uint8Array[] = []

  const say = (state: KeeperState): void => {
    told = state
    if (!stopped) tell({ kind: 'state', name, there: up, state })
  }

  const forget = (): void => {
    lying = new Map()
    spots = new Map()
    going = []
    queue = []
    bytes = 0
    up = false
  }

  const news = (update: Uint8Array, parcel: Lying | null): void => {
    if (socket?.readyState !== WebSocket.OPEN) return
    going.push(parcel)
    socket.send(writeNews(name, update))
  }
  const next = (): void => {
    if (going.some(one => one)) return
    const parcel = queue.shift()
    if (!parcel) return
    const one = { ...own, bytes: parcel }
    own = { client: own.client, clock: own.clock + 1 }
    news(writePut(one), one)
  }
  /** There is room again. */
  const freed = (): void => {
    if (told === 'full' && up) say('up')
  }

  const put = (spot: Spot, parcel: Uint8Array): number | undefined => {
    const clocks = spots.get(spot.client) ?? new Map<number, number>()
    if (clocks.has(spot.clock)) return undefined
    const n = number()
    spots.set(spot.client, clocks.set(spot.clock, n))
    lying.set(n, { ...spot, bytes: parcel })
    bytes += parcel.length
    return n
  }

  const lies = (parcels: readonly number[]): void => {
    const all = parcels.flatMap(parcel => {
      const one = lying.get(parcel)
      return one ? [{ parcel, id: one.bytes.slice(0, PARCEL_ID), size: one.bytes.length }] : []
    })
    if (all.length > 0) tell({ kind: 'lies', name, parcels: all })
  }

  const dropHere = (client: number, clock: number): number | undefined => {
    const clocks = spots.get(client)
    const n = clocks?.get(clock)
    if (n === undefined) return undefined
    clocks?.delete(clock)
    bytes -= lying.get(n)?.bytes.length ?? 0
    lying.delete(n)
    return n
  }

  /** False: more than is taken from anybody. */
  function apply({ puts, gone }: Update): boolean {
    const come: number[] = []
    const went: number[] = []
    const deleted = new Map([...gone].map(([client, ranges]) => [client, joined(ranges)]))
    for (const one of puts) {
      const isGone = within(deleted.get(one.client) ?? [], one.clock)
      // Too short or too long for a parcel: nobody of the circle put it there, and it stays where it is.
      if (isGone || one.bytes.length <= PARCEL_ID || one.bytes.length > MOST_PARCEL) continue
      // A copy: what it is cut from is the whole message.
      const n = put(one, one.bytes.slice())
      if (n !== undefined) come.push(n)
      if (bytes > MOST_DOCUMENT || lying.size > MOST_PARCELS) return false
    }
    for (const [client, ranges] of deleted)
      for (const clock of [...(spots.get(client)?.keys() ?? [])])
        if (within(ranges, clock)) {
          const n = dropHere(client, clock)
          if (n !== undefined) went.push(n)
        }
    lies(come)
    if (went.length > 0) {
      tell({ kind: 'gone', name, parcels: went })
      freed()
    }
    return true
  }

  function hear(message: Uint8Array): KeeperState | undefined {
    const heard = readFromServer(name, message)
    if (!heard) return 'harmed'
    switch (heard.is) {
      case 'update': {
        const update = readUpdate(heard.update)
        if (!update || !apply(update)) return 'harmed'
        if (heard.all) {
          up = true
          failures = 0
          say('up')
        }
        return undefined
      }
      case 'status': {
        const sent = going.shift()
        if (sent && heard.taken) {
          const n = put(sent, sent.bytes)
          if (n !== undefined) lies([n])
        } else if (sent) {
          own = newClient()
          queue = []
          say('full')
        }
        next()
        return undefined
      }
      case 'close':
        return 'unreachable'
      case 'denied':
        return 'refused'
      case 'other':
        return undefined
      default:
        return absurd(heard)
    }
  }

  function attempt(): void {
    waiting = undefined
    forget()
    own = newClient()
    let why: KeeperState = 'unreachable'
    // It sends no Origin: a keeper refuses whatever has one, so that no web page reaches it.
    const opening = new WebSocket(url, {
      maxPayload: MOST_MESSAGE,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: 15_000,
    })
    socket = opening
    let alive = 2
    const late = setTimeout(() => !up && opening.terminate(), PATIENCE)
    const heartbeat = setInterval(() => {
      alive -= 1
      if (alive < 0) return opening.terminate()
      if (opening.readyState !== WebSocket.OPEN) return
      opening.ping()
      opening.send(writeStillHere(name))
    }, HEARTBEAT)
    opening.on('pong', () => {
      alive = 2
    })
    opening.on('error', error => {
      if ('code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') why = 'harmed'
      opening.terminate()
    })
    opening.on('unexpected-response', () => {
      why = 'refused'
      opening.terminate()
    })
    opening.on('open', () => {
      opening.send(writeEnter(name))
      opening.send(writeAsk(name))
    })
    opening.on('message', (data, binary) => {
      if (socket !== opening) return
      const trouble = binary ? hear(new Uint8Array(data as Buffer)) : undefined
      if (!trouble) return
      why = trouble
      opening.terminate()
    })
    opening.on('close', () => {
      clearTimeout(late)
      clearInterval(heartbeat)
      if (socket === opening) socket = undefined
      if (stopped) return
      const was = up
      forget()
      if (was || why !== told) say(why)
      const slow = why === 'refused' || why === 'harmed'
      waiting = setTimeout(attempt, backOff(slow ? Math.max(failures, 4) : failures, chance()))
      failures += 1
    })
  }
  attempt()

  return {
    want: parcel => tell({ kind: 'parcel', name, parcel, bytes: lying.get(parcel)?.bytes ?? null }),
    put(parcel) {
      if (!up) return
      queue.push(parcel)
      next()
    },
    drop(parcels) {
      const here = parcels.flatMap(parcel => lying.get(parcel) ?? [])
      if (!up || here.length === 0) return
      news(writeDrop(here), null)
      const gone = here.flatMap(({ client, clock }) => dropHere(client, clock) ?? [])
      tell({ kind: 'gone', name, parcels: gone })
      freed()
    },
    stop() {
      stopped = true
      clearTimeout(waiting)
      // What was said last still goes out.
      socket?.close(1000)
      const last = socket
      setTimeout(() => last?.terminate(), 2000).unref()
    },
  }
}
