/** The program is told to end from outside while somebody types: what was typed is there afterwards, and nothing breaks. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { electronPath } from '../../scripts/electron.mjs'
import type { Person } from '../drive/person.ts'
import { newProfile, PROGRAM, somebody, somebodyAt } from './home.ts'

const PASSPHRASE = 'lamplight and rain'

/** Milliseconds in which a program that was told to end has ended. */
const SOON = 20_000

async function begin(ana: Person): Promise<void> {
  await ana.sitDown()
  await ana.makeVault(PASSPHRASE)
  await ana.write('First words stand.', false)
}

/** A word more, and in the same moment `tell` is called with the program's process id. Resolves when it has ended. */
async function typingWhen(ana: Person, word: string, tell: (pid: number) => void): Promise<void> {
  const child = ana.app.process()
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await ana.typeToday(` ${word}`)
  ana.left()
  tell(child.pid ?? 0)
  let late: ReturnType<typeof setTimeout> | undefined
  const stuck = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the program did not end after ${word}`))
    }, SOON)
  })
  await Promise.race([gone, stuck]).finally(() => clearTimeout(late))
}

async function sheReads(ana: Person): Promise<string> {
  await ana.sitDown()
  await ana.unlock(PASSPHRASE)
  await ana.page.getByText('First words stand.').waitFor()
  return await ana.page.getByRole('main').innerText()
}

it('has every word that was typed before Ctrl+C, a session that ends, or a terminal that closes', async () => {
  const { person: ana } = await somebody()
  await begin(ana)
  for (const [word, tell] of [
    // A terminal tells every process; Chromium's own do not listen to this one.
    ['zephyrine', pid => process.kill(-pid, 'SIGINT')],
    ['quillwort', pid => process.kill(pid, 'SIGTERM')],
    ['foxglove', pid => process.kill(pid, 'SIGHUP')],
  ] as [string, (pid: number) => void][]) {
    await typingWhen(ana, word, tell)
    expect(await sheReads(ana)).toContain(word)
  }
  // Chromium's pages end of this one themselves: what has left the page is there, and nothing breaks.
  await typingWhen(ana, 'larkspur', pid => process.kill(-pid, 'SIGTERM'))
  const text = await sheReads(ana)
  for (const word of ['First words stand.', 'zephyrine', 'quillwort', 'foxglove'])
    expect(text).toContain(word)
  await ana.getUp()
})

it('has every word after `npm start` and all that belongs to it is told to end', async () => {
  const profile = newProfile()
  // What Playwright starts: the script, in place of the program itself.
  const start = join(mkdtempSync(join(profile, 'start-')), 'start')
  writeFileSync(start, `#!/bin/sh\nexec node ${join(PROGRAM, 'scripts/start.mjs')} "$@"\n`)
  chmodSync(start, 0o700)
  const { person: ana } = somebodyAt(start, profile)
  await begin(ana)
  await typingWhen(ana, 'zephyrine', pid => process.kill(-pid, 'SIGTERM'))
  const { person: again } = somebodyAt(await electronPath(), profile)
  expect(await sheReads(again)).toContain('zephyrine')
  await again.getUp()
})
