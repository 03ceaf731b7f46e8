/** What the scripts say while they work: one line a step, with the seconds it took. */
import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const started = performance.now()

/** Seconds since the script began, or since `from` (a `performance.now()`), as text: `0.4 s`. */
export const seconds = (from = started) => `${((performance.now() - from) / 1000).toFixed(1)} s`

/** Prints one plain line. */
export const say = line => process.stdout.write(`${line}\n`)

/** Runs `work`, printing what is being done, a sign of life every 15 seconds, and how long it took. */
export async function step(title, work) {
  const from = performance.now()
  say(`· ${title} …`)
  const alive = setInterval(() => say(`  … ${seconds(from)}`), 15_000)
  try {
    const answer = await work()
    say(`  done in ${seconds(from)}`)
    return answer
  } finally {
    clearInterval(alive)
  }
}

/** A reason to stop that a person can act on: printed as a sentence, without a stack. */
export class Stop extends Error {}

/** What the disk may refuse, in words. Of anything else it is for us to know the place. */
const refusals = {
  EEXIST: 'a file stands where a folder should',
  ENOTDIR: 'a file stands where a folder should',
  EISDIR: 'a folder stands where a file should',
  EACCES: 'you may not read or write there',
  EPERM: 'you may not read or write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
}

function words(cause) {
  if (cause instanceof Stop) return cause.message
  const refusal = cause?.syscall !== 'spawn' && Object.hasOwn(refusals, cause?.code) && refusals[cause.code]
  return refusal && cause.path ? `Kinfold stops at ${cause.path}: ${refusal}.` : (cause?.stack ?? cause)
}

/** Runs a script's main function: a `Stop`, or what the disk refuses, is a sentence; a bug has its stack. Both end with 1. */
export async function main(run) {
  try {
    await run()
  } catch (cause) {
    process.stderr.write(`\n${words(cause)}\n`)
    process.exitCode = 1
  }
}

/** True where this module was named on the command line, false where it was imported. */
export const isRun = url =>
  process.argv[1] !== undefined && url === pathToFileURL(realpathSync(process.argv[1])).href
