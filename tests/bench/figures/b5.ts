/** B5: memory: the vault's process with a long notebook open beside a bare Node, the whole app beside a bare window. */
import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { words } from '../../drive/words.ts'
import { pressed, typed } from '../cover.ts'
import { type Figure, LARGE, memory, spread } from '../harness.ts'
import { BENCH_PASSPHRASE, LARGEST } from '../notebook.ts'
import { bareElectron } from '../peers/bare-electron.ts'
import { electronHere, PLAIN, PROGRAM, sandbox } from '../people.ts'
import { start } from '../start.ts'
import { startVault } from '../vault.ts'

const rest = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

async function vault(profile: string): Promise<number> {
  await using running = startVault(profile)
  const opened = await running.ask('vault.unlock', { passphrase: BENCH_PASSPHRASE })
  const lately = await running.ask('journal.timeline', { days: 30 })
  if (!opened.ok || !lately.ok) throw new Error('it did not open')
  await rest(1000)
  return memory(running.pid)
}

async function bareNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.send(1); process.once("disconnect", () => {})'], {
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  await new Promise(resolve => child.once('message', resolve))
  await rest(1000)
  const bytes = memory(child.pid ?? 0)
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.disconnect()
  await ended
  return bytes
}

async function app(electron: string, profile: string): Promise<number> {
  await using started = await start(
    electron,
    [PROGRAM, ...sandbox, '--kinfold-interfaces=loopback', `--user-data-dir=${profile}`],
    'app://kinfold/',
  )
  await rest(1500)
  await started.tell(`(${typed})(${JSON.stringify([words('cover.passphrase'), BENCH_PASSPHRASE])})`)
  await started.tell(`(${pressed})(${JSON.stringify(words('cover.open'))})`)
  await rest(2000)
  return memory(started.pid)
}

async function window(bare: string, dir: string, page: string): Promise<number> {
  const args = [...sandbox, `--user-data-dir=${join(dir, 'plain')}`, `--window=file://${page}`]
  await using started = await start(bare, args, 'file://')
  await rest(2000)
  return memory(started.pid)
}

async function beside(one: () => Promise<number>, other: () => Promise<number>) {
  const ratios: number[] = []
  for (let round = 0; round < LARGE; round++) ratios.push((await one()) / (await other()))
  return spread(ratios)
}

export const figure: Figure = {
  id: 'B5',
  async take(dir, say, shelf) {
    say(`a notebook of ${LARGEST} entries`)
    const profile = await shelf(LARGEST)
    const small = await beside(() => vault(profile), bareNode)
    const page = join(dir, 'plain.html')
    fs.writeFileSync(page, '<!doctype html><meta charset="utf-8"><title>plain</title><p>plain</p>')
    const electron = electronHere()
    const bare = bareElectron(electron, PLAIN, dir)
    const whole = await beside(
      () => app(electron, profile),
      () => window(bare, dir, page),
    )
    const at = LARGEST.toLocaleString('en')
    return [
      { what: `memory of the vault at ${at} entries over a bare Node`, goal: { most: 1.3 }, figure: small },
      { what: 'memory of the whole app over a bare window', goal: { most: 1.6 }, figure: whole },
    ]
  },
}
