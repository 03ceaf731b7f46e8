/** What tests of backups need: to look inside a vault folder, and to cut the power between any two steps on the disk. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { enter } from '../../src/main/vault/backup/enter.ts'
import { headerOf } from '../../src/main/vault/backup/found.ts'
import { peek } from '../../src/main/vault/backup/peek.ts'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { session } from '../../src/main/vault/session.ts'
import { databaseFile, ready } from '../../src/main/vault/storage/header.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import type { Database } from '../../src/main/vault/storage/open.ts'
import { noCircles } from './alone.ts'
import { PASSPHRASE } from './house.ts'

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
