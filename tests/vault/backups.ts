/** What tests of backups need: to look inside a vault folder, and to cut the power between any two steps on the disk. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { enter } from '../../src/main/vault/backup/enter.ts'
import { headerOf } from '../../src/main/vault/backup/found.ts'
import { peek } from '../../src/main/vault/backup/peek.ts'
import { openLive } from '../../src/main/vault/circle/live/open.ts'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import type { PortName } from '../../src/main/vault/port.ts'
import { serve } from '../../src/main/vault/serve.ts'
import { session } from '../../src/main/vault/session.ts'
import { databaseFile, ready } from '../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import type { Database } from '../../src/main/vault/storage/open.ts'
import type { FromVault } from '../../src/shared/contract/shell.ts'
import { vaultContract } from '../../src/shared/contract/vault.ts'
import { ask, type Port } from '../../src/shared/contract/wire.ts'
import { noCircles } from './alone.ts'
import { PASSPHRASE, type Running } from './house.ts'

/** Through the tests' passphrase, past everything the app would say about it. */
export async function inside<T>(dir: string, see: (db: Database) => T): Promise<T> {
  await ready()
  const entered = await enter(headerOf(dir), { passphrase: PASSPHRASE }, derive)
  if (!entered.ok) throw new Error(entered.fault)
  using within = entered.value
  return peek(join(dir, databaseFile(within.header)), within.how, see)
}

/** The same session as in the process, without the process. */
export const room = (dir: string, migrations = MIGRATIONS) =>
  session({
    dir,
    clock: { now: Date.now },
    derive,
    migrations,
    openCircles: noCircles,
    tell: () => {},
    toShell: () => {},
    kdf: TEST_KDF,
  })

/** Two ends of a channel; what is posted arrives later, and as a copy. */
function pair(): [Port, Port] {
  const hear: ((message: unknown) => void)[] = [() => {}, () => {}]
  const end = (mine: number, other: number): Port => ({
    post: message => {
      const copied: unknown = structuredClone(message)
      setImmediate(() => hear[other]?.(copied))
    },
    listen: receive => {
      hear[mine] = receive
    },
    close: () => {},
  })
  return [end(0, 1), end(1, 0)]
}

/** A vault of which a test needs no process of its own. */
export type Here = Pick<Running, 'face' | 'fromVault' | 'toVault' | 'lock'>

/**
 * As `start` in house.ts, over the same contract, in this process: each thread of a vault that runs on its sources takes
 * a second to read them.
 */
export function startHere(profile: string): Here {
  const hands = new Map<string, Port>()
  const hand = (name: 'face' | 'shell', to: (name: PortName, port: Port) => void): void => {
    const [mine, theirs] = pair()
    hands.set(name, mine)
    to(name, theirs)
  }
  const fromVault: FromVault[] = []
  let ended = (_code: number): void => {}
  const end = new Promise<number>(resolve => {
    ended = resolve
  })
  serve({
    deps: {
      dir: join(profile, 'vault'),
      clock: { now: Date.now },
      derive,
      migrations: MIGRATIONS,
      openCircles: openLive,
      kdf: TEST_KDF,
    },
    talking: {
      onPort: hear => {
        hand('shell', hear)
        hand('face', hear)
      },
      onOrphaned: () => {},
      afterLast: then => setImmediate(then),
    },
    bug: (_what, error) => {
      throw error
    },
    end: () => ended(0),
  })
  const [shell, face] = [hands.get('shell'), hands.get('face')]
  if (!shell || !face) throw new Error('unreachable: no port was handed over')
  shell.listen(message => fromVault.push(message as FromVault))
  return {
    face: ask(vaultContract, face),
    fromVault,
    toVault: message => shell.post(message),
    lock: () => {
      shell.post({ kind: 'close' })
      return end
    },
  }
}

const opened = async (here: Here, how: 'vault.create' | 'vault.unlock'): Promise<Here> => {
  const answer = await here.face.ask(how, { passphrase: PASSPHRASE })
  if (!answer.ok) throw new Error(answer.fault)
  return here
}
export const foundedHere = (profile: string): Promise<Here> => opened(startHere(profile), 'vault.create')
export const reopenedHere = (profile: string): Promise<Here> => opened(startHere(profile), 'vault.unlock')

/** The openings of all entries, as the vault opens here and closes again. */
export async function openedHere(dir: string): Promise<string[]> {
  const ana = room(dir)
  const opened = await ana.handlers['vault.unlock']({ passphrase: PASSPHRASE })
  if (!opened.ok) throw new Error(opened.fault)
  const seen = await ana.handlers['journal.timeline']({ days: 400 })
  ana.close()
  if (!seen.ok) throw new Error(seen.fault)
  return seen.value.lines.map(line => line.opening)
}

/** A disk of one's own where this computer lets a test have one. */
export function smallDisk(dir: string, options: string): Disposable | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=700`, 'kinfold-test', dir], {
      stdio: 'ignore',
    })
  } catch {
    return undefined
  }
  return { [Symbol.dispose]: () => void execFileSync('umount', ['-l', dir]) }
}

const STEPS = [
  'renameSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'copyFileSync',
  'fsyncSync',
  'writeFileSync',
  'writeSync',
  'openSync',
  'chmodSync',
] as const

/** Does `work` and takes the power away before the step on the disk with this number: nothing after it happens either. */
export async function cutAfter(steps: number, work: () => Promise<void>): Promise<boolean> {
  const real = fs as unknown as Record<string, (...args: unknown[]) => unknown>
  const kept = STEPS.map(name => [name, real[name]] as const)
  let taken = 0
  let cut = false
  for (const [name, step] of kept)
    real[name] = (...args) => {
      if (cut || taken++ === steps) {
        cut = true
        throw new Error('the power is gone')
      }
      return step?.(...args)
    }
  syncBuiltinESMExports()
  try {
    await work()
  } catch (error) {
    if (!cut) throw error
  } finally {
    for (const [name, step] of kept) if (step) real[name] = step
    syncBuiltinESMExports()
  }
  return cut
}
