/** A circle's signalling server, seen from the hub: what it is told, what comes from it, and what it cannot do. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './world/device.ts'
import { asCourier, type Caller, call, type RunningHub, startHub } from './world/hub.ts'
import { startRecording, startStock } from './world/server.ts'

const [FAR, NEAR] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
/** Bytes by which a hub may grow through all that a server sends it. */
const GROWTH = 120 * 1024 * 1024

type Server = Awaited<ReturnType<typeof startStock>>

let stock: Server
let here: RunningHub
let there: RunningHub
let alice: Caller
let bob: Caller

const stateOf = (hub: RunningHub, url: string) => hub.seen()?.signalling.find(one => one.url === url)?.state
const isUp = (url: string) => () => [here, there].every(hub => stateOf(hub, url) === 'up')
const timesHeard = (caller: Caller, data: string) =>
  caller.messages().filter(message => message['data'] === data).length
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Somebody says something new on a topic; says what. */
function say(caller: Caller, topic: string): string {
  const data = randomBytes(12).toString('base64')
  caller.say({ type: 'publish', topic, data })
  return data
}
async function bobHearsAlice(): Promise<void> {
  const data = say(alice, FAR)
  await until(() => timesHeard(bob, data) === 1, 5000, "Alice's word")
}

beforeAll(async () => {
  stock = await startStock()
  ;[here, there] = await Promise.all([startHub(), startHub()])
  ;[alice, bob] = await Promise.all([call(here.url, asCourier), call(there.url, asCourier)])
  for (const one of [alice, bob]) one.say({ type: 'subscribe', topics: [FAR, NEAR] })
})

afterAll(async () => {
  for (const one of [alice, bob]) one?.close()
  await Promise.all([here?.stop(), there?.stop(), stock?.stop()])
})

describe("y-webrtc's own server", () => {
  it('is not dialled before a circle names it, and brings two together who know each other only by it', async () => {
    expect(here.seen()?.signalling ?? []).toEqual([])
    for (const hub of [here, there]) hub.be({ signalling: [{ url: stock.url, topics: [FAR] }] })
    await until(isUp(stock.url), 10_000, 'both at the server')
    await bobHearsAlice()
  })

  it('makes each announce themselves when they are there, since it tells nobody who came', () => {
    const arrived = (caller: Caller) =>
      caller.messages().flatMap(message => (message['type'] === 'arrived' ? [message['topic']] : []))
    expect([arrived(alice), arrived(bob)]).toEqual([[FAR], [FAR]])
  })

  it('carries nothing for a topic that is not its own, either way', async () => {
    const spy = await call(stock.url)
    spy.say({ type: 'subscribe', topics: [FAR, NEAR] })
    await pause(300)
    const near = say(alice, NEAR)
    const far = say(alice, FAR)
    await until(() => timesHeard(spy, far) === 1 && timesHeard(bob, far) === 1, 5000, 'the word that it may')
    spy.say({ type: 'publish', topic: NEAR, data: 'pushed in' })
    spy.say({ type: 'publish', topic: FAR, data: 'from elsewhere' })
    await until(() => timesHeard(bob, 'from elsewhere') === 1, 5000, 'what it may bring')
    expect([timesHeard(spy, near), timesHeard(bob, near), timesHeard(bob, 'pushed in')]).toEqual([0, 0, 0])
    spy.close()
  })

  it('and a hub that is dialled bring one word once', async () => {
    here.be({ listen: true, signalling: [{ url: stock.url, topics: [FAR] }] })
    await until(() => here.addresses().length > 0, 5000, 'an address')
    there.be({ dial: [...here.addresses()], signalling: [{ url: stock.url, topics: [FAR] }] })
    await until(() => there.seen()?.hubs.some(one => one.state === 'up') ?? false, 10_000, 'a connection')
    for (let i = 0; i < 5; i++) {
      const data = say(i % 2 ? alice : bob, FAR)
      await until(() => timesHeard(i % 2 ? bob : alice, data) > 0, 5000, 'a word')
      await pause(300)
      expect([timesHeard(alice, data), timesHeard(bob, data)]).toEqual(i % 2 ? [0, 1] : [1, 0])
    }
    for (const hub of [here, there]) hub.be({ signalling: [{ url: stock.url, topics: [FAR] }] })
  })

  it('is dialled again when it was away', async () => {
    await stock.stop()
    await until(() => stateOf(here, stock.url) === 'unreachable', 5000, 'the word that it is away')
    expect(here.seen()?.signalling[0]?.error ?? 'ECONNREFUSED').toMatch(/^ECONN/)
    stock = await startStock(undefined, stock.port)
    await until(isUp(stock.url), 15_000, 'both at the server')
    await bobHearsAlice()
  })
})

