import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'
import { PROGRAM } from './home.ts'

/** Everything of ours that is shipped: every room's scripts and pages. */
const built = (): { file: string; text: string }[] =>
  ['main', 'preload', 'renderer'].flatMap(room =>
    readdirSync(join(PROGRAM, 'out', room), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(c?js|html)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => ({ file: relative(join(PROGRAM, 'out'), path), text: readFileSync(path, 'utf8') })),
  )

const ROOMS = ['main/index.cjs', 'main/vault.cjs', 'main/lan.cjs', 'preload/face.cjs', 'preload/courier.cjs']
const PAGES = ['renderer/face/index.html', 'renderer/courier/index.html']

/** The fake says its name in a string that it carries, so that no minifier can take it out. */
function nameOfTheFake(): string {
  const source = readFileSync(join(PROGRAM, 'tests/face/fake-vault.ts'), 'utf8')
  return /'(a stand-in for the vault[^']*)'/.exec(source)?.[1] ?? ''
}

it('ships the vault itself and no stand-in for it', () => {
  const files = built()
  expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining([...ROOMS, ...PAGES]))
  const name = nameOfTheFake()
  expect(name).not.toBe('')
  for (const { file, text } of files) expect(text.includes(name), file).toBe(false)
})

it('would see the stand-in in a bundle, had somebody shipped it', async () => {
  const entry = `import { makeFakeVault } from '${join(PROGRAM, 'tests/face/fake-vault.ts')}'\nmakeFakeVault().die()`
  const bundle = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: id => (id === 'entry' ? id : null),
        load: id => (id === 'entry' ? entry : null),
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: 'entry' } },
  })) as Rolldown.RolldownOutput
  const [{ code }] = bundle.output
  expect(code.includes(nameOfTheFake())).toBe(true)
})
