/** What a person typed or set and cannot be meant is answered by a sentence, before any work begins; a bug keeps its stack. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
let place = ''
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'kinfold-scripts-'))
  writeFileSync(join(place, 'a-file'), 'as it was')
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

function said(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 60_000,
  })
  return { status, lines: stderr.split('\n').filter(line => line !== '') }
}

it.each([
  ['a figure that is none', ['--only', 'B99'], /^There is no figure B99\. These are: B\d/],
  ['no figure', ['--only'], /^--only needs names of figures after it\./],
  ['no file for the figures', ['--json'], /^--json needs the name of a file after it\./],
  ['a file for the figures that cannot be written', ['--json', '/dev/null/x'], /^\/dev\/null\/x cannot be/],
] as const)('bench stops at %s', (_, args, sentence) => {
  const { status, lines } = said([at('tests/bench/run.ts'), ...args])
  expect({ status, lines }).toEqual({ status: 1, lines: [expect.stringMatching(sentence)] })
})

it('takes no folder for an Electron', () => {
  expect(said([at('scripts/electron.mjs')], { KINFOLD_ELECTRON: place })).toEqual({
    status: 1,
    lines: [`KINFOLD_ELECTRON names ${place}, and no program can be started there.`],
  })
})

const SAY = new URL('../../../scripts/parts/say.mjs', import.meta.url).href
const doing = (what: string) =>
  said([
    '--input-type=module',
    '-e',
    `import fs from 'node:fs'; import { main } from ${JSON.stringify(SAY)}; await main(async () => { ${what} })`,
  ])

it('says what the disk refuses, and where', () => {
  const file = join(place, 'a-file')
  for (const [folder, why] of [
    [file, 'a file stands where a folder should'],
    [join(file, 'kinfold'), 'a file stands where a folder should'],
    ['/dev/null/x', 'a file stands where a folder should'],
  ])
    expect(doing(`fs.mkdirSync(${JSON.stringify(folder)}, { recursive: true })`)).toEqual({
      status: 1,
      lines: [`Kinfold stops at ${folder}: ${why}.`],
    })
})

it('keeps the stack of a bug', () => {
  const { status, lines } = doing('null.x')
  expect(status).toBe(1)
  expect(lines.length).toBeGreaterThan(1)
})
