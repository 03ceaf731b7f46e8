/** Keepers and lan processes, each a real process, and vaults that stand before them; all on loopback. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { chosenFolders } from '../../../src/main/vault/backup/chosen.ts'
import { type Live, openLive } from '../../../src/main/vault/circle/live/open.ts'
import { FromKeeper, type ToKeeper } from '../../../src/shared/contract/keeper.ts'
import type { ToLan } from '../../../src/shared/contract/lan.ts'
import type { VaultContract } from '../../../src/shared/contract/vault.ts'
import type { Args, Port, Value } from '../../../src/shared/contract/wire.ts'
import type { Person } from '../../unit/circle/people.ts'
import { until } from './device.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const lanModule = join(root, 'src/main/lan/index.ts')
const quiet = ['--disable-warning=ExperimentalWarning']

/** Hocuspocus and its SQLite extension as they are published: no hook, no limit, no setting but where. */
const STOCK = `
import { Server } from '@hocuspocus/server'
import { SQLite } from '@hocuspocus/extension-sqlite'
const [port, database] = process.argv.slice(1)
const server = new Server({ port: Number(port), address: '127.0.0.1', quiet: true, extensions: [new SQLite({ database })] })
await server.listen()
console.log('at ws://127.0.0.1:' + server.address.port)
`

export type RunningKeeper = Awaited<ReturnType<typeof startKeeper>>

/** `folder`: where it stood before. */
export async function startKeeper(
  kind: 'ours' | 'stock',
  { folder = mkdtempSync(join(tmpdir(), 'kinfold-keeper-')), port = 0, args = [] as string[] } = {},
) {
  const command =
    kind === 'ours'
      ? ['scripts/parts/keeper.mjs', '--data', folder, '--port', String(port), ...args]
      : ['--input-type=module', '-e', STOCK, String(port), join(folder, 'keeper.sqlite')]
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += data))
  const at = () => /ws:\/\/127\.0\.0\.1:(\d+)/.exec(output)
  await until(() => at() !== null || child.exitCode !== null, 20_000, `the keeper: ${output}`)
  return {
    url: at()?.[0] ?? '',
    port: Number(at()?.[1]),
    folder,
    pid: child.pid ?? 0,
    output: () => output,
    async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
      child.kill(signal)
      await until(() => child.exitCode !== null || child.signalCode !== null, 10_000, 'the end of the keeper')
    },
    wipe: () => {
      for (const end of ['', '-wal', '-shm', '-journal'])
        rmSync(join(folder, `keeper.sqlite${end}`), { force: true })
    },
  }
}

/** Passes on what is said between a lan process and a keeper, and counts what the keeper says, in bytes. */
export async function startCount(keeper: number) {
  let bytes = 0
  const server = createServer(near => {
    const far = connect(keeper, '127.0.0.1')
    far.on('data', data => {
      bytes += data.length
    })
    near.pipe(far).pipe(near)
    for (const one of [near, far])
      one.on('error', () => {
        near.destroy()
        far.destroy()
      })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** Since this was asked last. */
    said(): number {
      const all = bytes
      bytes = 0
      return all
    },
    end: async (): Promise<void> => void server.close(),
  }
}

/** A real lan process, and the vault's port to it. */
export function startLan() {
  const child: ChildProcess = fork(lanModule, [], {
    execArgv: quiet,
    silent: true,
    serialization: 'advanced',
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => output.push(String(data)))
  const heard: FromKeeper[] = []
  let receive: (message: unknown) => void = () => {}
  child.on('message', (message: { over?: unknown }) => {
    if (!('over' in message)) return
    heard.push(v.parse(FromKeeper, message.over))
    receive(message.over)
  })
  const configuration: ToLan = {
    kind: 'configure',
    listen: false,
    interfaces: 'loopback',
    only: null,
    discover: false,
    dial: [],
    signalling: [],
    wide: { hubs: [], topics: [] },
    hidden: [],
  }
  child.send(configuration)
  child.send({ kind: 'vault' } satisfies ToLan)
  const port: Port = {
    post: over => child.connected && child.send({ over }),
    listen: to => {
      receive = to
    },
    close: () => {},
  }
  return {
    port,
    pid: child.pid ?? 0,
    heard,
    output,
    tell: (message: ToKeeper) => port.post(message),
    async end(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.send({ kind: 'stop' } satisfies ToLan)
      await until(() => child.exitCode !== null || child.signalCode !== null, 5000, 'the end of the lan')
    },
  }
}

type Name = Extract<keyof VaultContract['calls'], `circle.${string}` | `keeper.${string}` | `note.${string}`>

/** A person's desk: the vault on their rows, and their computer's lan process, as long as the program is open. */
export function openDesk({ db }: Person) {
  const lan = startLan()
  const live: Live = openLive({
    dir: join(tmpdir(), `kinfold-desk-${process.pid}`, 'vault'),
    places: chosenFolders(),
    db: db as never,
    clock: { now: Date.now },
    tell: () => {},
    erased: () => {},
    network: () => {},
    again: () => {},
    alive: () => {},
    given: () => {},
    keeping: { soon: 100, grace: 300 },
  })
  live.onKeeper(lan.port)
  return {
    lan,
    async call<N extends Name>(name: N, args: Args<VaultContract, N>): Promise<Value<VaultContract, N>> {
      const answer = await live.handlers[name](args as never)
      if (!answer.ok) throw new Error(`${name}: ${answer.fault}`)
      return answer.value as Value<VaultContract, N>
    },
    async end(): Promise<void> {
      live.close()
      await lan.end()
    },
  }
}
export type Desk = ReturnType<typeof openDesk>
