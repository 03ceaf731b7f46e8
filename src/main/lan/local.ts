/** The courier's door: y-webrtc's signalling on 127.0.0.1, for the courier of this start alone. */
import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { Ways } from '../../shared/ways.ts'
import { mayEnterAsCourier } from './door.ts'
import type { Hub } from './hub.ts'
import { FromClient, LIMITS, read, type ToClient } from './message.ts'
import { pace } from './pace.ts'
import { type Serving, serve } from './serve.ts'

export type Local = Serving & {
  /** What the courier dials; its token is made here and dies with this process. */
  readonly url: string
  /** Tells the ways that there are now; a courier uses none before it was told. */
  readonly tellWays: () => void
}

/** `ways`: by which connections may go now; undefined while nobody has said so. */
export async function openLocal(
  hub: Hub,
  now: () => number,
  ways: () => Ways | null | undefined,
): Promise<Local> {
  const seated = new Set<WebSocket>()
  const tellWays = (sockets: Iterable<WebSocket> = seated): void => {
    const now = ways()
    if (now === undefined) return
    const text = JSON.stringify({ type: 'ways', ways: now } satisfies ToClient)
    for (const socket of sockets) if (socket.readyState === socket.OPEN) socket.send(text)
  }
  const token = randomBytes(32).toString('base64url')
  const serving = await serve({
    host: '127.0.0.1',
    port: 0,
    largest: LIMITS.message,
    seats: LIMITS.couriers,
    // All that come here come from this computer.
    perAddress: LIMITS.connections * 2,
    awaits: () => false,
    admits: (knock, port) => mayEnterAsCourier(knock, port, token),
    enter: socket => {
      seated.add(socket)
      socket.on('close', () => seated.delete(socket))
      tellWays([socket])
      seat(hub, socket, now)
      return () => true
    },
  })
  return { ...serving, url: `ws://127.0.0.1:${serving.port}/?token=${token}`, tellWays: () => tellWays() }
}

function seat(hub: Hub, socket: WebSocket, now: () => number): void {
  const mayTalk = pace(LIMITS.local, now)
  const place = hub.seatClient(message => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => place.leave())
  socket.on('message', (data, binary) => {
    const message = binary || !mayTalk() ? undefined : read(FromClient, String(data))
    if (!message?.ok || !place.hear(message.value)) socket.close(1008)
  })
}
