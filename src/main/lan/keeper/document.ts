/** One document of a keeper, kept open: what lies in it, what is brought, and what is taken away. */
import { randomInt } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { WebSocket } from 'ws'
import {
  type FromKeeper,
  type KeeperDocument,
  type KeeperState,
  MOST_DOCUMENT,
  MOST_PARCEL,
  MOST_PARCELS,
  MOST_RANGES,
  PARCEL_ID,
} from '../../../shared/contract/keeper.ts'
import { absurd } from '../../../shared/result.ts'
import { backOff, wordOf } from '../keep.ts'
import { readMark, writeMark } from './mark.ts'
import { readFromServer, writeAsk, writeEnter, writeNews, writeStillHere } from './message.ts'
import {
  joined,
  type Put,
  type Run,
  readUpdate,
  type Spot,
  type Update,
  within,
  writeDrop,
  writePut,
} from './update.ts'

/** A document, and what its deletions come to. */
const MOST_MESSAGE = MOST_DOCUMENT + 8 * 1024 * 1024
/** Milliseconds between looks at a connection; three in which nothing came end it. */
const HEARTBEAT = 20_000
/** Bytes from one look to the next that are more than an answer to a ping: what lies there is coming, however slowly. */
const FLOWS = 1024
/** Messages a second, and how many may come at once. Above that the server waits: nobody's words are passed over. */
const TALK = { rate: 500, burst: 5000 }

const newClient = (): Spot => ({ client: randomInt(1, 2 ** 32), clock: 0 })

/** `bytes`: null for what lay there before this process was, and was not asked for again. */
type Lying = Spot & { readonly id: Uint8Array; readonly size: number; readonly bytes: Uint8Array | null }
/** Milliseconds in which what changes is gathered before it is told what is known. */
const MARK = 1000
/** Bytes of it a millisecond, at most, over time: all of it is written anew each time. */
const MARKS = 50

export type Kept = {
  readonly want: (parcel: number) => void
  readonly put: (bytes: Uint8Array) => void
  readonly drop: (parcels: readonly number[]) => void
  /** Where the next try is waited for, or hangs, it is made now. */
  readonly again: () => void
  /** What seems to stand is opened anew, too. */
  readonly anew: () => void
  readonly stop: () => void
}

export type Keeps = {
  readonly tell: (news: FromKeeper) => void
  /** The next number of a parcel. */
  readonly number: () => number
  /** Looks names up, for ways that may be taken. */
  readonly lookup: LookupFunction
  readonly chance: () => number
  readonly heartbeat?: number
}

