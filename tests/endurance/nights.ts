/** Nights in which the vault's process ends as no process should, and the mornings after. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { founded, home, type Running, reopened } from '../vault/house.ts'
import { cutPower } from '../vault/power-loss/undo.ts'
import { Ledger, type Roll } from './ledger.ts'

const SHIM = fileURLToPath(new URL('../vault/power-loss/power-loss.c', import.meta.url))
const RELAXED = fileURLToPath(new URL('../vault/power-loss/relaxed.ts', import.meta.url))

export type Night = {
  /** Changes acknowledged in that night. */
  readonly acknowledged: number
  /** What was not as it should be in the morning, as sentences. */
  readonly wrong: readonly string[]
  /** Writes that had not been synced and were taken back: power cuts only. */
  readonly undone: number
}

/** Milliseconds a vault works before its end comes: any moment, the early ones most often. */
const shift = (roll: Roll): number => 5 + roll() ** 2 * 400

async function until(running: Running, ledger: Ledger, roll: Roll): Promise<void> {
  const end = setTimeout(() => running.process.kill('SIGKILL'), shift(roll))
  await ledger.keepBusy(running, roll).finally(() => clearTimeout(end))
  running.process.kill('SIGKILL')
  await running.ended
}

/** One notebook, `nights` kills, each at a moment of its own. */
export async function* kills(nights: number, roll: Roll): AsyncGenerator<Night> {
  using place = home()
  const ledger = new Ledger()
  let running = await founded(place.dir)
  for (let night = 0; night < nights; night++) {
    const before = ledger.acknowledged
    await until(running, ledger, roll)
    running = await reopened(place.dir)
    const wrong = await ledger.audit(running)
    yield { acknowledged: ledger.acknowledged - before, wrong, undone: 0 }
  }
  await running.lock()
}

/** As `kills`, and after each every write that was not synced is undone. `relaxed`: the control, which must lose. */
export async function* cuts(nights: number, roll: Roll, relaxed = false): AsyncGenerator<Night> {
  using place = home()
  using tools = home()
  const library = join(tools.dir, 'power-loss.so')
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-w', '-o', library, SHIM, '-ldl'])
  const ledger = new Ledger()
  await (await founded(place.dir)).lock()
  for (let night = 0; night < nights; night++) {
    const journal = join(tools.dir, `journal-${night}`)
    const env = { LD_PRELOAD: library, POWER_JOURNAL: journal, POWER_DIR: place.dir }
    const dark = await reopened(place.dir, { env, execArgv: relaxed ? ['--import', RELAXED] : [] })
    const before = ledger.acknowledged
    await until(dark, ledger, roll)
    const undone = cutPower(journal)
    const light = await reopened(place.dir)
    const wrong = await ledger.audit(light)
    await light.lock()
    yield { acknowledged: ledger.acknowledged - before, wrong, undone }
    if (relaxed && wrong.length > 0) return
  }
}
