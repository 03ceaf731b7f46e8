/**
 * B1: from the start of the vault's process to the last 30 days of the journal, beside a bare Node that starts and says
 * one word; and whether a long notebook opens as fast as a short one. Keys by the parameters of tests: B7 is about those.
 */
import { spawn } from 'node:child_process'
import { compare, type Figure, type Side, SMALL, spent } from '../harness.ts'
import { BENCH_PASSPHRASE, LARGEST } from '../notebook.ts'
import { startVault } from '../vault.ts'

export const opening =
  (profile: string): Side =>
  async () => {
    const begun = performance.now()
    await using vault = startVault(profile)
    const opened = await vault.ask('vault.unlock', { passphrase: BENCH_PASSPHRASE })
    const lately = await vault.ask('journal.timeline', { days: 30 })
    if (!opened.ok || !lately.ok || lately.value.lines.length === 0) throw new Error('nothing came')
    return { wall: performance.now() - begun, cpu: spent([vault.pid]) }
  }

/** The word goes the same way as the vault's answers. */
const bareNode: Side = async () => {
  const begun = performance.now()
  const child = spawn(process.execPath, ['-e', 'process.send(1); process.once("disconnect", () => {})'], {
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  await new Promise(resolve => child.once('message', resolve))
  const taken = { wall: performance.now() - begun, cpu: spent([child.pid ?? 0]) }
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.disconnect()
  await ended
  return taken
}

export const figure: Figure = {
  id: 'B1',
  async take(_dir, say, shelf) {
    say(`notebooks of 1,000 and ${LARGEST} entries`)
    const [short, long] = [await shelf(1000), await shelf(LARGEST)]
    const bare = await compare(SMALL, opening(long), bareNode)
    const flat = await compare(SMALL, opening(long), opening(short))
    const at = LARGEST.toLocaleString('en')
    return [
      {
        what: `vault to the last 30 days at ${at} entries, wall, over a bare Node`,
        goal: { most: 1.5 },
        figure: bare.wall,
      },
      { what: `the same at ${at} entries over 1,000`, goal: { most: 1.3 }, figure: flat.wall },
    ]
  },
}
