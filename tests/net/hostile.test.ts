/** Neighbours that are no friends: whom a hub dials by mistake, who never read, and who repeat what was not for them. */
import { randomBytes } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { tagOf } from '../../src/main/lan/tag.ts'
import { until } from './world/device.ts'
import { asCourier, type Caller, call, type RunningHub, startHub } from './world/hub.ts'

const TOPIC = randomBytes(32).toString('base64url')
/** Bytes by which a hub may grow through all that is done to it here. */
const GROWTH = 150 * 1024 * 1024

let here: RunningHub
let there: RunningHub
let alice: Caller
let bob: Caller
let before: number

const hex = () => randomBytes(16).toString('hex')
const tags = (count: number) => Array.from({ length: count }, (_, i) => i.toString(16).padStart(32, '0'))
const hello = (hub = hex(), nonce = hex()) => ({ kind: 'hello', version: 1, hub, nonce })
const door = () => `ws://${here.addresses()[0]}/kinfold/1`
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

async function bobHearsAlice(): Promise<void> {
  const data = randomBytes(12).toString('base64')
  alice.say({ type: 'publish', topic: TOPIC, data })
  await until(() => bob.messages().some(message => message['data'] === data), 5000, "Alice's word")
}

beforeAll(async () => {
  ;[here, there] = await Promise.all([startHub(), startHub()])
  here.be({ listen: true })
  await until(() => here.addresses().length > 0, 5000, 'an address')
  there.be({ dial: [...here.addresses()] })
  ;[alice, bob] = await Promise.all([call(here.url, asCourier), call(there.url, asCourier)])
  for (const one of [alice, bob]) one.say({ type: 'subscribe', topics: [TOPIC] })
  await until(
    () => [alice, bob].some(one => one.messages().some(({ type }) => type === 'arrived')),
    5000,
    'word that somebody arrived',
  )
  await bobHearsAlice()
  before = here.memory()
})

afterAll(async () => {
  for (const one of [alice, bob]) one?.close()
  await Promise.all([here?.stop(), there?.stop()])
})

