/** The courier's door: y-webrtc's signalling on 127.0.0.1, for the courier of this start alone. */
import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { mayEnterAsCourier } from './door.ts'
import type { Hub } from './hub.ts'
import { FromClient, LIMITS, read } from './message.ts'
import { pace } from './pace.ts'
import { type Serving, serve } from './serve.ts'

/** `url` is what the courier dials; its token is made here and dies with this process. */
export async function openLocal(hub: Hub, now: () => number): Promise<Serving & { readonly url: string }> {
  const token = randomBytes(32).toString('base64url')
  const serving = await serve({
    host: '127.0.0.1',
    port: 0,
    largest: LIMITS.message,
    seats: LIMITS.couriers,
    admits: (knock, port) => mayEnterAsCourier(knock, port, token),
    enter: socket => seat(hub, socket, now),
  })
  return { ...serving, url: `ws://127.0.0.1:${serving.port}/?token=${token}` }
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
