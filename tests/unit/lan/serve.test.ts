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
/** Ports of those at the other end who are of use, and addresses where somebody is looked for. */
let useful: Set<number>
let awaited: Set<string>
let came: number[]

beforeEach(async () => {
  useful = new Set()
  awaited = new Set()
  came = []
  strangers = []
  friends = []
  serving = await serve({
    host: '127.0.0.1',
    port: 0,
    largest: 1000,
    seats: SEATS,
    perAddress: LIMITS.perAddress,
    awaits: from => awaited.has(from),
    admits: mayEnterAsHub,
    enter(socket, _from, port) {
      came.push(port)
      socket.send('welcome')
      return () => useful.has(port)
    },
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
function friend(localAddress = '127.0.0.1'): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${serving.port}/kinfold/1`, { localAddress })
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
    useful = new Set(came)
    for (let i = 0; i < LIMITS.connections * 2; i++)
      expect(await stranger(`${UPGRADE}${KEY}\r\n`)).toMatch(/^HTTP\/1.1 503 /)
    friends[0]?.close()
    expect(await vi.waitFor(() => friend(), 20_000)).toBe('welcome')
  })
})

const isOpen = (one: WebSocket): boolean => one.readyState === WebSocket.OPEN

describe('where all seats are taken', () => {
  it('whoever is of no use makes way, the first of the address that has most of them', async () => {
    for (const from of ['127.0.0.2', '127.0.0.3', '127.0.0.3', '127.0.0.4']) await friend(from)
    useful.add(came[3]!)
    expect(await friend('127.0.0.5')).toBe('welcome')
    await vi.waitFor(() => expect(friends.map(isOpen)).toEqual([true, false, true, true, true]), 5000)
    // One each: the one who came first.
    expect(await friend('127.0.0.6')).toBe('welcome')
    await vi.waitFor(() => expect(friends.map(isOpen)).toEqual([false, false, true, true, true, true]), 5000)
  })

  it('somebody at an address where we look for them has one all the same, and keeps it', async () => {
    for (let i = 0; i < SEATS; i++) await friend('127.0.0.2')
    useful = new Set(came)
    await expect(friend('127.0.0.3')).rejects.toThrow('503')
    awaited.add('127.0.0.3')
    expect(await friend('127.0.0.3')).toBe('welcome')
    await expect(friend('127.0.0.4')).rejects.toThrow('503')
    expect(isOpen(friends[SEATS + 1]!)).toBe(true)
    // Not without end.
    for (let i = 1; i < LIMITS.awaited; i++) expect(await friend('127.0.0.3')).toBe('welcome')
    await expect(friend('127.0.0.3')).rejects.toThrow()
  })
})

it('has no more from one address than may be, said or unsaid, so that who only knocks keeps nobody out', async () => {
  let open = 0
  for (let i = 0; i < LIMITS.connections * 2; i++) {
    const socket = connect({ port: serving.port, host: '127.0.0.1', localAddress: '127.0.0.2' })
    strangers.push(socket)
    socket.on('error', () => {})
    socket.on('connect', () => {
      open += 1
      socket.write('GET /kinfold/1 HTTP/1.1\r\n')
    })
    socket.on('close', () => {
      open -= 1
    })
  }
  await vi.waitFor(() => expect(open).toBe(LIMITS.perAddress), 3000)
  expect(await friend()).toBe('welcome')
})
