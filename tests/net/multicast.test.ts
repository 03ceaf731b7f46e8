/** Hubs that find each other by multicast DNS, here on loopback alone, and what strangers can say there meanwhile. */
import { randomBytes, randomInt } from 'node:crypto'
import { createSocket, type Socket as Datagrams } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEIGHBOURS } from '../../src/main/lan/neighbours.ts'
import { until } from './world/device.ts'
import { asCourier, type Caller, call, type RunningHub, startHub } from './world/hub.ts'
import { announcement, header, nameOf, openSpeaker, question, type Speaker, TYPE } from './world/multicast.ts'

const TOPIC = randomBytes(32).toString('base64url')
/** Bytes by which a hub may grow through all that is said to it here. */
const GROWTH = 120 * 1024 * 1024

let here: RunningHub
let there: RunningHub
let alice: Caller
let bob: Caller
let eve: Speaker
let before: number

const someId = () => randomBytes(16).toString('hex')
const portOf = (hub: RunningHub) => Number(hub.addresses()[0]?.split(':')[1])
const isUp = (hub: RunningHub) => hub.seen()?.hubs.some(({ state }) => state === 'up') ?? false
/** The id under which a hub announces itself, as Eve heard it. */
function idOf(hub: RunningHub): string {
  const port = Buffer.from([portOf(hub) >> 8, portOf(hub) & 255])
  const said = eve.heard.find(({ packet }) => packet.includes(port) && packet.includes('_kinfold'))
  return /[0-9a-f]{32}/.exec(said?.packet.toString('latin1') ?? '')?.[0] ?? ''
}

/** Alice, at one hub, says something new; Bob, at the other, hears it. */
async function bobHearsAlice(): Promise<void> {
  const data = randomBytes(12).toString('base64')
  alice.say({ type: 'publish', topic: TOPIC, data })
  await until(() => bob.messages().some(message => message['data'] === data), 5000, "Alice's word")
}

beforeAll(async () => {
  eve = await openSpeaker('127.0.0.66')
  ;[here, there] = await Promise.all([startHub(), startHub()])
  for (const hub of [here, there]) hub.be({ listen: true, discover: true })
  ;[alice, bob] = await Promise.all([call(here.url, asCourier), call(there.url, asCourier)])
  for (const one of [alice, bob]) one.say({ type: 'subscribe', topics: [TOPIC] })
})

afterAll(async () => {
  for (const one of [alice, bob, eve]) one?.close()
  await Promise.all([here?.stop(), there?.stop()])
})

describe('two hubs', () => {
  it('find each other with nothing typed, once, and bring a word across', async () => {
    const took = await until(() => isUp(here) && isUp(there), 20_000, 'a connection')
    console.info(`found each other by multicast DNS after ${Math.round(took)} ms`)
    await bobHearsAlice()
    // The one with the lesser id waited, and did not dial as well.
    await new Promise(resolve => setTimeout(resolve, NEIGHBOURS.patience + 2000))
    const between = (hub: RunningHub, other: RunningHub) =>
      hub.seen()?.hubs.filter(one => one.way === 'found' && one.address === other.addresses()[0]) ?? []
    expect([...between(here, there), ...between(there, here)].map(one => one.state)).toEqual(['up'])
    expect([here.seen()?.multicast, there.seen()?.multicast]).toEqual(['heard', 'heard'])
    before = here.memory()
  })

  it('say nothing but a type, a port and a name made at this start', async () => {
    const ports = new Set([portOf(here), portOf(there)])
    const said = eve.heard.filter(({ packet }) => {
      const port = /[0-9a-f]{32}/.test(packet.toString('latin1'))
      return port && [...ports].some(one => packet.includes(Buffer.from([one >> 8, one & 255])))
    })
    expect(said.length).toBeGreaterThan(1)
    for (const { packet } of said) {
      const text = packet.toString('latin1')
      expect(packet.length).toBeLessThan(300)
      expect(text).not.toContain(hostname())
      expect(text).not.toContain(TOPIC)
      // All that can be read in it are these words and the id.
      const words = text.match(/[A-Za-z0-9_-]{4,}/g) ?? []
      const id = /[0-9a-f]{32}/.exec(text)?.[0] ?? ''
      for (const word of words) expect(['_kinfold', '_tcp', 'local', id]).toContain(word)
    }
    expect(idOf(here)).not.toBe(idOf(there))
  })
})

