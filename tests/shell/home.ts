/** The running app, for tests that look at its walls: real main entry, real profile in a folder of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { listenForFaults } from '../drive/faults.ts'

export const program = fileURLToPath(new URL('../..', import.meta.url))

/** The Electron that the scripts find; looked for once. */
let found: Promise<string> | undefined
export function electron(): Promise<string> {
  found ??= (async () => {
    const at = new URL('../../scripts/electron.mjs', import.meta.url).href
    const scripts = (await import(at)) as { electronPath: () => Promise<string> }
    return scripts.electronPath()
  })()
  return found
}

export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'kinfold-shell-'))
export const forget = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })

/** No sandbox only as root, which Chromium refuses otherwise. */
export const argsFor = (profile: string, more: readonly string[] = []): string[] => [
  program,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--user-data-dir=${profile}`,
  '--kinfold-interfaces=loopback',
  ...more,
]

export type Home = { readonly app: ElectronApplication; readonly page: Page; readonly profile: string }

/** What went wrong unseen in every program that these tests opened. */
const faults: string[] = []
/** What went wrong since this was last asked; it counts against nobody then. */
export const heard = (): string[] => faults.splice(0)

export async function open(profile = newProfile(), more: readonly string[] = []): Promise<Home> {
  const app = await _electron.launch({
    executablePath: await electron(),
    args: argsFor(profile, more),
    timeout: 60_000,
  })
  listenForFaults(app, faults)
  try {
    return { app, profile, page: await face(app) }
  } catch (error) {
    app.process().kill('SIGKILL')
    throw error
  }
}

export async function leave({ app, profile }: Home): Promise<void> {
  await app.close()
  forget(profile)
}

/** The page of the face as it is now: all of it read, and not the one in `before`. */
export async function face(app: ElectronApplication, before?: Page): Promise<Page> {
  for (let tries = 0; tries < 600; tries++) {
    const page = app.windows().find(each => each !== before && each.url().startsWith('app://kinfold/'))
    if (page) {
      // What is behind the cover is read after the first picture; then there is something to press in the middle of it.
      await page.locator('main button').first().waitFor({ state: 'attached' })
      return page
    }
    await sleep(50)
  }
  throw new Error('no face came')
}

export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Waits until `look` answers something true, and answers it. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  seconds = 20,
): Promise<Exclude<T, false | undefined>> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (seen) return seen as Exclude<T, false | undefined>
    if (Date.now() > end) throw new Error(`never happened: ${what}`)
    await sleep(50)
  }
}

/**
 * Takes the bridge over in this page, as a hostile script would, and asks over it. The page's own asking is deaf from
 * then on.
 */
export function asking(page: Page) {
  return async (half: 'vault' | 'shell', call: string, args: unknown): Promise<unknown> =>
    await page.evaluate(
      ([half, call, args]) =>
        new Promise(resolve => {
          const { kinfold } = window as unknown as Record<
            'kinfold',
            Record<
              'vault' | 'shell',
              { post: (m: unknown) => void; listen: (h: (m: unknown) => void) => void }
            >
          >
          const id = 1_000_000 + Math.floor(Math.random() * 1_000_000)
          kinfold[half].listen(message => {
            if ((message as { id?: number }).id === id) resolve(message)
          })
          kinfold[half].post({ id, call, args })
        }),
      [half, call, args] as const,
    )
}

/** Every file below a folder, with its mode and what it holds. */
export function files(folder: string): { path: string; mode: number; bytes: Buffer }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    if (!entry.isFile()) return []
    return [{ path, mode: statSync(path).mode & 0o777, bytes: readFileSync(path) }]
  })
}

/** All process ids below `pid`, itself included, with their command lines (Linux). */
export function family(pid: number): { pid: number; command: string }[] {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8')
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command }]
      } catch {
        return []
      }
    })
  const below = (id: number): typeof all =>
    all.filter(each => each.parent === id).flatMap(each => [each, ...below(each.pid)])
  return [...all.filter(each => each.pid === pid), ...below(pid)]
}
