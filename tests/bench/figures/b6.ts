/**
 * B6: from the start to the first paint, beside the same Electron with one window and nothing in it; and from the press of
 * the button on the cover to a page of today that takes words, beside what the vault's process alone takes from its start
 * to the last 30 days (B1's figure). Keys are derived by the parameters of tests: the passphrase has its own figure (B7).
 *
 * At 10,000 entries, not 100,000: what a notebook's length costs is B1's and B2's question, and making it takes minutes.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { words } from '../../drive/words.ts'
import { pressed, typed } from '../cover.ts'
import { compare, type Figure, LARGE, type Side, spent } from '../harness.ts'
import { BENCH_PASSPHRASE } from '../notebook.ts'
import { bareElectron } from '../peers/bare-electron.ts'
import { electronHere, PLAIN, PROGRAM, sandbox } from '../people.ts'
import { start } from '../start.ts'
import { opening } from './b1.ts'

const ENTRIES = 10_000

const launching =
  (electron: string, args: readonly string[], url: string): Side =>
  async () => {
    await using started = await start(electron, args, url)
    return started.painted
  }

/** The cover is there, the passphrase typed; what is measured begins with the press. */
const unlocking =
  (electron: string, args: readonly string[]): Side =>
  async () => {
    await using started = await start(electron, args, 'app://kinfold/')
    const { tell, pid } = started
    // The vault has long started by the time somebody has typed a passphrase.
    await new Promise(resolve => setTimeout(resolve, 1500))
    await tell(`(${typed})(${JSON.stringify([words('cover.passphrase'), BENCH_PASSPHRASE])})`)
    const before = spent([pid])
    const wall = Number(await tell(`(${pressed})(${JSON.stringify(words('cover.open'))})`))
    return { wall, cpu: spent([pid]) - before }
  }

export const figure: Figure = {
  id: 'B6',
  async take(dir, say, shelf) {
    const electron = electronHere()
    const page = join(dir, 'plain.html')
    fs.writeFileSync(page, '<!doctype html><meta charset="utf-8"><title>plain</title><p>plain</p>')
    const bare = bareElectron(electron, PLAIN, dir)
    const empty = join(dir, 'empty')
    const args = [PROGRAM, ...sandbox, '--kinfold-interfaces=loopback']
    const told =
      (name: string, side: Side): Side =>
      async () => {
        const taken = await side()
        say(`${name}: ${Math.round(taken.wall)} ms, ${Math.round(taken.cpu)} ms of CPU`)
        return taken
      }
    const paint = await compare(
      LARGE,
      told('first paint', launching(electron, [...args, `--user-data-dir=${empty}`], 'app://kinfold/')),
      told(
        'a bare window',
        launching(
          bare,
          [...sandbox, `--user-data-dir=${join(dir, 'plain')}`, `--window=file://${page}`],
          'file://',
        ),
      ),
    )
    say(`a notebook of ${ENTRIES} entries`)
    const profile = await shelf(ENTRIES)
    const unlock = await compare(
      LARGE,
      told('unlocked', unlocking(electron, [...args, `--user-data-dir=${profile}`])),
      told('the vault alone', opening(profile)),
    )
    const at = `${ENTRIES.toLocaleString('en')} entries`
    return [
      { what: 'launch to first paint, wall, over a bare window', goal: { most: 1.5 }, figure: paint.wall },
      { what: 'launch to first paint, CPU, over a bare window', goal: { most: 1.6 }, figure: paint.cpu },
      {
        what: `press to a usable today at ${at}, wall, over the vault’s own start`,
        goal: { most: 3 },
        figure: unlock.wall,
      },
      {
        what: `press to a usable today at ${at}, CPU, over the vault’s own start`,
        goal: { most: 3 },
        figure: unlock.cpu,
      },
    ]
  },
}
