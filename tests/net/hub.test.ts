/** The hub among strangers: who gets in, what a stranger learns, and that nobody's noise keeps others from being served. */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagOf } from '../../src/main/lan/tag.ts'
import { until } from './world/device.ts'
import { asCourier, type Caller, call, type RunningHub, startHub } from './world/hub.ts'

let here: RunningHub
let there: RunningHub
let alice: Caller
let bob: Caller

const TOPIC = randomBytes(32).toString('base64url')
const door = () => `ws://${here.addresses()[0]}/kinfold/1`
const hello = () => ({
  kind: 'hello',
  version: 1,
  hub: randomBytes(16).toString('hex'),
  nonce: randomBytes(16).toString('hex'),
})

/** Alice, at one hub, says something new; Bob, at the other, hears it. */
async function bobHearsAlice(): Promise<void> {
  const data = randomBytes(12).toString('base64')
  alice.say({ type: 'publish', topic: TOPIC, data })
  await until(() => bob.messages().some(message => message['data'] === data), 3000, "Alice's word")
}

beforeAll(async () => {
  ;[here, there] = await Promise.all([startHub(), startHub()])
  here.configure([], true)
  await until(() => here.addresses().length > 0, 5000, 'an address')
  there.configure(here.addresses(), false)
  await until(() => there.news.some(news => news.kind === 'dialled' && news.state === 'up'), 5000, 'a call')
  ;[alice, bob] = await Promise.all([call(here.url, asCourier), call(there.url, asCourier)])
  for (const one of [alice, bob]) one.say({ type: 'subscribe', topics: [TOPIC] })
  await until(
    () => [alice, bob].some(one => one.messages().some(({ type }) => type === 'arrived')),
    3000,
    'word that somebody arrived',
  )
})

afterAll(async () => {
  alice?.close()
  bob?.close()
  await Promise.all([here?.stop(), there?.stop()])
})

describe("the courier's door", () => {
  it('lets the courier of this start in, and answers its ping', async () => {
    expect(alice.isOpen()).toBe(true)
    alice.say({ type: 'ping' })
    await until(() => alice.messages().some(message => message['type'] === 'pong'), 2000, 'a pong')
  })

  it.each([
    ['a web page', { origin: 'https://example.org' }],
    ['a page of the face', { origin: 'app://kinfold' }],
    ['a page without an origin', { origin: 'null' }],
    ['a program that is no page at all', {}],
    ['a name that was made to point here', { origin: 'app://courier', headers: { host: 'evil.example' } }],
  ])('answers 403 to %s, even with the right token', async (_who, options) => {
    const stranger = await call(here.url, options)
    expect([stranger.isOpen(), stranger.refused()]).toEqual([false, 403])
  })

  it.each([
    ['no token', (url: string) => url.replace(/\?.*/, '')],
    ['an empty token', (url: string) => url.replace(/token=.*/, 'token=')],
    ['a token with one letter wrong', (url: string) => url.replace(/.$/, end => (end === 'A' ? 'B' : 'A'))],
    ["another hub's token", (url: string) => url.replace(/\?.*/, there.url.replace(/^[^?]*/, ''))],
  ])('answers 403 to %s', async (_what, wrong) => {
    const stranger = await call(wrong(here.url), asCourier)
    expect([stranger.isOpen(), stranger.refused()]).toEqual([false, 403])
  })
})

describe("the other hubs' door", () => {
  it('is shut until the vault wants the network', () => {
    expect(there.addresses()).toEqual([])
    expect(here.addresses()[0]).toMatch(/^127\.0\.0\.1:\d+$/)
  })

  it.each([
    ['a web page', { origin: 'https://example.org' }],
    ['even the courier', { origin: 'app://courier' }],
    ['a name that was made to point here', { headers: { host: 'evil.example:48132' } }],
  ])('answers 403 to %s', async (_who, options) => {
    const stranger = await call(door(), options)
    expect([stranger.isOpen(), stranger.refused()]).toEqual([false, 403])
  })

  it('answers 403 to plain HTTP', async () => {
    const answer = await fetch(`http://${here.addresses()[0]}/`)
    expect(answer.status).toBe(403)
  })

  it('tells a stranger how many topics there are, and none of their names', async () => {
    const stranger = await call(door())
    stranger.say(hello())
    await until(() => stranger.heard.length >= 2, 3000, 'what the hub wants')
    const [said, wants] = stranger.messages()
    expect(said).toMatchObject({ kind: 'hello', version: 1 })
    expect(wants?.['tags']).toHaveLength(1)
    expect(stranger.heard.join()).not.toContain(TOPIC)
    // And the tag is another one for each link, so that two strangers cannot compare.
    const other = await call(door())
    other.say(hello())
    await until(() => other.heard.length >= 2, 3000, 'what the hub wants')
    expect(other.messages()[1]?.['tags']).not.toEqual(wants?.['tags'])
    stranger.close()
    other.close()
  })

  it('passes nothing on from one hub to another', async () => {
    const [one, two] = await Promise.all([call(door()), call(door())])
    const hellos = new Map([one, two].map(hub => [hub, hello()]))
    for (const [hub, said] of hellos) hub.say(said)
    await until(() => one.heard.length >= 2 && two.heard.length >= 2, 3000, 'hellos')
    const tag = (hub: Caller) =>
      tagOf('dialler', hellos.get(hub)?.nonce ?? '', String(hub.messages()[0]?.['nonce']), TOPIC)
    two.say({ kind: 'want', tags: [tag(two)] })
    const id = randomBytes(16).toString('hex')
    one.say({ kind: 'publish', id, tag: tag(one), data: 'from a hub' })
    one.say({ kind: 'publish', id, tag: tag(one), data: 'the same again' })
    await until(() => alice.heard.join().includes('from a hub'), 3000, 'the word at its client')
    await bobHearsAlice()
    await until(() => two.heard.join().includes('publish'), 3000, 'a word from its client')
    expect(two.heard.join()).not.toContain('from a hub')
    expect(bob.heard.join()).not.toContain('from a hub')
    expect(alice.heard.join()).not.toContain('the same again')
    one.close()
    two.close()
  })

  it('refuses a hub of another version, and does not call itself', async () => {
    const newer = await call(door())
    newer.say({ ...hello(), version: 2 })
    await until(() => !newer.isOpen(), 3000, 'the end')
    expect(newer.code()).toBe(1008)
    const [own = ''] = here.addresses()
    here.configure([own, '127.0.0.1:9'], true)
    const dialled = () => here.news.flatMap(news => (news.kind === 'dialled' ? news.address : []))
    await until(() => dialled().includes('127.0.0.1:9'), 5000, 'another one to be dialled')
    await new Promise(resolve => setTimeout(resolve, 1000))
    expect(dialled()).not.toContain(own)
    expect(here.seen()?.hubs.map(({ address }) => address)).not.toContain(own)
    expect(here.addresses()).toContain(own)
    here.configure([], true)
  })
})

