/** The Electron of these tests: the one the scripts find, in a thin copy of its own, around the tests' own small app. */
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const app = fileURLToPath(new URL('app', import.meta.url))

/** Where the build lies: renderer/courier/index.html and main/lan.cjs. */
export const built = process.env['KINFOLD_TEST_OUT'] ?? join(root, 'out')

async function found(): Promise<string> {
  const named = process.env['KINFOLD_ELECTRON_BIN']
  if (named) return named
  const path = new URL('../../../scripts/electron.mjs', import.meta.url).href
  const scripts = (await import(path)) as { electronPath: () => Promise<string> }
  return scripts.electronPath()
}

/** Path of an executable that starts the tests' app. Made once a run, by links, so that nothing is copied twice. */
export async function testElectron(): Promise<string> {
  for (const file of ['renderer/courier/index.html', 'main/lan.cjs'])
    if (!existsSync(join(built, file))) throw new Error(`${file} is not built: run npm run build first`)
  const executable = await found()
  const home = join(root, 'out/tests', `electron-net-${process.pid}`)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'resources'), { recursive: true })
  for (const entry of readdirSync(dirname(executable))) {
    const [from, to] = [join(dirname(executable), entry), join(home, entry)]
    if (entry === 'resources') continue
    if (entry !== basename(executable)) symlinkSync(from, to)
    else {
      try {
        linkSync(from, to)
      } catch {
        copyFileSync(from, to)
      }
    }
  }
  symlinkSync(app, join(home, 'resources/app'))
  return join(home, basename(executable))
}

export const forgetElectron = (executable: string): void =>
  rmSync(dirname(executable), { recursive: true, force: true })
