/** The same session as in the process, without the process: dozens of openings in a few seconds. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { type SessionDeps, session } from '../../src/main/vault/session.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import type { FromVault } from '../../src/shared/contract/shell.ts'
import { noCircles } from './alone.ts'

export function room(dir: string, more: Partial<SessionDeps> = {}) {
  const news: { name: string; value: unknown }[] = []
  const toShell: FromVault[] = []
  const one = session({
    dir,
    clock: { now: Date.now },
    derive,
    migrations: MIGRATIONS,
    openCircles: noCircles,
    tell: (name, value) => void news.push({ name, value }),
    toShell: message => void toShell.push(message),
    kdf: TEST_KDF,
    ...more,
  })
  return { ...one, ask: one.handlers, news, toShell }
}
export type Room = ReturnType<typeof room>

export type Files = Record<string, Buffer>
export const contents = (dir: string): Files =>
  Object.fromEntries(fs.readdirSync(dir).map(name => [name, fs.readFileSync(join(dir, name))]))

/** The folder with these files and no others. */
export function restore(dir: string, files: Files): void {
  fs.mkdirSync(dir, { recursive: true })
  for (const name of fs.readdirSync(dir)) fs.rmSync(join(dir, name))
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(join(dir, name), bytes, { mode: 0o600 })
}
