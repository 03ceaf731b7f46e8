/**
 * Photographs the gallery in every look: out/screens/gallery/<look>/<picture>.png and an index.html beside them. It is
 * built as a development build has it, and shown by the same Electron with nothing of Kinfold's shell round it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'
import { bareElectron } from '../bench/peers/bare-electron.ts'
import { writeIndex } from './album.ts'
import { ALL_LOOKS, wear } from './looks.ts'
import { type Finding, take } from './picture.ts'

const root = join(import.meta.dirname, '../..')
const option = (name: string): string | undefined =>
  process.argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

const electron = option('electron')
if (electron === undefined) {
  console.error('Name an Electron: --electron=PATH.')
  process.exit(1)
}
/** It speaks no language but its own. */
const own = ALL_LOOKS.filter(one => !['pseudo', 'german'].includes(one))
const wanted = option('look')?.split(',')
const looks = own.filter(one => wanted === undefined || wanted.includes(one))

/** What is opened for a picture, and what shows that it is. */
const PICTURES: readonly { readonly place: string; readonly open: (page: Page) => Promise<Locator> }[] = [
  { place: 'parts', open: async page => page.getByRole('heading', { name: 'Parts', level: 1 }) },
  { place: 'menu', open: press('This entry', 'menu') },
  { place: 'dialog', open: press('Ask something', 'dialog') },
  { place: 'side-sheet', open: press('Open a second sheet', 'dialog') },
  { place: 'slip', open: press('Who can read this?', 'dialog') },
  {
    place: 'said-and-shown',
    open: async page => {
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await page.getByRole('button', { name: 'Say something' }).click()
      return page.getByText('The entry is in the bin.')
    },
  },
]

function press(name: string, role: 'menu' | 'dialog'): (page: Page) => Promise<Locator> {
  return async page => {
    await page.getByRole('button', { name, exact: true }).click()
    return page.getByRole(role)
  }
}

const built = join(root, 'out/gallery')
const { renderer } = await config({ command: 'build', mode: 'development' })
const pages = (renderer?.build?.rollupOptions?.input ?? {}) as Readonly<Record<string, string>>
await build({
  ...renderer,
  configFile: false,
  mode: 'development',
  base: './',
  logLevel: 'warn',
  build: {
    ...renderer?.build,
    rollupOptions: { input: { gallery: pages['gallery'] ?? '' } },
    outDir: built,
    emptyOutDir: true,
  },
})

const dir = mkdtempSync(join(tmpdir(), 'kinfold-gallery-'))
const out = join(root, 'out/screens/gallery')
mkdirSync(out, { recursive: true })
const findings: Finding[] = []
const app = await _electron.launch({
  executablePath: bareElectron(electron, join(root, 'tests/bench/peers/plain-app.cjs'), dir),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(dir, 'profile')}`,
    `--window=${pathToFileURL(join(built, 'face/gallery/index.html')).href}`,
  ],
  env: process.env as Record<string, string>,
})
try {
  const page = await app.firstWindow()
  for (const { place, open } of PICTURES.filter(one => [undefined, one.place].includes(option('only')))) {
    for (const look of looks) {
      await page.reload()
      await page.getByRole('heading', { name: 'Parts', level: 1 }).waitFor()
      await wear(app, page, look)
      const sign = await open(page)
      await sign.first().waitFor()
      findings.push(...(await take(out, { place, look, app, page, sign })))
    }
    console.log(`  ${place}`)
  }
} finally {
  await app.close()
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}

writeIndex(
  out,
  PICTURES.map(({ place }) => place),
  own,
  findings,
)
for (const { place, look, what } of findings) console.log(`${place}, ${look}: ${what}`)
console.log(
  findings.length === 0 ? 'Nothing is to be mended.' : `${findings.length} things are to be mended.`,
)
console.log('The pictures are in out/screens/gallery/index.html.')
process.exit(findings.length === 0 ? 0 : 1)