/** Somebody else stands where a friend was remembered. Answers their address. */
async function inAFriendsPlace(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as { port: number }).port}`
  here.be({ listen: true, dial: [address] })
  return address
}
const rowOf = (address: string) =>
  here.seen()?.hubs.find(one => one.address === address && one.way === 'given')

describe('where a friend is looked for, somebody', () => {
  const sockets = new Set<Socket>()
  const serverThat = (does: (socket: Socket) => void): Server =>
    createServer(socket => {
      sockets.add(socket)
      socket.on('error', () => {})
      does(socket)
    })
  let server: Server | undefined

  beforeEach(() => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    server?.close()
  })

  it.each([
    ['says nothing', () => {}, 'unreachable'],
    ['hangs up', (socket: Socket) => void socket.destroy(), 'unreachable'],
    ['speaks no HTTP', (socket: Socket) => void socket.write(randomBytes(5000)), 'unreachable'],
    ['sends headers without end', (socket: Socket) => endless(socket, 'HTTP/1.1 101 x\r\n', 'a: b\r\n'), ''],
    [
      'sends us elsewhere',
      (socket: Socket) => void socket.end('HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n'),
      'refused',
    ],
    [
      'answers with a page without end',
      (socket: Socket) => endless(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(60_000)),
      'refused',
    ],
  ])('%s', async (_what, does, state) => {
    server = serverThat(does)
    const address = await inAFriendsPlace(server)
    await until(() => rowOf(address) !== undefined, 15_000, 'what became of it')
    if (state) expect(rowOf(address)?.state).toBe(state)
    else expect(rowOf(address)?.state).not.toBe('up')
    await bobHearsAlice()
  })

  function endless(socket: Socket, first: string, again: string): void {
    socket.write(first)
    const timer = setInterval(() => socket.write(again), 5)
    socket.on('close', () => clearInterval(timer))
  }

  it.each([
    ['shows our own id', (_socket: WebSocket, _hub: string) => hello(_hub), 'refused'],
    ['is of another version', () => ({ ...hello(), version: 2 }), 'refused'],
    ['talks before saying hello', () => ({ kind: 'want', tags: tags(3) }), 'refused'],
    ['talks nonsense', () => 'nonsense', 'refused'],
  ])('%s, and is not believed', async (_what, says, state) => {
    const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise(resolve => sockets.once('listening', resolve))
    let dialled = 0
    sockets.on('connection', socket => {
      dialled += 1
      socket.once('message', data => {
        const { hub } = JSON.parse(String(data)) as { hub: string }
        socket.send(JSON.stringify(says(socket, hub)))
      })
    })
    const address = `127.0.0.1:${(sockets.address() as { port: number }).port}`
    here.be({ listen: true, dial: [address] })
    await until(() => rowOf(address)?.state === state, 10_000, 'a refusal')
    await pause(3000)
    // It is not dialled again and again.
    expect(dialled).toBeLessThan(4)
    await bobHearsAlice()
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  })

  it('is a hub that floods whoever dials it, and is given up', async () => {
    const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await new Promise(resolve => sockets.once('listening', resolve))
    let ended = 0
    sockets.on('connection', socket => {
      socket.on('error', () => {})
      socket.on('close', () => {
        ended += 1
      })
      socket.send(JSON.stringify(hello()))
      for (let i = 0; i < 10_000; i++)
        socket.send(JSON.stringify({ kind: 'publish', id: hex(), tag: tags(1)[0], data: 'x'.repeat(1000) }))
    })
    here.be({
      listen: true,
      dial: [`127.0.0.1:${(sockets.address() as { port: number }).port}`],
    })
    await until(() => ended > 0, 10_000, 'the end of it')
    await bobHearsAlice()
    sockets.close()
  })
})

describe('a hub that comes in', () => {
  it('under our own id is not let in', async () => {
    const spy = await call(door())
    spy.say(hello())
    await until(() => spy.heard.length > 0, 3000, 'a hello')
    const liar = await call(door())
    liar.say(hello(String(spy.messages()[0]?.['hub'])))
    await until(() => !liar.isOpen(), 3000, 'the end')
    expect(liar.code()).toBe(1008)
    spy.close()
  })

  it('cannot repeat on its link what was said on another, nor twice what was said on its own', async () => {
    const nonces = [hex(), hex()] as const
    const links = await Promise.all([call(door()), call(door())])
    for (const [i, link] of links.entries()) link.say(hello(hex(), nonces[i]))
    await until(() => links.every(link => link.heard.length >= 2), 3000, 'hellos')
    const tag = (i: 0 | 1) => tagOf('dialler', nonces[i], String(links[i]?.messages()[0]?.['nonce']), TOPIC)
    const publish = (tag: string, data: string, id = hex()) => ({ kind: 'publish', id, tag, data })
    // The tag of the other link, and words under it: as one who listens at the wire would have them.
    links[0]?.say(publish(tag(1), 'under the other tag'))
    links[0]?.say(publish(tag(0), 'once'))
    await until(() => alice.heard.join().includes('once'), 3000, 'the word that is right')
    for (const id of [hex(), hex()]) links[1]?.say(publish(tag(1), 'once', id))
    links[1]?.say(publish(tag(1), 'the end'))
    await until(() => alice.heard.join().includes('the end'), 3000, 'the last word')
    const heard = alice.messages().map(message => message['data'])
    expect(heard.filter(data => data === 'once')).toHaveLength(1)
    expect(heard).not.toContain('under the other tag')
    for (const link of links) link.close()
    await bobHearsAlice()
  })

  it('and says back all that he hears is in no room by that, and is given no word of one', async () => {
    const echo = await call(door())
    echo.say(hello(hex()))
    await until(() => echo.messages().some(one => one['kind'] === 'want'), 3000, 'what is wanted')
    const before = alice.heard.length
    for (const message of echo.messages()) if (message['kind'] === 'want') echo.say(message)
    const [tag] = echo.messages().flatMap(one => (one['kind'] === 'want' ? (one['tags'] as string[]) : []))
    echo.say({ kind: 'publish', id: hex(), tag, data: 'heard here before' })
    await bobHearsAlice()
    expect(alice.heard.slice(before).join()).not.toMatch(/arrived|heard here before/)
    expect(echo.messages().some(one => one['kind'] === 'publish')).toBe(false)
    expect(echo.isOpen()).toBe(true)
    echo.close()
  })

  it('and never reads is given up before it costs much', async () => {
    const deaf = await call(door())
    const nonce = hex()
    deaf.say(hello(hex(), nonce))
    await until(() => deaf.heard.length >= 2, 3000, 'a hello')
    deaf.say({ kind: 'want', tags: [tagOf('dialler', nonce, String(deaf.messages()[0]?.['nonce']), TOPIC)] })
    const isSeated = () => here.seen()?.hubs.some(one => one.address.endsWith(`:${local(deaf)}`)) ?? false
    await until(isSeated, 3000, 'a row for it')
    deaf.socket.pause()
    const start = here.memory()
    const long = 'x'.repeat(60_000)
    for (let i = 0; i < 400; i++) {
      alice.say({ type: 'publish', topic: TOPIC, data: `${i} ${long}` })
      if (i % 20 === 0) await pause(100)
    }
    await pause(2000)
    expect(here.memory() - start).toBeLessThan(GROWTH)
    await until(() => !isSeated(), 15_000, 'the end')
    deaf.close()
    await bobHearsAlice()
  })

  it('and half-opened upgrades without end take no seat for long', async () => {
    const [host, port] = (here.addresses()[0] ?? '').split(':')
    const half = Array.from({ length: 100 }, () => connect(Number(port), host))
    let closed = 0
    for (const socket of half) {
      socket.on('error', () => {})
      socket.resume()
      socket.on('close', () => {
        closed += 1
      })
      // All of it but its last line, one letter after the other.
      const text =
        'GET /kinfold/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
      let at = 0
      const timer = setInterval(() => socket.write(text[at++ % text.length] ?? 'x'), 200)
      socket.on('close', () => clearInterval(timer))
    }
    await bobHearsAlice()
    await until(() => closed === half.length, 20_000, 'the slow ones to be cut off')
    const friend = await call(door())
    friend.say(hello())
    await until(() => friend.heard.length > 0, 3000, 'a seat for a newcomer')
    friend.close()
  })

  it('with 10,000 wishes ends its own connection', async () => {
    const greedy = await call(door())
    greedy.say(hello())
    for (let i = 0; i < 10_000 && greedy.socket.readyState === 1; i += 250)
      greedy.say({ kind: 'want', tags: tags(10_000).slice(i, i + 250) })
    await until(() => !greedy.isOpen(), 5000, 'the end')
    await bobHearsAlice()
  })
})

it('none of them has ended a hub, made it print anything, or cost memory worth speaking of', () => {
  expect([here.ended(), there.ended()]).toEqual([undefined, undefined])
  expect([...here.output, ...there.output]).toEqual([])
  expect(here.memory() - before).toBeLessThan(GROWTH)
})

const local = (caller: Caller): number =>
  (caller.socket as unknown as { _socket: Socket })._socket?.localPort ?? 0
