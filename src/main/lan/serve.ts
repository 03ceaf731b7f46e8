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
  /** Connections from one address at once, those that have said nothing yet among them. */
  readonly perAddress: number
  /** An address where we look for somebody: some seats are for those alone. */
  readonly awaits: (from: string) => boolean
  readonly admits: (knock: Knock, port: number) => boolean
  /** Answers whether they are of use by now: where no seat is left, somebody who is of none makes way. */
  readonly enter: (socket: WebSocket, from: string, fromPort: number) => () => boolean
}

type Seated = { readonly from: string; readonly isOfUse: () => boolean }

/** Rejects with the system's error (EADDRINUSE, EADDRNOTAVAIL) when the address cannot be had. */
export function serve(house: House): Promise<Serving> {
  const { host, port, largest, seats, perAddress, awaits, admits, enter } = house
  const http = createServer({ connectionsCheckingInterval: 1000 }, (_request, response) => {
    response.writeHead(403, { connection: 'close' }).end()
  })
  http.maxConnections = LIMITS.connections * 2 + LIMITS.awaited
  http.headersTimeout = http.requestTimeout = LIMITS.hello
  http.keepAliveTimeout = 1
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largest, perMessageDeflate: false })
  const seated = new Map<WebSocket, Seated>()
  const connections = new Map<string, number>()
  let all = 0

  // Before anything is read: who only knocks, again and again, takes no more of us than who comes in.
  http.on('connection', socket => {
    const from = socket.remoteAddress ?? ''
    const many = connections.get(from) ?? 0
    if (many >= perAddress || (all >= LIMITS.connections * 2 && !awaits(from))) return void socket.destroy()
    all += 1
    connections.set(from, many + 1)
    socket.once('close', () => {
      all -= 1
      const left = (connections.get(from) ?? 1) - 1
      if (left > 0) connections.set(from, left)
      else connections.delete(from)
    })
  })

  /** Of those who are of no use the first of the address that has most of them goes. */
  function makeWay(): boolean {
    const idle = [...seated].filter(([, { from, isOfUse }]) => !isOfUse() && !awaits(from))
    const at = (from: string): number => idle.filter(([, one]) => one.from === from).length
    const [first] = idle.sort(([, a], [, b]) => at(b.from) - at(a.from))
    if (!first) return false
    seated.delete(first[0])
    first[0].terminate()
    return true
  }
  const hasSeat = (from: string): boolean =>
    seated.size < seats || makeWay() || (awaits(from) && seated.size < seats + LIMITS.awaited)

  http.on('upgrade', (request, socket, head) => {
    // A caller who hangs up in the middle is no news to anyone.
    socket.on('error', () => socket.destroy())
    const from = request.socket.remoteAddress ?? ''
    const bound = http.address() as AddressInfo | null
    const admitted = bound !== null && admits(knockOf(request), bound.port)
    if (!admitted || !hasSeat(from)) {
      // An upgraded socket is half-open and has no time limit: without this, a caller who never hangs up keeps a seat.
      socket.once('finish', () => socket.destroy())
      socket.end(
        `HTTP/1.1 ${admitted ? '503 Service Unavailable' : '403 Forbidden'}\r\nconnection: close\r\n\r\n`,
      )
      return
    }
    sockets.handleUpgrade(request, socket, head, opened => {
      seated.set(opened, { from, isOfUse: enter(opened, from, request.socket.remotePort ?? 0) })
      opened.on('close', () => seated.delete(opened))
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
