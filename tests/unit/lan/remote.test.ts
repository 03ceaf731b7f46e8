import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { openHub } from '../../../src/main/lan/hub.ts'
import { openLinks } from '../../../src/main/lan/links.ts'
import { greet } from '../../../src/main/lan/remote.ts'

function wire() {
  const said: Record<string, unknown>[] = []
  const ended: number[] = []
  const socket = Object.assign(new EventEmitter(), {
    ...{ OPEN: 1, readyState: 1, bufferedAmount: 0 },
    send: (text: string) => said.push(JSON.parse(text) as Record<string, unknown>),
    close: (code: number) => {
      ended.push(code)
      socket.emit('close')
    },
    terminate: () => socket.emit('close'),
    ping: () => {},
  })
  const hear = (message: object): void => void socket.emit('message', JSON.stringify(message), false)
  return { said, ended, socket: socket as unknown as WebSocket, hear }
}

const ourselves = () => ({
  ...{ hub: openHub(), links: openLinks(Date.now, () => {}), id: 'a'.repeat(32), nonces: new Set<string>() },
  ...{ now: () => performance.now(), chance: Math.random, mayHear: () => true },
})
const hello = (nonce: unknown) => ({ kind: 'hello', version: 1, hub: 'e'.repeat(32), nonce })
const end = { host: '127.0.0.1', port: 1 } as const

it('lets nobody who stands between pass its own words on to it', () => {
  const us = ourselves()
  const [out, back] = [wire(), wire()]
  greet(out.socket, { role: 'dialler', ...end }, us)
  greet(back.socket, { role: 'answerer', ...end }, us)
  // Eve gives each the nonce of the other: both would call the same topic by the same tag.
  back.hear(hello(out.said[0]?.['nonce']))
  expect(back.ended).toEqual([1008])
  out.hear(hello('b'.repeat(32)))
  expect(out.ended).toEqual([])
  const later = wire()
  greet(later.socket, { role: 'answerer', ...end }, us)
  later.hear(hello(back.said[0]?.['nonce']))
  expect(later.ended).toEqual([])
  for (const one of [out, later]) one.socket.close(1000)
  expect([...us.nonces]).toEqual([])
})