describe('noise', () => {
  it.each([
    ['no JSON', ['{']],
    ['no object', ['null', '[]', '3', '""']],
    ['an unknown type', ['{"type":"shutdown"}']],
    ['a topic that is no text', ['{"type":"subscribe","topics":[{}]}']],
    ['a message of 70 KB', [JSON.stringify({ type: 'publish', topic: 't', data: 'x'.repeat(70_000) })]],
    [
      '1000 topics',
      [JSON.stringify({ type: 'subscribe', topics: Array.from({ length: 1000 }, (_, i) => `${i}`) })],
    ],
    [
      '1000 topics one by one',
      Array.from({ length: 1000 }, (_, i) => JSON.stringify({ type: 'subscribe', topics: [`${i}`] })),
    ],
    ['20,000 pings at once', Array.from({ length: 20_000 }, () => '{"type":"ping"}')],
  ])('from a courier (%s) ends its own connection and nobody else’s', async (_what, messages) => {
    const broken = await call(here.url, asCourier)
    for (const message of messages) if (broken.socket.readyState === 1) broken.socket.send(message)
    await until(() => !broken.isOpen(), 5000, 'the end of the noisy one')
    await bobHearsAlice()
  })

  it.each([
    ['words before hello', [JSON.stringify({ kind: 'want', tags: [] })]],
    ['garbage', [randomBytes(2000).toString('latin1')]],
    ['1 MB', ['x'.repeat(1_000_000)]],
    ['a wish for 1000 topics', [JSON.stringify(hello()), JSON.stringify({ kind: 'want', tags: tags(1000) })]],
    [
      'wishes for 1100 topics',
      [JSON.stringify(hello()), ...tags(1100).map(tag => JSON.stringify({ kind: 'want', tags: [tag] }))],
    ],
    [
      'a flood',
      [JSON.stringify(hello()), ...tags(6000).map(tag => JSON.stringify({ kind: 'unwant', tags: [tag] }))],
    ],
  ])('from a hub (%s) ends its own connection and nobody else’s', async (_what, messages) => {
    const broken = await call(door())
    for (const message of messages) if (broken.socket.readyState === 1) broken.socket.send(message)
    await until(() => !broken.isOpen(), 5000, 'the end of the noisy one')
    await bobHearsAlice()
  })

  it('of 300 connections that say nothing leaves those at the table in peace, and goes', async () => {
    const strangers = await Promise.all(
      Array.from({ length: 300 }, () => call(door()).catch(() => undefined)),
    )
    const seated = strangers.filter(one => one?.isOpen())
    expect(seated.length).toBeLessThan(20)
    await bobHearsAlice()
    await until(() => seated.every(one => !one?.isOpen()), 8000, 'those who never said hello to go')
    const friend = await call(door())
    friend.say(hello())
    await until(() => friend.heard.length > 0, 3000, 'a seat for a newcomer')
    friend.close()
  })

  it('of half-spoken HTTP is cut off', async () => {
    const [host, port] = (here.addresses()[0] ?? '').split(':')
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), host))
    let closed = 0
    for (const socket of sockets) {
      socket.on('error', () => {})
      socket.resume()
      socket.on('close', () => {
        closed += 1
      })
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    }
    await bobHearsAlice()
    await until(() => closed === sockets.length, 10_000, 'the half-spoken to be cut off')
  })

  it('has ended no hub and made it print nothing', () => {
    expect([here.ended(), there.ended()]).toEqual([undefined, undefined])
    expect([...here.output, ...there.output]).toEqual([])
  })
})

function tags(count: number): string[] {
  return Array.from({ length: count }, (_, i) => i.toString(16).padStart(32, '0'))
}