export function keepDocument(
  { name, url, mark }: KeeperDocument,
  { tell, number, lookup, chance, heartbeat: every = HEARTBEAT }: Keeps,
): Kept {
  let socket: WebSocket | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let stopped = false
  let hurry = false
  let told: KeeperState | undefined
  /** By number; and where each is, by client and clock. */
  let lying = new Map<number, Lying>()
  let spots = new Map<number, Map<number, number>>()
  /** How far each client was read. Together with `lying` it stays while the server is out of reach. */
  let vector = new Map<number, number>()
  let bytes = 0
  let up = false
  /** Questions for what lies there that are not answered yet. */
  let asked = 0
  /** The server has all that we asked not to be told again. */
  let vouched = true
  let marking: ReturnType<typeof setTimeout> | undefined
  let marked = 0
  /** The next place of our own. A client is never used again: a server may have lost what it said that it has. */
  let own: Spot = { client: 0, clock: 0 }
  /** Updates of ours that the server has not spoken of yet: a parcel, or null. */
  let going: (Put | null)[] = []
  /** One after the other: behind a parcel that was not taken the next would have no place. */
  let queue: Uint8Array[] = []

  const say = (state: KeeperState, error: string | null = null): void => {
    told = state
    if (!stopped) tell({ kind: 'state', name, there: up, state, error })
  }

  const cut = (): void => {
    going = []
    queue = []
    up = false
  }
  const forget = (): void => {
    lying = new Map()
    spots = new Map()
    vector = new Map()
    bytes = 0
    cut()
  }
  const ask = (): void => {
    asked += 1
    vouched = vector.size === 0
    socket?.send(writeAsk(name, vector))
  }
  /** What is known of it is not so, or not enough: all of it, please. */
  const anew = (): void => {
    forget()
    ask()
  }
  const remember = (): void => {
    marking ??= setTimeout(
      () => {
        marking = undefined
        const known = up && !stopped ? writeMark(vector, lying.values()) : undefined
        marked = known?.length ?? marked
        if (known) tell({ kind: 'mark', name, mark: known })
      },
      Math.max(MARK, marked / MARKS),
    )
  }

  const news = (update: Uint8Array, parcel: Put | null): void => {
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

  const put = (one: Lying): number | undefined => {
    const clocks = spots.get(one.client) ?? new Map<number, number>()
    if (clocks.has(one.clock)) return undefined
    const n = number()
    spots.set(one.client, clocks.set(one.clock, n))
    lying.set(n, one)
    bytes += one.size
    return n
  }
  const lyingOf = ({ client, clock, bytes }: Put): Lying => ({
    ...{ client, clock, bytes },
    id: bytes.slice(0, PARCEL_ID),
    size: bytes.length,
  })
  const readTo = ({ client, from, to }: Run): void => {
    const known = vector.get(client) ?? 0
    // More than a server of ours has: what is not known is told again.
    if (known === 0 && vector.size >= MOST_RANGES) return
    if (from <= known && to > known) vector.set(client, to)
  }

  const lies = (parcels: readonly number[]): void => {
    const all = parcels.flatMap(parcel => {
      const one = lying.get(parcel)
      return one ? [{ parcel, id: one.id, size: one.size }] : []
    })
    if (all.length > 0 && up) tell({ kind: 'lies', name, parcels: all })
  }

  const dropHere = (client: number, clock: number): number | undefined => {
    const clocks = spots.get(client)
    const n = clocks?.get(clock)
    if (n === undefined) return undefined
    clocks?.delete(clock)
    if (clocks?.size === 0) spots.delete(client)
    bytes -= lying.get(n)?.size ?? 0
    lying.delete(n)
    return n
  }

  /** False: more than is taken from anybody. */
  function apply({ puts, runs, gone }: Update): boolean {
    const come: number[] = []
    const went: number[] = []
    const deleted = new Map([...gone].map(([client, ranges]) => [client, joined(ranges)]))
    for (const one of puts) {
      const isGone = within(deleted.get(one.client) ?? [], one.clock)
      // Too short or too long for a parcel: nobody of the circle put it there, and it stays where it is.
      if (isGone || one.bytes.length <= PARCEL_ID || one.bytes.length > MOST_PARCEL) continue
      // A copy: what it is cut from is the whole message.
      const n = put(lyingOf({ ...one, bytes: one.bytes.slice() }))
      if (n !== undefined) come.push(n)
      if (bytes > MOST_DOCUMENT || lying.size > MOST_PARCELS) return false
    }
    for (const [client, ranges] of deleted)
      for (const clock of [...(spots.get(client)?.keys() ?? [])])
        if (within(ranges, clock)) {
          const n = dropHere(client, clock)
          if (n !== undefined) went.push(n)
        }
    for (const run of runs) readTo(run)
    lies(come)
    if (went.length > 0 && up) {
      tell({ kind: 'gone', name, parcels: went })
      freed()
    }
    if (up) remember()
    return true
  }

  function hear(message: Uint8Array): KeeperState | undefined {
    const heard = readFromServer(name, message)
    if (!heard) return 'harmed'
    switch (heard.is) {
      case 'update': {
        const update = readUpdate(heard.update)
        if (!update || !apply(update)) return 'harmed'
        if (heard.all) asked = Math.max(0, asked - 1)
        arrive()
        return undefined
      }
      case 'has':
        // It was wiped, or put back as it was before: nothing that was known of it is worth anything.
        if ([...vector].some(([client, clock]) => (heard.vector.get(client) ?? 0) < clock)) anew()
        else vouched = true
        arrive()
        return undefined
      case 'status': {
        const sent = going.shift()
        if (sent && heard.taken) {
          readTo({ client: sent.client, from: sent.clock, to: sent.clock + 1 })
          const n = put(lyingOf(sent))
          if (n !== undefined) lies([n])
          remember()
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

  /** All that lies there is known. */
  function arrive(): void {
    if (up || asked > 0 || !vouched) return
    up = true
    failures = 0
    lies([...lying.keys()])
    say('up')
    remember()
  }

  function attempt(): void {
    waiting = undefined
    cut()
    asked = 0
    own = newClient()
    let why: KeeperState = 'unreachable'
    let error: string | null = null
    let opened = false
    // It sends no Origin: a keeper refuses whatever has one, so that no web page reaches it.
    const opening = new WebSocket(url, {
      maxPayload: MOST_MESSAGE,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: 15_000,
      lookup,
    })
    socket = opening
    let [alive, patience] = [2, 2]
    let read = (): number => 0
    let before = 0
    let silent = false
    const heartbeat = setInterval(() => {
      const came = read() - before
      before += came
      // On a slow line the answer to a ping waits behind what is coming.
      alive = came > 0 ? 2 : alive - 1
      patience = up || came >= FLOWS ? 2 : patience - 1
      silent = alive < 0 || patience < 0
      if (silent) return opening.terminate()
      if (opening.readyState !== WebSocket.OPEN) return
      opening.ping()
      opening.send(writeStillHere(name))
    }, every)
    opening.on('upgrade', ({ socket: wire }) => {
      read = () => wire.bytesRead
    })
    opening.on('error', reason => {
      error ??= wordOf(reason)
      if (error === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') why = 'harmed'
      opening.terminate()
    })
    opening.on('unexpected-response', () => {
      why = 'refused'
      opening.terminate()
    })
    opening.on('open', () => {
      opened = true
      opening.send(writeEnter(name))
      ask()
    })
    let backlog = 0
    let last = performance.now()
    let resting: ReturnType<typeof setTimeout> | undefined
    const rest = (): void => {
      const at = performance.now()
      backlog = Math.max(0, backlog - ((at - last) / 1000) * TALK.rate) + 1
      last = at
      if (backlog <= TALK.burst || opening.isPaused) return
      opening.pause()
      // What had come already is heard all the same, and counts for the next time.
      resting = setTimeout(() => opening.resume(), ((backlog - TALK.burst + 100) / TALK.rate) * 1000)
    }
    opening.on('message', (data, binary) => {
      if (stopped || socket !== opening) return
      rest()
      const trouble = binary ? hear(new Uint8Array(data as Buffer)) : undefined
      if (!trouble) return
      why = trouble
      opening.terminate()
    })
    opening.on('close', () => {
      clearInterval(heartbeat)
      if (socket === opening) socket = undefined
      clearTimeout(resting)
      if (stopped) return
      const was = up
      // With a server that did not answer, or not well, we begin from nothing. A line that broke takes nothing away.
      if (opened && !was && (silent || why !== 'unreachable')) forget()
      else cut()
      if (was || why !== told) say(why, why === 'unreachable' ? error : null)
      if (hurry) {
        hurry = false
        return attempt()
      }
      const slow = why === 'refused' || why === 'harmed'
      waiting = setTimeout(attempt, backOff(slow ? Math.max(failures, 4) : failures, chance()))
      failures += 1
    })
  }

  function again(which: (socket: WebSocket) => boolean): void {
    failures = 0
    if (waiting !== undefined) {
      clearTimeout(waiting)
      attempt()
    } else if (socket && which(socket)) {
      hurry = true
      socket.terminate()
    }
  }

  const known = mark && readMark(mark)
  if (known) {
    vector = known.vector
    for (const one of known.parcels) put({ ...one, bytes: null })
  }
  attempt()

  return {
    want(parcel) {
      const one = lying.get(parcel)
      if (one?.bytes !== null || !up) return tell({ kind: 'parcel', name, parcel, bytes: one?.bytes ?? null })
      anew()
      say('up')
    },
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
    again: () => again(({ readyState }) => readyState === WebSocket.CONNECTING),
    anew: () => again(() => true),
    stop() {
      stopped = true
      clearTimeout(waiting)
      clearTimeout(marking)
      // What was said last still goes out.
      socket?.close(1000)
      const last = socket
      setTimeout(() => last?.terminate(), 2000).unref()
    },
  }
}
