/** y-webrtc's own signalling server, as it is, and one that writes down what it is told and says what a test wants. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type WebSocket, WebSocketServer } from 'ws'
import { until } from './device.ts'

const stock = fileURLToPath(new URL('../../../node_modules/y-webrtc/bin/server.js', import.meta.url))

/** The server listens everywhere; outside a host of the tests it is held to loopback, before its first line. */
const onLoopback = `data:text/javascript,import net from 'node:net'
const { listen } = net.Server.prototype
net.Server.prototype.listen = function (port) { return listen.call(this, Number(port), '127.0.0.1') }`.replaceAll(
  '\n',
  ';',
)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** `host`: the network namespace it stands in. Else on loopback, at `port` or any. */
export async function startStock(host?: string, port?: number) {
  const at = port ?? (host === undefined ? await freePort() : 4444)
  const node = [process.execPath, ...(host === undefined ? ['--import', onLoopback] : []), stock]
  const [command = '', ...rest] = host === undefined ? node : ['ip', 'netns', 'exec', host, ...node]
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: String(at) },
  })
  let running = false
  child.stdout.on('data', () => {
    running = true
  })
  await until(() => running, 10_000, 'the server')
  return {
    port: at,
    url: `ws://127.0.0.1:${at}`,
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill()
      await gone
    },
  }
}

/** Passes nothing on; `calls` are the hubs that are there now, `told` is every text that came. */
export async function startRecording() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise(resolve => server.once('listening', resolve))
  const told: string[] = []
  let dialled = 0
  server.on('connection', socket => {
    dialled += 1
    socket.on('error', () => {})
    socket.on('message', data => told.push(String(data)))
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
    told,
    dialled: () => dialled,
    calls: (): WebSocket[] => [...server.clients],
    stop(): void {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
