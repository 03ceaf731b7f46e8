/** One document of a keeper, before servers on loopback that are none of ours. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Kept, keepDocument } from '../../../src/main/lan/keeper/document.ts'
import { openKeepers } from '../../../src/main/lan/keeper/keepers.ts'
import type { FromKeeper, ToKeeper } from '../../../src/shared/contract/keeper.ts'

const NAME = 'x'.repeat(43)
const EMPTY = Uint8Array.of(0, 0)

let server: WebSocketServer
let url: string
let kept: Kept | undefined
let told: FromKeeper[]

beforeEach(async () => {
  told = []
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise(resolve => server.once('listening', resolve))
  url = `ws://127.0.0.1:${(server.address() as { port: number }).port}/`
})
afterEach(() => {
  kept?.stop()
  for (const socket of server.clients) socket.terminate()
  server.close()
})

const sync = (step: number, update: Uint8Array): Uint8Array =>
  encoding.encode(e => {
    encoding.writeVarString(e, NAME)
    encoding.writeVarUint(e, 0)
    encoding.writeVarUint(e, step)
    encoding.writeVarUint8Array(e, update)
  })
/** A parcel each of so many clients, and that they are gone. */
const puts = (first: number, count: number): Uint8Array =>
  encoding.encode(e => {
    encoding.writeVarUint(e, count)
    for (let i = 0; i < count; i++) {
      for (const number of [1, first + i, 0]) encoding.writeVarUint(e, number)
      encoding.writeUint8(e, 3)
      encoding.writeVarUint(e, 1)
      encoding.writeVarString(e, 'parcels')
      encoding.writeVarUint8Array(e, new Uint8Array(25))
    }
    encoding.writeVarUint(e, 0)
  })
const drops = (first: number, count: number): Uint8Array =>
  encoding.encode(e => {
    encoding.writeVarUint(e, 0)
    encoding.writeVarUint(e, count)
    for (let i = 0; i < count; i++)
      for (const number of [first + i, 1, 0, 1]) encoding.writeVarUint(e, number)
  })

/** The server says all that lies there, and then this. */
function says(then: (socket: WebSocket) => void): void {
  server.on('connection', socket =>
    socket.once('message', () => {
      socket.send(sync(1, EMPTY))
      then(socket)
    }),
  )
  keep()
}
function keep(heartbeat = 20_000): void {
  let numbers = 0
  kept = keepDocument(
    { name: NAME, url, mark: null },
    {
      tell: news => void told.push(news),
      number: () => numbers++,
      lookup: (host, _options, done) => done(null, host, 4),
      chance: () => 0.5,
      heartbeat,
    },
  )
}
const count = (kind: FromKeeper['kind']): number => told.filter(one => one.kind === kind).length

it('keeps nothing of parcels that were put and taken away under ever new clients', async () => {
  setFlagsFromString('--expose-gc')
  const heap = (): number => {
    runInNewContext('gc')()
    return process.memoryUsage().heapUsed
  }
  const before = heap()
  const [each, times] = [5000, 100]
  let gone = 0
  says(socket => {
    for (let i = 0; i < times; i++) {
      socket.send(sync(2, puts(1 + i * each, each)))
      socket.send(sync(2, drops(1 + i * each, each)))
    }
  })
  await vi.waitFor(
    () => {
      for (const one of told.splice(0)) if (one.kind === 'gone') gone += one.parcels.length
      expect(gone).toBe(each * times)
    },
    { timeout: 60_000, interval: 20 },
  )
  expect(heap() - before).toBeLessThan(50_000_000)
}, 90_000)