describe('a server', () => {
  it('is told of its own topics, and of no other, not even by name', async () => {
    const server = await startRecording()
    const also = { url: server.url, topics: [FAR] }
    here.be({ signalling: [also] })
    await until(() => stateOf(here, server.url) === 'up', 10_000, 'a connection')
    say(alice, NEAR)
    say(alice, FAR)
    // The room has another name now, and the connection stays.
    here.be({ signalling: [{ ...also, topics: [NEAR] }] })
    await until(() => server.told.some(text => text.includes(NEAR)), 5000, 'the new topic')
    const sayings = server.told.map(text => JSON.parse(text) as Record<string, unknown>)
    expect(sayings.slice(0, 2)).toMatchObject([
      { type: 'subscribe', topics: [FAR] },
      { type: 'publish', topic: FAR },
    ])
    expect(sayings.slice(2)).toMatchObject([
      { type: 'unsubscribe', topics: [FAR] },
      { type: 'subscribe', topics: [NEAR] },
    ])
    expect(server.dialled()).toBe(1)
    here.be({ signalling: [] })
    await until(() => server.calls().length === 0, 5000, 'the end')
    await until(() => here.seen()?.signalling.length === 0, 5000, 'an empty table')
    server.stop()
  })

  it.each([
    ['with a name nobody may look up here', 'wss://signalling.invalid/'],
    ['elsewhere', 'ws://192.0.2.1:4444/'],
    ['in a link that is none', 'http://127.0.0.1:1/'],
    ['with a password in its link', 'ws://a:b@127.0.0.1:1/'],
    ['with a fragment in its link', 'ws://127.0.0.1:1/#x'],
    ['that is no link at all', 'somewhere'],
  ])('%s is not dialled', async (_what, url) => {
    here.be({ signalling: [{ url, topics: [FAR] }] })
    await until(() => here.seen()?.signalling[0]?.url === url, 5000, 'a row for it')
    await pause(700)
    const [row] = here.seen()?.signalling ?? []
    expect([row?.state, row?.error]).toEqual(
      /^wss:|192/.test(url) ? ['unreachable', 'ENETUNREACH'] : ['refused', null],
    )
  })

  it('that is none is left alone for a while', async () => {
    const server = await startRecording()
    here.be({ signalling: [{ url: server.url, topics: [FAR] }] })
    await until(() => server.calls().length > 0, 5000, 'a connection')
    for (const socket of server.calls()) socket.send('welcome!')
    await until(() => stateOf(here, server.url) === 'refused', 5000, 'a refusal')
    await pause(5000)
    expect(server.dialled()).toBe(1)
    server.stop()
  })

  it('that is hostile keeps nobody from hearing, and costs no memory worth speaking of', async () => {
    const server = await startRecording()
    const both = { signalling: [server.url, stock.url].map(url => ({ url, topics: [FAR] })) }
    for (const hub of [here, there]) hub.be(both)
    await until(() => isUp(server.url)() && isUp(stock.url)(), 10_000, 'both servers')
    const before = here.memory()
    const flood = (text: string, times: number) => {
      for (const socket of server.calls()) for (let i = 0; i < times; i++) socket.send(text)
    }
    const publish = (topic: unknown, data: unknown) => JSON.stringify({ type: 'publish', topic, data })
    for (const text of ['{}', 'null', '[]', '3', '{"type":"arrived","topic":"x"}', '{"type":"subscribe"}'])
      flood(text, 10)
    flood(publish(FAR, { from: 'nobody' }), 10)
    flood(publish({}, 'x'), 10)
    flood(publish(NEAR, 'not its topic'), 10)
    flood(publish(FAR, 'x'.repeat(70_000)), 100)
    flood(JSON.stringify('y'.repeat(900_000)), 20)
    await bobHearsAlice()
    for (let i = 0; i < 20_000; i++)
      for (const socket of server.calls()) socket.send(publish(FAR, `noise ${i}`))
    await bobHearsAlice()
    expect(timesHeard(bob, 'not its topic')).toBe(0)
    expect(bob.heard.filter(text => text.includes('noise')).length).toBeLessThan(5000)
    // Longer than any text may be: that one connection ends, and is opened again.
    const dialled = server.dialled()
    flood('z'.repeat(1_100_000), 1)
    await until(() => server.dialled() > dialled, 10_000, 'another try')
    await bobHearsAlice()
    expect(here.memory() - before).toBeLessThan(GROWTH)
    server.stop()
  })

  it('has ended no hub and made it print nothing', () => {
    expect([here.ended(), there.ended()]).toEqual([undefined, undefined])
    expect([...here.output, ...there.output]).toEqual([])
  })
})
