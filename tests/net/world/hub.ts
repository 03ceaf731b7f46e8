/** A real lan process, forked from its source, and the sockets that friends and strangers open to it. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ClientOptions, WebSocket } from 'ws'
import type { FromLan, NetworkSeen, ToLan } from '../../../src/shared/contract/lan.ts'
import { until } from './device.ts'

const entry = fileURLToPath(new URL('../../../src/main/lan/index.ts', import.meta.url))

export type RunningHub = Awaited<ReturnType<typeof startHub>>

export type HubConfiguration = Omit<Extract<ToLan, { kind: 'configure' }>, 'kind'>

/** `host`: the network namespace it stands in, made by hosts.ts. */
export type Start = { readonly args?: readonly string[]; readonly host?: string | undefined }

export const startHub = (...args: string[]) => startHubAt({ args })

export async function startHubAt({ args = [], host }: Start) {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', entry, ...args]
  // `ip netns exec` becomes the program that it starts: the child is the hub itself, with its channel.
  const [command = '', ...rest] = host === undefined ? node : ['ip', 'netns', 'exec', host, ...node]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const news: FromLan[] = []
  const output: string[] = []
  let ended: number | string | undefined
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => output.push(String(data)))
  child.on('message', message => news.push(message as FromLan))
  child.on('exit', (code, signal) => {
    ended = code ?? signal ?? 'ended'
  })
  const ready = () => news.find(one => one.kind === 'ready')
  await until(() => ready() !== undefined || ended !== undefined, 10_000, 'the hub')
  const url = ready()?.url ?? ''
  const be = (change: Partial<HubConfiguration>): void =>
    void child.send({
      kind: 'configure',
      listen: false,
      interfaces: 'loopback',
      only: null,
      discover: false,
      dial: [],
      signalling: [],
      wide: { hubs: [], topics: [] },
      hidden: [],
      ...change,
    } satisfies ToLan)
  return {
    be,
    seen: (): NetworkSeen | undefined => news.filter(one => one.kind === 'seen').at(-1)?.network,
    /** Bytes of memory that the process has now (Linux); 0 elsewhere. */
    memory: (): number => {
      if (process.platform !== 'linux') return 0
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    },
    signal: (name: NodeJS.Signals) => void child.kill(name),
    url,
    pid: child.pid,
    news,
    /** What the process printed: nothing, if all is well. */
    output,
    ended: () => ended,
    addresses: (): readonly string[] => news.filter(one => one.kind === 'listening').at(-1)?.addresses ?? [],
    configure: (dial: readonly string[], listen: boolean) => be({ dial: [...dial], listen }),
    again: () => void child.send({ kind: 'again' } satisfies ToLan),
    async stop(): Promise<void> {
      if (ended === undefined && child.connected) child.send({ kind: 'stop' } satisfies ToLan)
      await until(() => ended !== undefined, 5000, 'the end of the hub')
    },
  }
}

export type Caller = Awaited<ReturnType<typeof call>>

/** Opens a socket and waits until it is open or refused. `refused` is the HTTP status, if any. */
export async function call(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, options)
  const heard: string[] = []
  let state: 'dialling' | 'open' | 'closed' = 'dialling'
  let refused: number | undefined
  let code: number | undefined
  socket.on('message', data => heard.push(String(data)))
  socket.on('unexpected-response', (_request, response) => {
    refused = response.statusCode
    socket.terminate()
  })
  socket.on('error', () => {})
  socket.on('open', () => {
    state = 'open'
  })
  socket.on('close', closed => {
    state = 'closed'
    code = closed
  })
  await until(() => state !== 'dialling', 6000, 'an answer')
  return {
    socket,
    heard,
    isOpen: () => state === 'open',
    refused: () => refused,
    code: () => code,
    say: (message: unknown) => socket.send(JSON.stringify(message)),
    /** Messages heard so far, read. */
    messages: () => heard.map(text => JSON.parse(text) as Record<string, unknown>),
    close: () => socket.terminate(),
  }
}

export const asCourier: ClientOptions = { origin: 'app://courier' }
