/** Two people's couriers on one computer: they meet through their hubs, carry what they are given, and meet again. */
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { tagOf } from '../../src/main/lan/tag.ts'
import { equal } from '../../src/shared/bytes.ts'
import { type Device, received, until } from './world/device.ts'
import { call } from './world/hub.ts'
import { openTwo, someRoom, type Two } from './world/two.ts'

let two: Two
let alice: Device
let bob: Device

beforeAll(async () => {
  two = await openTwo()
  ;({ alice, bob } = two)
}, 60_000)

afterAll(() => two?.[Symbol.asyncDispose]())

afterEach(() => two.empty())

async function meet(room = someRoom()) {
  alice.rooms(room)
  bob.rooms(room)
  await until(two.areTogether, 20_000, 'a link')
  const [a] = alice.open()
  const [b] = bob.open()
  if (!a || !b) throw new Error('no link')
  return { room, a, b }
}

/** Chromium's own sentence where a socket went just as something was to be sent; it tells nothing of anybody. */
const said = (line: string): boolean => line !== 'WebSocket is already in CLOSING or CLOSED state.'

describe('two couriers', () => {
  it('meet through two hubs of which one dialled the other', async () => {
    const { room, a, b } = await meet()
    expect(a.room).toBe(room.name)
    expect(b.room).toBe(room.name)
    expect(a.initiator).not.toBe(b.initiator)
  })

  it('carry 300 KB and 5 MB whole and in order, both ways at once', async () => {
    const { a, b } = await meet()
    for (const size of [300_000, 5_000_000]) {
      a.frames.length = b.frames.length = 0
      const [fromAlice, fromBob] = [randomBytes(size), randomBytes(size)]
      await Promise.all([alice.send(a, fromAlice), bob.send(b, fromBob)])
      const there = () => received(a).length >= size && received(b).length >= size
      await until(() => a.frames.length >= size / 16_384 && there(), 30_000, `${size} bytes`)
      expect(equal(received(b), fromAlice)).toBe(true)
      expect(equal(received(a), fromBob)).toBe(true)
    }
    await until(() => a.credit === 64 && b.credit === 64, 20_000, 'all the credit back')
  })

  it('find each other again after each of 20 drops, whichever side it falls on', async () => {
    const { room } = await meet()
    const times: number[] = []
    for (let drop = 0; drop < 20; drop++) {
      const before = [...alice.links.keys(), ...bob.links.keys()]
      const someone = drop % 2 === 0 ? alice : bob
      const isOver = () => before.every(link => !alice.links.has(link) && !bob.links.has(link))
      if (drop % 4 < 2) someone.drop(someone.open()[0]?.link ?? '')
      else {
        someone.rooms()
        await until(isOver, 20_000, `the end of link ${drop}`)
        someone.rooms(room)
      }
      const start = performance.now()
      await until(isOver, 20_000, `the end of link ${drop}`)
      await until(two.areTogether, 20_000, `link ${drop + 1}`)
      times.push(Math.round(performance.now() - start))
      const [a, b] = [alice.open()[0], bob.open()[0]]
      expect(a?.initiator).not.toBe(b?.initiator)
    }
    console.info(`20 drops, milliseconds until together again: ${times.join(' ')}`)
    expect(new Set(alice.closed).size).toBe(alice.closed.length)
    expect(new Set(bob.closed).size).toBe(bob.closed.length)
  }, 120_000)

  it('meet in several rooms at once, and leave one without leaving the other', async () => {
    const [family, friends] = [someRoom(), someRoom()]
    alice.rooms(family, friends)
    bob.rooms(family, friends)
    await until(() => alice.links.size === 2 && bob.links.size === 2, 20_000, 'two links')
    const kept = alice.open().find(link => link.room === friends.name)?.link ?? ''
    alice.rooms(friends)
    await until(two.areTogether, 20_000, 'one link')
    expect([...alice.links.keys()]).toEqual([kept])
  })

  it('meet Carol too, each of the three with each, and give every frame once to every other', async () => {
    bob.configure(alice.addresses(), true)
    await until(() => bob.addresses().length > 0, 20_000, "an address of Bob's")
    const carol = await two.openOne()
    try {
      carol.configure([...alice.addresses(), ...bob.addresses()])
      const room = someRoom()
      const all = [alice, bob, carol]
      for (const one of all) one.rooms(room)
      await until(() => all.every(one => one.links.size === 2), 20_000, 'three pairs')
      for (const link of alice.open()) await alice.send(link, new Uint8Array([1, 2, 3]))
      await until(
        () => [bob, carol].every(one => one.open().some(link => link.frames.length > 0)),
        20_000,
        'a frame',
      )
      await new Promise(resolve => setTimeout(resolve, 500))
      // Nobody says it again: an edit costs N - 1 frames, not N times as many.
      const frames = all.map(one => one.open().reduce((sum, link) => sum + link.frames.length, 0))
      expect(frames).toEqual([0, 1, 1])
      expect(carol.console).toEqual([])
    } finally {
      await carol.close()
      bob.configure(alice.addresses())
    }
  })

  it('leave Eve, who knows the name of the room but not its password, outside, and stay in touch', async () => {
    const eve = await two.openOne()
    try {
      eve.configure(alice.addresses())
      const room = someRoom()
      alice.rooms(room)
      eve.rooms({ name: room.name, password: 'not the password' })
      await new Promise(resolve => setTimeout(resolve, 3000))
      bob.rooms(room)
      await until(two.areTogether, 20_000, 'a link')
      // Longer than a watchdog's patience and an announcement: time enough for a mistake.
      await new Promise(resolve => setTimeout(resolve, 8000))
      expect(eve.lan).toContainEqual({ kind: 'dialled', address: alice.addresses()[0], state: 'up' })
      expect([eve.links.size, alice.links.size, bob.links.size]).toEqual([0, 1, 1])
    } finally {
      await eve.close()
    }
  })

  it('shrug at what Eve, who knows the name of the room, makes up and sends to their hub', async () => {
    const { room, a } = await meet()
    const eve = await call(`ws://${alice.addresses()[0]}/kinfold/1`)
    const nonce = randomBytes(16).toString('hex')
    eve.say({ kind: 'hello', version: 1, hub: randomBytes(16).toString('hex'), nonce })
    await until(() => eve.heard.length > 0, 20_000, 'a hello')
    const tag = tagOf('dialler', nonce, String(eve.messages()[0]?.['nonce']), room.name)
    const say = (data: string) => eve.say({ kind: 'publish', id: randomBytes(16).toString('hex'), tag, data })
    const sealed = (...rest: number[]) =>
      Buffer.from([7, ...Buffer.from('AES-GCM'), ...rest]).toString('base64')
    for (const data of ['', '=', 'no base64 at all!', '\u0000', 'AAAA', '{"type":"announce","from":"eve"}'])
      say(data)
    for (const data of [
      sealed(),
      sealed(12),
      sealed(0, 0),
      sealed(255, 255, 255, 255, 255, 255, 255, 255, 127),
    ])
      say(data)
    say(sealed(12, ...randomBytes(12), 30, ...randomBytes(30)))
    for (let i = 0; i < 300; i++) say(randomBytes(i).toString('base64'))
    eve.say({ kind: 'want', tags: [] })
    await new Promise(resolve => setTimeout(resolve, 1500))
    expect(eve.isOpen()).toBe(true)
    eve.close()
    expect([...alice.links.keys()]).toEqual([a.link])
    expect([...alice.console, ...bob.console].filter(said)).toEqual([])
  })

  it("do not take up what Eve, who has the room's key, says in the carrier's own document", async () => {
    // Every message on a channel that is not ours, as Alice and Bob send it.
    const listen = `(() => {
      window.spoken = []
      const send = RTCDataChannel.prototype.send
      RTCDataChannel.prototype.send = function (data) {
        if (this.label !== 'kinfold/1') { window.carrier = this; spoken.push(data.byteLength) }
        return send.call(this, data)
      }
    })()`
    await Promise.all([alice.evaluate(listen), bob.evaluate(listen)])
    const { a } = await meet()
    await until(() => bob.links.size === 1, 20_000, 'a link')
    expect(
      await alice.evaluate(`new Promise(done => setTimeout(() => done(typeof window.carrier), 500))`),
    ).toBe('object')
    const before = await bob.evaluate('spoken.length')
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'read me')
    const update = Y.encodeStateAsUpdate(doc)
    // last frame | sync | update | length | bytes: y-webrtc would take it up and say it again to everyone.
    const words = [1, 0, 2, update.length, ...update]
    expect(update.length).toBeLessThan(128)
    await alice.evaluate(`carrier.send(new Uint8Array(${JSON.stringify(words)}))`)
    await alice.send(a, new Uint8Array(17))
    await until(() => bob.open()[0]?.frames.length === 1, 20_000, 'a frame')
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await bob.evaluate('spoken.length')).toBe(before)
  })
})

describe('a courier page', () => {
  it('throws before it would ask a STUN or TURN server that nobody configured', async () => {
    const ask = (config: string) =>
      alice.evaluate(
        `(() => { try { new RTCPeerConnection(${config}).close(); return 'made' } catch (e) { return e.message } })()`,
      )
    expect(await ask(`{ iceServers: [{ urls: 'stun:192.0.2.1' }] }`)).toMatch(/nobody configured/)
    expect(
      await ask(`{ iceServers: [{ urls: ['turn:192.0.2.1'], username: 'a', credential: 'b' }] }`),
    ).toMatch(/nobody configured/)
    expect(await ask('{ iceServers: [] }')).toBe('made')
    expect(
      await alice.evaluate(`(() => { const c = new RTCPeerConnection()
        try { c.setConfiguration({ iceServers: [{ urls: 'stun:192.0.2.1' }] }); return 'set' } catch (e) { return e.message } })()`),
    ).toMatch(/nobody configured/)
  })

  it('says nothing on its console, not even of messages it could not open', () => {
    expect([...alice.console, ...bob.console].filter(said)).toEqual([])
  })
})