describe('strangers by multicast', () => {
  it('with packets that are none break nothing', async () => {
    const whole = announcement(someId(), 48_132)
    const odd = [
      Buffer.alloc(0),
      Buffer.from(nameOf(TYPE)),
      // A name that points at itself, and two at each other (RFC 1035, 4.1.4).
      Buffer.from([...header(0, 1), 0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 120, 0, 0, ...nameOf(TYPE)]),
      Buffer.from([...header(1, 0), 0xc0, 14, 0xc0, 12, 0, 12, 0, 1, ...nameOf(TYPE)]),
      // More records than it has, and fewer bytes than a record says.
      Buffer.from([...header(65_535, 65_535), ...nameOf(TYPE)]),
      ...Array.from(whole, (_, i) => whole.subarray(0, i)),
    ]
    for (const packet of odd) await eve.say(packet)
    for (let i = 0; i < 1500; i++) {
      const packet = Buffer.from(i % 3 === 0 ? randomBytes(randomInt(1, 600)) : whole)
      for (let n = 0; n < 4; n++) packet[randomInt(packet.length)] = randomInt(256)
      await eve.say(i % 5 === 0 ? Buffer.concat([packet, Buffer.from('_kinfold')]) : packet)
      if (i % 10 === 0) await new Promise(resolve => setTimeout(resolve, 10))
    }
    await bobHearsAlice()
  })

  it('are answered slowly, however much they ask', async () => {
    await new Promise(resolve => setTimeout(resolve, 6000))
    const from = eve.heard.length
    for (let i = 0; i < 300; i++) await eve.say(question(50))
    await new Promise(resolve => setTimeout(resolve, 2000))
    const answers = eve.heard
      .slice(from)
      .filter(({ from, packet }) => from === '127.0.0.1' && packet.includes('_kinfold'))
    expect(answers.length).toBeGreaterThan(0)
    expect(answers.length).toBeLessThan(60)
    await bobHearsAlice()
  })

  it('by 10,000 announcements from everywhere make no storm of dials and take no memory', async () => {
    const sockets = new Set<Socket>()
    const dials: string[] = []
    const trap: Server = createServer(socket => {
      dials.push(`${socket.remoteAddress}:${socket.remotePort}`)
      sockets.add(socket)
      // It never speaks.
      socket.on('error', () => {})
    })
    await new Promise<void>(resolve => trap.listen(0, '0.0.0.0', resolve))
    const port = (trap.address() as { port: number }).port
    const began = performance.now()
    for (let source = 0; source < 250; source++) {
      const one = await openSpeaker(`127.1.${source}.1`)
      for (let i = 0; i < 40; i++) await one.say(announcement(someId(), port))
      one.close()
    }
    await bobHearsAlice()
    await new Promise(resolve => setTimeout(resolve, 3000))
    const seconds = (performance.now() - began) / 1000
    console.info(
      `10,000 announcements in ${Math.round(seconds)} s: ${dials.length} dials by two hubs, ${Math.round((here.memory() - before) / 1024 / 1024)} MB more`,
    )
    expect(dials.length).toBeGreaterThan(0)
    // Each may dial so many at first, so many a second, and some of them again.
    expect(dials.length).toBeLessThan(2 * (2 * NEIGHBOURS.dials.burst + 2 * NEIGHBOURS.dials.rate * seconds))
    expect(here.seen()?.hubs.filter(one => one.way === 'found').length).toBeLessThanOrEqual(NEIGHBOURS.most)
    for (const socket of sockets) socket.destroy()
    trap.close()
    await bobHearsAlice()
  })

  it('who repeat what an honest hub said, or say goodbye for it, part nobody', async () => {
    const [first, second] = [idOf(here), idOf(there)]
    expect([first, second].every(id => /^[0-9a-f]{32}$/.test(id))).toBe(true)
    const replayed = eve.heard.filter(({ packet }) => packet.includes(first) || packet.includes(second))
    for (const { packet } of replayed.slice(0, 20)) await eve.say(packet)
    for (const [id, hub] of [
      [first, here],
      [second, there],
    ] as const) {
      await eve.say(announcement(id, portOf(hub), 0))
      await eve.say(announcement(id, 9))
    }
    await new Promise(resolve => setTimeout(resolve, 2000))
    expect([isUp(here), isUp(there)]).toEqual([true, true])
    await bobHearsAlice()
  })

  it('cannot lead a hub to an address that is not where they are', async () => {
    // It may say what it likes of addresses: it is looked for where it came from.
    await eve.say(announcement('0'.repeat(32), 9, 120, [192, 0, 2, 9]))
    const rows = () => here.seen()?.hubs ?? []
    await until(() => rows().some(({ address }) => address === '127.0.0.66:9'), 20_000, "a dial to Eve's")
    expect(rows().filter(({ address }) => address.includes('192.0.2'))).toEqual([])
  })

  it('have ended no hub, made it print nothing, and taken no memory worth speaking of', () => {
    expect([here.ended(), there.ended()]).toEqual([undefined, undefined])
    expect([...here.output, ...there.output]).toEqual([])
    expect(here.memory() - before).toBeLessThan(GROWTH)
  })
})

