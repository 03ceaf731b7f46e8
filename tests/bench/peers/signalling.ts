/** The signalling server that y-webrtc brings (bin/server.js), in as few lines: topics, and what is published to them. */
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

type Told = { type?: string; topics?: string[]; topic?: string }

export async function signalling(): Promise<{ url: string } & Disposable> {
  const topics = new Map<string, Set<WebSocket>>()
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', socket => {
    socket.on('message', data => {
      const told = JSON.parse(String(data)) as Told
      if (told.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }))
      for (const topic of told.type === 'subscribe' ? (told.topics ?? []) : [])
        topics.set(topic, (topics.get(topic) ?? new Set()).add(socket))
      if (told.type !== 'publish') return
      const all = topics.get(told.topic ?? '') ?? new Set()
      for (const other of all) other.send(JSON.stringify({ ...told, clients: all.size }))
    })
    socket.on('close', () => {
      for (const all of topics.values()) all.delete(socket)
    })
  })
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    [Symbol.dispose]: () => {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}
