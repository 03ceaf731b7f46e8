/** Two people in one circle at two real programs, their pages given over to the hands; and two plain windows beside them. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { meet } from '../drive/meet.ts'
import { Person } from '../drive/person.ts'
import { bundle } from './bundle.ts'
import { bareElectron } from './peers/bare-electron.ts'
import { signalling } from './peers/signalling.ts'

export const PROGRAM = join(import.meta.dirname, '../..')
export const PLAIN = join(import.meta.dirname, 'peers/plain-app.cjs')
export const PASSPHRASE = 'a passphrase for measuring'

const ELECTRON = '--electron='

/** Given by scripts/bench.mjs. */
export function electronHere(): string {
  const path = process.argv.find(arg => arg.startsWith(ELECTRON))?.slice(ELECTRON.length)
  if (!path) throw new Error('no Electron was named: this figure is taken by `npm run bench`')
  return path
}

export const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
export const person = (profile: string): Person =>
  new Person({
    electron: electronHere(),
    program: PROGRAM,
    profile,
    args: ['--kinfold-interfaces=loopback', '--kdf=test'],
  })

/** Pages that write to each other, and the processes that do the work. */
export type Members = { readonly pages: readonly Page[]; readonly pids: readonly number[] } & AsyncDisposable
export type Two = Members & { readonly pages: readonly [Page, Page] }

const NAMES = ['Juniper', 'Moss', 'Fern', 'Heather', 'Rowan', 'Linden', 'Alder', 'Hazel']

/** So many people of one circle, eight at most, each at a real program with a profile of their own in `dir`. */
export async function members(dir: string, count: number): Promise<Members> {
  const all: Person[] = []
  const end = async (): Promise<void> => {
    for (const one of all) if (one.isHere) await one.kill()
  }
  try {
    for (const name of NAMES.slice(0, count)) {
      const profile = join(dir, name)
      fs.mkdirSync(profile)
      const one = person(profile)
      all.push(one)
      await one.sitDown()
      await one.makeVault(PASSPHRASE)
    }
    const [first, ...others] = all as [Person, ...Person[]]
    await meet(first, others, 'Thursday table', NAMES)
    const script = await bundle('pages/kinfold.ts')
    for (const { page } of all) await page.evaluate(script)
  } catch (error) {
    await end()
    throw error
  }
  return {
    pages: all.map(({ page }) => page),
    pids: all.map(({ app }) => app.process().pid ?? 0),
    [Symbol.asyncDispose]: end,
  }
}

export const twoMembers = async (dir: string): Promise<Two> => (await members(dir, 2)) as Two

export async function plainWindows(dir: string, count: number): Promise<ElectronApplication> {
  const page = join(dir, 'plain.html')
  fs.writeFileSync(page, '<!doctype html><meta charset="utf-8"><title>plain</title><p>plain</p>')
  const windows = Array.from({ length: count }, () => `--window=file://${page}`)
  return _electron.launch({
    executablePath: bareElectron(electronHere(), PLAIN, dir),
    args: [...sandbox, `--user-data-dir=${join(dir, 'plain')}`, ...windows],
    env: process.env as Record<string, string>,
  })
}

/** `hub`: what the plain pages find each other by. */
export async function twoPlain(dir: string): Promise<Two & { readonly hub: string }> {
  const hub = await signalling()
  const app = await plainWindows(dir, 2)
  while (app.windows().length < 2) await app.waitForEvent('window')
  const [one, other] = app.windows() as [Page, Page]
  const script = await bundle('peers/plain-y-webrtc.ts')
  for (const page of [one, other]) {
    await page.waitForLoadState()
    await page.evaluate(script)
  }
  return {
    pages: [one, other],
    pids: [app.process().pid ?? 0],
    hub: hub.url,
    [Symbol.asyncDispose]: async () => {
      await app.close()
      hub[Symbol.dispose]()
    },
  }
}
