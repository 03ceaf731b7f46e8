import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
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

const FAKES = join(PROGRAM, 'tests/face')
const fakes = readdirSync(FAKES).filter(name => /^fake-.*\.tsx?$/.test(name))

/** Each fake says its name in a string that it carries, so that no minifier can take it out. */
const nameOf = (fake: string): string =>
  /const MARK = '(a stand-in for [^']*)'/.exec(readFileSync(join(FAKES, fake), 'utf8'))?.[1] ?? ''

it('ships the vault itself and no stand-in for any part of it', () => {
  const files = built()
  expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining([...ROOMS, ...PAGES]))
  expect(fakes.length).toBeGreaterThan(3)
  const names = fakes.map(nameOf)
  expect(names).not.toContain('')
  expect(new Set(names).size).toBe(fakes.length)
  for (const { file, text } of files) for (const name of names) expect(text.includes(name), file).toBe(false)
})

it.each(fakes)('would see %s in a bundle, had somebody shipped it', async fake => {
  // As a caller of it would: whatever it makes is used.
  const entry = `import * as fake from '${join(FAKES, fake)}'\nfor (const make of Object.values(fake)) console.log(typeof make === "function" ? make({}) : make)`
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
  expect(code.includes(nameOf(fake))).toBe(true)
})

it('has no channel to other windows in the courier: y-webrtc asks for one, and is given none', () => {
  const scripts = (page: string): string[] => {
    const html = readFileSync(join(PROGRAM, 'out/renderer', page), 'utf8')
    return [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(match => match[1] ?? '')
  }
  expect(scripts('courier/index.html')).not.toEqual([])
  const courier = reach(
    scripts('courier/index.html').map(path => join(PROGRAM, 'out/renderer/courier', path)),
  )
  // It is y-webrtc that was read, or nothing said here means anything.
  expect(courier.some(text => text.includes('RTCPeerConnection'))).toBe(true)
  expect(courier.some(text => /awareness/i.test(text))).toBe(true)
  for (const text of courier) expect(text).not.toContain('BroadcastChannel')
})

/** What these scripts and all that they load say. */
function reach(paths: readonly string[], seen = new Map<string, string>()): string[] {
  for (const path of paths) {
    if (seen.has(path) || !existsSync(path)) continue
    const text = readFileSync(path, 'utf8')
    seen.set(path, text)
    reach(
      [...text.matchAll(/["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g)].map(match =>
        join(dirname(path), match[1] ?? ''),
      ),
      seen,
    )
  }
  return [...seen.values()]
}
