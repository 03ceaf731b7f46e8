/** The suites of tests: what each needs, how long it may take, and how one is run and counted. */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { env24, node24 } from '../setup.mjs'
import { openDisplay } from './display.mjs'
import { endMarked, newMark } from './leftovers.mjs'
import { at } from './place.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** `built`: needs out/; `windows`: needs Electron and a display; `minutes`: the limit; `waits`: much of it waits for
 * timers, so two files run at once whatever else does. */
export const suites = {
  unit: { built: false, windows: false, minutes: 15, waits: true },
  vault: { built: true, windows: false, minutes: 25 },
  face: { built: false, windows: false, minutes: 15 },
  shell: { built: true, windows: true, minutes: 15 },
  net: { built: true, windows: true, minutes: 30 },
  e2e: { built: true, windows: true, minutes: 30 },
}

/**
 * The order in which they run, in rows at the same time: those with windows wait for much of their time, and leave the
 * cores to those that reckon. The longest stands in three shares, each with a display and a clipboard of its own, so that the
 * rows are of one length.
 */
export const rows = [
  [{ name: 'unit' }, { name: 'vault' }, { name: 'face' }],
  [{ name: 'e2e', share: '1/3' }, { name: 'net' }],
  [{ name: 'e2e', share: '2/3' }, { name: 'e2e', share: '3/3' }, { name: 'shell' }],
]

/**
 * Runs one suite and answers `{passed, failed, red}`: `red` has a line for each that is red. A test that was skipped counts as failed, and so does a suite that
 * crashes, runs out of time, or holds no test at all: each with its sentence. As many files run at once as there are
 * cores, less `spare`. `share`: `1/3` is the first third of its files. `long`: also what takes many minutes.
 */
export async function runSuite(name, args = [], { spare = 0, share, long = false } = {}) {
  const { minutes, windows, waits } = suites[name]
  const report = at('out/tests', `${share ? `${name}-${share[0]}` : name}.json`)
  mkdirSync(at('out/tests'), { recursive: true })
  rmSync(report, { force: true })
  const mark = newMark()
  const sweep = () => endMarked(mark)
  process.once('exit', sweep)
  const display = windows ? await openDisplay() : { env: {}, close: async () => {} }
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    // The suites whose files must be alone say so in vitest.config.ts.
    const many = `--maxWorkers=${Math.max(waits ? 2 : 1, availableParallelism() - spare)}`
    const vitest = [
      at('node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      name,
      many,
      ...(share ? [`--shard=${share}`] : []),
      ...reporters,
      ...args,
    ]
    const { code, late } = await run(node24(), vitest, {
      seconds: (long ? 6 : 1) * minutes * 60,
      cwd: at(),
      env: env24({ ...display.env, CI: 'true', KINFOLD_RUN: mark, ...(long ? { KINFOLD_LONG: '1' } : {}) }),
      onLine: line => line.trim() !== '' && say(`  ${name.padEnd(5)} ${line}`),
    })
    return count(name, report, code, late ? minutes : undefined)
  } finally {
    process.off('exit', sweep)
    const left = sweep()
    if (left > 0) say(`  ${name} left ${left} processes running; they were ended.`)
    await display.close()
  }
}

function count(name, report, code, limit) {
  if (limit !== undefined) return short(`${name} took longer than ${limit} minutes and was stopped.`)
  if (!existsSync(report)) return short(`${name} ended without a report.`)
  const {
    numPassedTests: passed,
    numFailedTests,
    numTotalTests,
    testResults,
  } = JSON.parse(readFileSync(report, 'utf8'))
  const unread = testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const skipped = numTotalTests - passed - numFailedTests
  if (skipped > 0) say(`  ${name}: ${skipped} tests were skipped; they count as failed.`)
  if (unread > 0) say(`  ${name}: ${unread} files could not be read; each counts as failed.`)
  const failed = numFailedTests + unread + skipped
  if (numTotalTests === 0 && failed === 0) return short(`${name} holds no test.`)
  if (code !== 0 && failed === 0) return short(`${name} ended badly, though no single test says why.`, passed)
  return { passed, failed, red: testResults.flatMap(redIn) }
}

/** Each red test of a file: where it stands, what it is called, and how what it says begins. */
function redIn({ name, status, message, assertionResults }) {
  const file = relative(at(), name)
  if (status === 'failed' && assertionResults.length === 0) return [`${file}: ${opening(message)}`]
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${file}, ${fullName}: ${opening(failureMessages[0])}`)
}

const opening = (text = '') => text.trim().split('\n', 2).join(' ').slice(0, 300)

function short(sentence, passed = 0) {
  say(`  ${sentence}`)
  return { passed, failed: 1, red: [sentence] }
}
