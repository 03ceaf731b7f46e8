import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { openHub } from '../../../src/main/lan/hub.ts'
import { openSignalling } from '../../../src/main/lan/signalling.ts'

let server: WebSocketServer
let url: string

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise(resolve => server.once('listening', resolve))
  url = `ws://localhost:${(server.address() as { port: number }).port}/`
})
afterEach(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

/** One hub's servers, where a name's address may or may not be reached by the way that the routes take. */
function signalling(mayLeave: (host: string, from: string) => boolean, hub = openHub()) {
  const one = openSignalling({
    hub,
    now: () => performance.now(),
    wall: Date.now,
    chance: () => 0,
    mayDial: () => true,
    mayLeave,
    changed() {},
  })
  one.be([{ url, topics: ['room'] }])
  return one
}
const stateOf = (one: ReturnType<typeof openSignalling>) =>
  one.seen().map(({ state, error }) => `${state} ${error}`)

it('judges a name by its addresses and by where the way to each begins on this computer', async () => {
  const ways: string[] = []
  const one = signalling((host, from) => {
    ways.push(`${host} from ${from}`)
    return true
  })
  await vi.waitFor(() => expect(stateOf(one)).toEqual(['up null']), 5000)
  expect(ways).toContain('127.0.0.1 from 127.0.0.1')
  one.be([])
  await vi.waitFor(() => expect(server.clients.size).toBe(0), 5000)
})

it('dials nobody by a way that may not be taken', async () => {
  let dialled = 0
  server.on('connection', () => {
    dialled += 1
  })
  const one = signalling(() => false)
  await vi.waitFor(() => expect(stateOf(one)).toEqual(['unreachable ENETUNREACH']), 5000)
  expect(dialled).toBe(0)
  one.be([])
})

it('gives up a server that reads nothing, and keeps no more for it than may wait', async () => {
  const hub = openHub()
  const courier = hub.seatClient(() => {})
  courier.hear({ type: 'subscribe', topics: ['room'] })
  let came = 0
  server.on('connection', (_socket, request) => {
    came += 1
    request.socket.pause()
  })
  const one = signalling(() => true, hub)
  await vi.waitFor(() => expect(came).toBe(1), 5000)
  const states = (): string[] => stateOf(one)
  await vi.waitFor(() => expect(states()).toEqual(['up null']), 5000)
  // What the system itself takes in on loopback is a few MiB.
  const data = 'x'.repeat(60_000)
  for (let i = 0; i < 400 && states()[0] === 'up null'; i++) {
    courier.hear({ type: 'publish', topic: 'room', data: `${i}${data}` })
    if (i % 20 === 0) await new Promise(resolve => setTimeout(resolve, 10))
  }
  await vi.waitFor(() => expect(states()).toEqual(['unreachable null']), 5000)
  one.be([])
})
