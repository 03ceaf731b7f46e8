import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { mayEnterAsHub } from '../../../src/main/lan/door.ts'
import { LIMITS } from '../../../src/main/lan/message.ts'
import { type Serving, serve } from '../../../src/main/lan/serve.ts'

const UPGRADE = 'GET /kinfold/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
const KEY = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
const SEATS = 4

let serving: Serving
let strangers: Socket[]
let friends: WebSocket[]

beforeEach(async () => {
  strangers = []
  friends = []
  serving = await serve({
    host: '127.0.0.1',
    port: 0,
    largest: 1000,
    seats: SEATS,
    admits: mayEnterAsHub,
    enter: socket => socket.send('welcome'),
  })
})
afterEach(() => {
  for (const stranger of strangers) stranger.destroy()
  for (const friend of friends) friend.terminate()
  serving.close()
})

/** Says it, and never hangs up. What it was answered until the other side had no more to say. */
function stranger(said: string): Promise<string> {
  const socket = connect({ port: serving.port, host: '127.0.0.1', allowHalfOpen: true })
  strangers.push(socket)
  let answer = ''
  socket.on('data', data => {
    answer += String(data)
  })
  return new Promise((resolve, reject) => {
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
    socket.write(said)
  })
}

/** What a hub that may come in is told first. */
function friend(): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${serving.port}/kinfold/1`)
  friends.push(socket)
  return new Promise((resolve, reject) => {
    socket.on('message', data => resolve(String(data)))
    socket.on('error', reject)
  })
}

describe('strangers at the door who never hang up', () => {
  it.each([
    ['from a web page', `${UPGRADE}${KEY}Origin: https://example.org\r\n\r\n`, 403],
    ['from a web page, with more behind it', `${UPGRADE}${KEY}Origin: null\r\n\r\n${'x'.repeat(5000)}`, 403],
    ['with a handshake that is none', `${UPGRADE}Sec-WebSocket-Version: 13\r\n\r\n`, 400],
    ['with a plain request', 'GET /kinfold/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', 403],
    ['with garbage', '\0\x01\x02 no HTTP at all\r\n\r\n', 400],
  ])('%s are answered, shown out, and take no place', async (_how, said, status) => {
    // As many connections as there may be, and then some.
    for (let i = 0; i < LIMITS.connections * 2 + SEATS; i++)
      expect(await stranger(said)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(await friend()).toBe('welcome')
  })

  it('because all seats are taken are told so, and a seat that is left is free again', async () => {
    for (let i = 0; i < SEATS; i++) await friend()
    for (let i = 0; i < LIMITS.connections * 2; i++)
      expect(await stranger(`${UPGRADE}${KEY}\r\n`)).toMatch(/^HTTP\/1.1 503 /)
    friends[0]?.close()
    expect(await vi.waitFor(friend, 20_000)).toBe('welcome')
  })
})
