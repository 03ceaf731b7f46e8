/** A real vault process for a test: forked as the relay does it, asked through the contract. */
import { type ChildProcess, fork } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FromVault, ToVault } from '../../src/shared/contract/shell.ts'
import { type VaultContract, vaultContract } from '../../src/shared/contract/vault.ts'
import { type Asking, ask, type Port } from '../../src/shared/contract/wire.ts'
import type { Day } from '../../src/shared/journal/day.ts'
import type { Writing } from '../../src/shared/writing/writing.ts'

/** Dozens of processes read the same sources: Node keeps what it compiled. */
const COMPILED = fileURLToPath(new URL('../../out/tests/compiled', import.meta.url))
/** A whole run starts the program that ships, which is sooner there; a single file is run on its sources, built or not. */
/** A thread knows of that folder only if it is told: half of what an opening takes here is else compiling. */
const TOLD = `data:text/javascript,${encodeURIComponent(
  `import { enableCompileCache } from 'node:module'; enableCompileCache(${JSON.stringify(COMPILED)})`,
)}`
const ENTRY = fileURLToPath(
  new URL(
    process.env['KINFOLD_RUN'] ? '../../out/main/vault.cjs' : '../../src/main/vault/index.ts',
    import.meta.url,
  ),
)

export const PASSPHRASE = 'the kettle sings at dawn'

/** A folder for one test, removed afterwards. */
export function home(): { dir: string; vault: string } & Disposable {
  const dir = fs.mkdtempSync(join(tmpdir(), 'kinfold-'))
  return {
    dir,
    vault: join(dir, 'vault'),
    [Symbol.dispose]: () => fs.rmSync(dir, { recursive: true, force: true }),
  }
}

export type Running = {
  readonly face: Asking<VaultContract>
  readonly process: ChildProcess
  readonly fromVault: FromVault[]
  /** A port by name, as the shell hands it over. */
  hand(name: 'face' | 'courier' | 'shell'): Port
  toVault(message: ToVault): void
  /** As the shell locks: commit, wipe, end. Resolves to the exit code. */
  lock(): Promise<number | null>
  kill(): Promise<void>
  readonly ended: Promise<number | null>
  readonly stderr: () => string
}

export type Start = { args?: string[]; env?: Record<string, string>; execPath?: string; execArgv?: string[] }

/** Starts the vault of a profile under the Node that runs this test. */
export function start(
  profile: string,
  { args = [], env = {}, execPath, execArgv = [] }: Start = {},
): Running {
  const child = fork(ENTRY, [`--profile=${profile}`, '--kdf=test', ...args], {
    execPath: execPath ?? process.execPath,
    execArgv: ['--import', TOLD, ...execArgv],
    env: { NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  // An answer may still be in the pipe when the process has ended: the pipe's own end comes after it.
  const silent = new Promise<void>(resolve => child.once('disconnect', resolve))
  const ended = new Promise<number | null>(resolve =>
    child.once('exit', code => resolve(silent.then(() => code))),
  )
  const channels = new Map<number, (message: unknown) => void>()
  child.on('message', data => {
    const { channel, message } = data as { channel: number; message?: unknown }
    channels.get(channel)?.(message)
  })
  const send = (piped: object): void => {
    if (child.connected) child.send(piped, () => {})
  }
  const hand = (name: string): Port => {
    const channel = channels.size + 1
    channels.set(channel, () => {})
    send({ channel, name })
    return {
      post: message => send({ channel, message }),
      listen: receive => void channels.set(channel, receive),
      close: () => send({ channel, closed: true }),
    }
  }
  const fromVault: FromVault[] = []
  const shell = hand('shell')
  shell.listen(message => fromVault.push(message as FromVault))
  const face = ask(vaultContract, hand('face'))
  void ended.then(() => face.end())
  return {
    face,
    process: child,
    fromVault,
    hand,
    toVault: message => shell.post(message),
    lock: () => {
      shell.post({ kind: 'close' })
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    ended,
    stderr: () => said,
  }
}

/** A vault with its passphrase set, open. */
export async function founded(profile: string, how: Start = {}): Promise<Running> {
  const running = start(profile, how)
  const made = await running.face.ask('vault.create', { passphrase: PASSPHRASE })
  if (!made.ok) throw new Error(`not created: ${made.fault} ${running.stderr()}`)
  return running
}

/** The vault of a profile, opened again. */
export async function reopened(profile: string, how: Start = {}): Promise<Running> {
  const running = start(profile, how)
  const opened = await running.face.ask('vault.unlock', { passphrase: PASSPHRASE })
  if (!opened.ok) throw new Error(`not opened: ${opened.fault} ${running.stderr()}`)
  return running
}

export const day = (text: string): Day => text as Day
export const id = (n: number): string => n.toString(16).padStart(32, '0')
export const says = (...lines: string[]): Writing => ({
  type: 'doc',
  content: lines.map(text => ({ type: 'block', content: [{ type: 'text', text }] })),
})