it('waits on a slow line for as long as something comes, and no longer', async () => {
  // Behind what is coming there is no room for the answer to a ping.
  server.options.autoPong = false
  let came = 0
  const answer = sync(1, puts(1, 10_000))
  const head = Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeBigUInt64BE(BigInt(answer.length), 2)
  const whole = Buffer.concat([head, answer])
  const piece = Math.ceil(whole.length / 40)
  server.on('connection', socket => {
    came += 1
    const wire = (socket as unknown as { _socket: NodeJS.WritableStream })._socket
    let at = 0
    const going = setInterval(() => {
      wire.write(whole.subarray(at, at + piece))
      at += piece
      if (at >= whole.length || socket.readyState > 1) clearInterval(going)
    }, 50)
  })
  keep(150)
  await vi.waitFor(() => expect(count('lies')).toBe(1), 15_000)
  expect(came).toBe(1)
  expect(told.filter(one => one.kind === 'state')).toMatchObject([{ state: 'up', there: true }])
  await vi.waitFor(
    () => expect(told.at(-1)).toMatchObject({ kind: 'state', state: 'unreachable', there: false }),
    5000,
  )
}, 30_000)

it('tells what is known of a large document the less often, the larger it is', async () => {
  says(socket => {
    socket.send(sync(2, puts(1, 9000)))
    let next = 9001
    const going = setInterval(() => {
      if (next < 9030) socket.send(sync(2, puts(next++, 1)))
      else clearInterval(going)
    }, 150)
  })
  await vi.waitFor(() => expect(count('lies')).toBe(30), 15_000)
  const marks = told.flatMap(one => (one.kind === 'mark' ? one.mark.length : []))
  expect(Math.max(...marks)).toBeGreaterThan(200_000)
  expect(marks.length).toBeLessThan(3)
}, 30_000)

it('gives a server up that answers pings and nothing else', async () => {
  let came = 0
  server.on('connection', () => {
    came += 1
  })
  keep(50)
  await vi.waitFor(() => expect(came).toBeGreaterThan(1), 10_000)
  expect(told).toMatchObject([{ kind: 'state', state: 'unreachable', there: false }])
}, 20_000)

it('hears no more from a server than it can tell, and what it hears in its order', async () => {
  const all = 20_000
  const start = performance.now()
  says(socket => {
    for (let i = 1; i <= all; i++) socket.send(sync(2, puts(i, 1)))
  })
  await vi.waitFor(() => expect(count('lies')).toBeGreaterThan(4000), 20_000)
  await new Promise(resolve => setTimeout(resolve, 1500))
  const seconds = (performance.now() - start) / 1000
  // What is in the system's hands when we stop reading is heard all the same: 64 KiB of it.
  expect(count('lies')).toBeLessThan(Math.min(5000 + 1000 * seconds + 2000, all))
  expect(count('state')).toBe(1)
}, 40_000)

it('dials at once a server that is waited for, when somebody wants it now', async () => {
  let came = 0
  let refuses = true
  server.on('connection', socket => {
    came += 1
    if (refuses) socket.terminate()
    else socket.once('message', () => socket.send(sync(1, EMPTY)))
  })
  let hear: (message: ToKeeper) => void = () => {}
  const keepers = openKeepers(
    {
      post: news => void told.push(news as FromKeeper),
      listen: to => {
        hear = to
      },
      close: () => {},
    },
    { mayDial: () => true, mayLeave: () => true },
  )
  hear({ kind: 'documents', documents: [{ name: NAME, url, mark: null }] })
  // Refused three times: the next try is seconds away.
  await vi.waitFor(() => expect(came).toBe(3), 20_000)
  await new Promise(resolve => setTimeout(resolve, 200))
  refuses = false
  keepers.again()
  await vi.waitFor(() => expect(came).toBe(4), 1500)
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'state', state: 'up' }), 5000)
  // After sleep what seems to stand is opened anew, and told of.
  keepers.anew()
  await vi.waitFor(() => expect(came).toBe(5), 1500)
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'state', state: 'up' }), 5000)
  expect(told.map(one => one.kind === 'state' && one.state)).toEqual([
    'unreachable',
    'up',
    'unreachable',
    'up',
  ])
  keepers.end()
}, 40_000)
