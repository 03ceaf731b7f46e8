/** Real y-webrtc, over connections that never open: somebody who knows one room offers under ever new names. */
import { randomBytes, randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { openRooms } from '../../../src/renderer/courier/rooms.ts'
import type { CourierRoom } from '../../../src/shared/contract/courier.ts'

type Said = { type: string; from: string }
const crypt: {
  deriveKey: (secret: string, room: string) => Promise<CryptoKey>
  encryptJson: (value: object, key: CryptoKey) => Promise<Uint8Array>
  decryptJson: (bytes: Uint8Array, key: CryptoKey) => Promise<Said>
} = await import(pathToFileURL('node_modules/y-webrtc/src/crypto.js').href)

/** Connections that are there, and those that were answered. */
let alive = 0
let answered = 0
let opening = false
class Channel extends EventTarget {
  readyState = 'connecting'
  bufferedAmount = 0
  label = 'x'
  onopen: (() => void) | undefined
  constructor() {
    super()
    if (opening)
      setTimeout(() => {
        this.readyState = 'open'
        this.onopen?.()
      }, 5)
  }
  send(): void {}
  close(): void {}
}
class Connection extends EventTarget {
  remoteDescription = null
  localDescription = null
  iceConnectionState = 'new'
  iceGatheringState = 'new'
  signalingState = 'stable'
  connectionState = 'new'
  #closed = false
  constructor() {
    super()
    alive++
  }
  createDataChannel(): Channel {
    return new Channel()
  }
  async createOffer() {
    return { type: 'offer', sdp: 'v=0\r\n' }
  }
  async createAnswer() {
    return { type: 'answer', sdp: 'v=0\r\n' }
  }
  async setLocalDescription(): Promise<void> {}
  async setRemoteDescription(description: never): Promise<void> {
    this.remoteDescription = description
    answered++
  }
  async addIceCandidate(): Promise<void> {}
  getTransceivers() {
    return []
  }
  close(): void {
    if (!this.#closed) alive--
    this.#closed = true
  }
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
const announced = new Map<string, string>()
let courier: WebSocket
beforeAll(async () => {
  if (!server.address()) await new Promise(done => server.once('listening', done))
  server.on('connection', socket => {
    courier = socket
    socket.on('message', text => {
      const { type, topic, data } = JSON.parse(String(text)) as { type: string; topic: string; data: string }
      if (type === 'publish') announced.set(topic, data)
      if (type === 'ping') socket.send('{"type":"pong"}')
    })
  })
})
afterAll(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

async function until(true_: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !true_(); i++) await new Promise(done => setTimeout(done, 50))
  expect(true_()).toBe(true)
}

const room = (): CourierRoom => {
  const secret = () => randomBytes(32).toString('base64url')
  return { name: secret(), password: secret(), reach: 'local', ice: [], relay: false }
}
function seat(all: readonly CourierRoom[]) {
  const { port } = server.address() as { port: number }
  const realm = {
    RTCPeerConnection: Connection,
    RTCSessionDescription: class {},
    RTCIceCandidate: class {},
  } as never
  const rooms = openRooms({
    hub: `ws://127.0.0.1:${port}/`,
    realm,
    connections: () => Connection as never,
    tell: () => {},
    // The watchdog takes nothing down.
    now: () => 0,
    chance: () => 0.5,
  })
  announced.clear()
  rooms.be(all)
  return rooms
}
async function offers({ name, password }: CourierRoom, count: number): Promise<void> {
  const key = await crypt.deriveKey(password, name)
  const data = new Uint8Array(Buffer.from(announced.get(name) ?? '', 'base64'))
  const { from: to } = await crypt.decryptJson(data, key)
  for (let i = 0; i < count; i++) {
    const signal = { type: 'offer', sdp: 'v=0\r\n' }
    const said = { type: 'signal', to, from: randomUUID(), token: i, signal }
    const sealed = Buffer.from(await crypt.encryptJson(said, key)).toString('base64')
    courier.send(JSON.stringify({ type: 'publish', topic: name, data: sealed }))
  }
}

it('gives whoever offers under ever new names a few places in the room that they know, and none in another', async () => {
  const [known, other] = [room(), room()]
  const rooms = seat([known, other])
  await until(() => announced.size === 2)
  await offers(known, 600)
  await until(() => answered >= 24)
  await offers(other, 1)
  await until(() => answered >= 25)
  expect([alive, answered]).toEqual([25, 25])
  rooms.be([])
  await until(() => alive === 0)
}, 60_000)

it('leaves a place in every room, however many connections open in the others', async () => {
  opening = true
  answered = 0
  const all = Array.from({ length: 11 }, room)
  const rooms = seat(all)
  await until(() => announced.size === all.length)
  const [other, ...known] = all
  for (let round = 0; round < 6; round++) {
    for (const one of known) await offers(one, 15)
    await new Promise(done => setTimeout(done, 150))
  }
  const before = answered
  expect(before).toBeGreaterThan(300)
  expect(alive).toBeLessThanOrEqual(480)
  if (other) await offers(other, 3)
  await until(() => answered >= before + 3)
  expect(alive).toBeLessThanOrEqual(480)
  rooms.be([])
  await until(() => alive === 0)
  opening = false
}, 60_000)
