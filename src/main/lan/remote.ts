/** One connection between two hubs, the same from both ends: a hello each, then who wants what, then messages. */
import type { WebSocket } from 'ws'
import type { Hub, HubSeat } from './hub.ts'
import type { Link, Links } from './links.ts'
import { FromHub, Hello, HUB_VERSION, LIMITS, read } from './message.ts'
import { pace } from './pace.ts'
import { randomTag, tagOf } from './tag.ts'

export type Greeted = {
  /** The other one answered with a hello of our version, and is not this hub itself. */
  readonly onUp?: () => void
  /** The other one speaks, but not with us: another version, or nonsense. */
  readonly onRefused?: () => void
  /** It is this hub itself that answers. */
  readonly onOurselves?: () => void
}

export type Ourselves = {
  readonly hub: Hub
  readonly links: Links
  readonly id: string
  /** Those of the connections that stand. */
  readonly nonces: Set<string>
  readonly now: () => number
  /** In [0, 1). */
  readonly chance: () => number
  /** Whether the hub at the other end may hear of this topic now. */
  readonly mayHear: (end: Omit<Link, 'id'>, topic: string) => boolean
}

/** Answers whether the two have had a room in common by now. */
export function greet(
  socket: WebSocket,
  end: Omit<Link, 'id'>,
  { hub, links, id, nonces, now, mayHear }: Ourselves,
  { onUp, onRefused, onOurselves }: Greeted = {},
): () => boolean {
  const nonce = randomTag()
  nonces.add(nonce)
  const mayTalk = pace(LIMITS.remote, now)
  let place: HubSeat | undefined
  let unlink: (() => void) | undefined
  let alive = 2

  const say = (message: Hello | FromHub): void => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > LIMITS.waiting) socket.terminate()
    else socket.send(JSON.stringify(message))
  }
  const refuse = (): void => {
    onRefused?.()
    socket.close(1008)
  }
  const hearHello = (text: string): void => {
    const hello = read(Hello, text)
    if (!hello.ok || hello.value.version !== HUB_VERSION) return refuse()
    if (hello.value.hub === id) {
      onOurselves?.()
      socket.close(1008)
      return
    }
    // Our own words on another connection, passed on to us by whoever stands between.
    if (nonces.has(hello.value.nonce)) return refuse()
    clearTimeout(late)
    const [dialler, answerer] =
      end.role === 'dialler' ? [nonce, hello.value.nonce] : [hello.value.nonce, nonce]
    const by = (speaker: Link['role']) => (topic: string) => tagOf(speaker, dialler, answerer, topic)
    place = hub.seatHub(
      say,
      { ours: by(end.role), theirs: by(end.role === 'dialler' ? 'answerer' : 'dialler') },
      topic => mayHear(end, topic),
      links.changed,
    )
    unlink = links.add({ ...end, id: hello.value.hub, hasMet: place.hasMet })
    onUp?.()
  }

  const late = setTimeout(() => socket.terminate(), LIMITS.hello)
  const heartbeat = setInterval(() => {
    alive -= 1
    if (alive < 0) socket.terminate()
    else socket.ping()
  }, LIMITS.heartbeat)

  socket.on('pong', () => {
    alive = 2
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(late)
    clearInterval(heartbeat)
    nonces.delete(nonce)
    place?.leave()
    unlink?.()
  })
  socket.on('message', (data, binary) => {
    if (binary || !mayTalk()) return refuse()
    if (!place) return hearHello(String(data))
    const message = read(FromHub, String(data))
    if (!message.ok || !place.hear(message.value)) refuse()
  })
  say({ kind: 'hello', version: HUB_VERSION, hub: id, nonce })
  return () => place?.hasMet() ?? false
}
