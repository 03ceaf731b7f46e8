/** A WebSocket server at one address with a strict door: what may not come in is answered 403 and closed before any upgrade. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Knock } from './door.ts'
import { LIMITS } from './message.ts'

export type Serving = {
  readonly port: number
  /** Lets nobody new in; who is in stays. */
  readonly shut: () => void
  readonly close: () => void
}

export type House = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Bytes of the largest message; a larger one closes its connection. */
  readonly largest: number
  /** Connections at once. */
  readonly seats: number
  readonly admits: (knock: Knock, port: number) => boolean
  readonly enter: (socket: WebSocket, from: string, fromPort: number) => void
}

/** Rejects with the system's error (EADDRINUSE, EADDRNOTAVAIL) when the address cannot be had. */
export function serve({ host, port, largest, seats, admits, enter }: House): Promise<Serving> {
  const http = createServer({ connectionsCheckingInterval: 1000 }, (_request, response) => {
    response.writeHead(403, { connection: 'close' }).end()
  })
  http.maxConnections = LIMITS.connections * 2
  http.headersTimeout = http.requestTimeout = LIMITS.hello
  http.keepAliveTimeout = 1
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largest, perMessageDeflate: false })
  const perAddress = new Map<string, number>()

  http.on('upgrade', (request, socket, head) => {
    // A caller who hangs up in the middle is no news to anyone.
    socket.on('error', () => socket.destroy())
    const from = request.socket.remoteAddress ?? ''
    const bound = http.address() as AddressInfo | null
    const crowded = sockets.clients.size >= seats || (perAddress.get(from) ?? 0) >= LIMITS.perAddress
    if (!bound || crowded || !admits(knockOf(request), bound.port)) {
      // An upgraded socket is half-open and has no time limit: without this, a caller who never hangs up keeps a seat.
      socket.once('finish', () => socket.destroy())
      socket.end(
        `HTTP/1.1 ${crowded ? '503 Service Unavailable' : '403 Forbidden'}\r\nconnection: close\r\n\r\n`,
      )
      return
    }
    sockets.handleUpgrade(request, socket, head, opened => {
      perAddress.set(from, (perAddress.get(from) ?? 0) + 1)
      opened.on('close', () => {
        const left = (perAddress.get(from) ?? 1) - 1
        if (left > 0) perAddress.set(from, left)
        else perAddress.delete(from)
      })
      enter(opened, from, request.socket.remotePort ?? 0)
    })
  })

  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen({ host, port, exclusive: true }, () => {
      http.removeListener('error', reject)
      // From here on an error of the listening socket is not ours to die of.
      http.on('error', () => {})
      resolve({
        port: (http.address() as AddressInfo).port,
        shut: () => void http.close(),
        close() {
          http.close()
          for (const socket of sockets.clients) socket.terminate()
          http.closeAllConnections()
        },
      })
    })
  })
}

const knockOf = (request: IncomingMessage): Knock => ({
  url: request.url,
  origin: request.headers.origin,
  host: request.headers.host,
  from: request.socket.remoteAddress,
})