describe('a hub on its own', () => {
  it('says that multicast is refused where another program holds its port alone, and listens on', async () => {
    for (const one of [alice, bob, eve]) one.close()
    await Promise.all([here.stop(), there.stop()])
    const holder = await holdingAlone(5353)
    const [one, other] = await Promise.all([startHub(), startHub()])
    one.be({ listen: true, discover: true })
    await until(() => one.seen()?.multicast === 'blocked', 10_000, 'the word that it is refused')
    other.be({ dial: [...one.addresses()] })
    await until(() => isUp(other), 10_000, 'a connection by a typed address')
    holder.close()
    await until(() => one.seen()?.multicast === 'silent', 40_000, 'multicast, when nobody holds its port')
    one.be({ listen: true, discover: false })
    await until(() => one.seen()?.multicast === 'off', 5000, 'silence that was wished for')
    expect([...one.output, ...other.output]).toEqual([])
    await Promise.all([one.stop(), other.stop()])
  })

  it('is forgotten by the others as soon as it says goodbye, and found again when it is back', async () => {
    const [one, first] = await Promise.all([startHub(), startHub()])
    for (const hub of [one, first]) hub.be({ listen: true, discover: true })
    await until(() => isUp(one) && isUp(first), 15_000, 'a connection')
    await first.stop()
    await until(() => one.seen()?.hubs.length === 0, 10_000, 'an empty table')
    const second = await startHub()
    second.be({ listen: true, discover: true })
    await until(() => isUp(one) && isUp(second), 15_000, 'a connection with the one that is back')
    await Promise.all([one.stop(), second.stop()])
  })
})

/** Other tests of this computer may have Kinfolds that listen there just now: it is had when they are gone. */
async function holdingAlone(port: number): Promise<Datagrams> {
  for (let tries = 0; ; tries++) {
    const socket = createSocket('udp4')
    const held = await new Promise<boolean>(resolve => {
      socket.once('error', () => resolve(false))
      socket.bind({ port, address: '0.0.0.0' }, () => resolve(true))
    })
    if (held) return socket
    socket.close()
    if (tries > 400) throw new Error(`something else has port ${port} all the time`)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}
