/**
 * The signalling servers that a circle configured, each spoken to as y-webrtc would: about its own topics and no others.
 *
 * A server is a stranger's, and passes on what any other stranger sends it: what is too long, too much or not for us is
 * passed over. Its answer to a courier's words is never more than another word for the courier.
 */
import { WebSocket } from 'ws'
import type { NetworkSeen, Signalling } from '../../shared/contract/lan.ts'
import type { Hub, ServerSeat } from './hub.ts'
import { type Keeping, keep, type Standing } from './keep.ts'
import { FromServer, isJson, LIMITS, read } from './message.ts'
import { pace } from './pace.ts'
import { type MayLeave, within } from './way.ts'

/** Milliseconds between our pings, and without a word after which a server is given up; as y-webrtc has it. */
const PING = 15_000
const SILENCE = 30_000

export type SignallingPlan = {
  readonly hub: Hub
  readonly now: () => number
  /** UTC ms. */
  readonly wall: () => number
  readonly chance: () => number
  /** What is written in the URL, a name or an address: may it be dialled, or looked up, as things are? */
  readonly mayDial: (host: string) => boolean
  readonly mayLeave: MayLeave
  readonly changed: () => void
}

type Kept = {
  topics: readonly string[]
  /** Unset until something is known. */
  standing?: Standing
  since: number
  seat?: ServerSeat
  keeping?: Keeping
}

export function openSignalling(plan: SignallingPlan) {
  const { hub, now, wall, chance, mayDial, mayLeave, changed } = plan
  const all = new Map<string, Kept>()

  function speak(kept: Kept, socket: WebSocket, refused: () => void): void {
    const mayTalk = pace(LIMITS.remote, now)
    const seat = hub.seatServer(message => {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > LIMITS.waiting) socket.terminate()
      else socket.send(JSON.stringify(message))
    })
    let last = now()
    const pinging = setInterval(() => {
      if (now() - last > SILENCE) socket.terminate()
      else socket.send(JSON.stringify({ type: 'ping' }))
    }, PING)
    socket.on('close', () => {
      clearInterval(pinging)
      seat.leave()
      delete kept.seat
    })
    socket.on('ping', () => {
      last = now()
    })
    socket.on('message', (data, binary) => {
      last = now()
      if (!mayTalk()) return
      const text = binary ? '' : String(data)
      const message = text.length > LIMITS.wrapped ? undefined : read(FromServer, text)
      if (message?.ok) seat.hear(message.value)
      else if (binary || (message && !isJson(text))) {
        // A server for something else: its own words are no signalling at all.
        refused()
        socket.close(1008)
      }
    })
    kept.seat = seat
    seat.be(kept.topics)
  }

  function call(url: string, kept: Kept): void {
    kept.keeping = keep(
      () =>
        new WebSocket(url, {
          maxPayload: LIMITS.server,
          perMessageDeflate: false,
          followRedirects: false,
          lookup: within(mayLeave),
        }),
      (socket, { up, refused }) => {
        up()
        speak(kept, socket, refused)
      },
      standing => {
        kept.standing = standing
        kept.since = wall()
        changed()
      },
      { chance, now },
    )
  }

  /** Those that may be reached as things are, are; the others wait. */
  function look(): void {
    for (const [url, kept] of all) {
      const host = hostOf(url)
      const may = host !== undefined && mayDial(host)
      if (may && !kept.keeping) call(url, kept)
      if (may) continue
      kept.keeping?.stop()
      delete kept.keeping
      const standing: Standing =
        host === undefined
          ? { state: 'refused', error: null }
          : { state: 'unreachable', error: 'ENETUNREACH' }
      if (JSON.stringify(standing) === JSON.stringify(kept.standing)) continue
      kept.standing = standing
      kept.since = wall()
      changed()
    }
  }

  return {
    /** All the servers there are, from now on. */
    be(list: readonly Signalling[]): void {
      const wanted = new Map<string, string[]>()
      for (const { url, topics } of list) wanted.set(url, [...(wanted.get(url) ?? []), ...topics])
      for (const [url, kept] of all) {
        if (wanted.has(url)) continue
        kept.keeping?.stop()
        all.delete(url)
        changed()
      }
      for (const [url, topics] of wanted) {
        const kept = all.get(url)
        if (kept) {
          kept.topics = topics
          kept.seat?.be(topics)
          continue
        }
        all.set(url, { topics, since: wall() })
        changed()
      }
      look()
    },
    look,
    again: () => all.forEach(({ keeping }) => void keeping?.again()),
    anew: () => all.forEach(({ keeping }) => void keeping?.anew()),
    seen: (): NetworkSeen['signalling'] =>
      [...all].flatMap(([url, { standing, since }]) => (standing ? [{ url, ...standing, since }] : [])),
  }
}

/** The host of a URL that is one for signalling, without brackets; a URL with a name or a password in it is none. */
function hostOf(url: string): string | undefined {
  const parts = partsOf(url)
  if (!parts) return undefined
  const { protocol, hostname, username, password, hash } = parts
  if (!/^wss?:$/.test(protocol) || hostname === '') return undefined
  if (username !== '' || password !== '' || hash !== '') return undefined
  return hostname.replace(/^\[|\]$/g, '')
}

function partsOf(url: string): URL | undefined {
  try {
    return new URL(url)
  } catch {
    return undefined
  }
}
