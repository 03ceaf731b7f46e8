/** Sets the project up: dependencies by the lock, Node 24, and the system's libraries where they are asked for. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { alone } from './parts/alone.mjs'
import { npm } from './parts/npm.mjs'
import { at, pinnedNode } from './parts/place.mjs'
import { run } from './parts/run.mjs'
import { isRun, main, Stop, say, seconds, step } from './parts/say.mjs'
import { systemLibraries } from './parts/system.mjs'

/**
 * Makes the checkout ready; the second time it takes a blink. Answers `{system}`: false where system libraries are
 * missing that only a person can install (they were told how). Throws a `Stop` where going on makes no sense.
 */
export async function setUp({ system = false } = {}) {
  await checkTools()
  if (!dependenciesStand()) await alone('setting-up', installDependencies)
  node24()
  return { system: system ? await systemLibraries() : true }
}

/** Path of Node 24, on which everything but these scripts runs. Throws a `Stop` where this computer has none. */
export function node24() {
  const found = pinnedNode()
  if (found) return found
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Stop(
    `Kinfold runs its tools on Node 24, and none is pinned for ${process.platform} ${process.arch}.\n` +
      'Install Node 24 or newer and run this again with it.',
  )
}

/** The environment for child processes: `node` means Node 24 there. */
export function env24(more = {}) {
  const path = `${dirname(node24())}${delimiter}${process.env.PATH ?? ''}`
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, PATH: path, ...more }
}

async function checkTools() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Kinfold needs Node 20.19 or newer; this is ${process.versions.node}.`)
  }
  const git = await run('git', ['--version']).catch(() => ({ code: 1 }))
  if (git.code !== 0) throw new Stop('Kinfold needs git, and it is not installed here.')
}

const stampFile = () => at('node_modules/.kinfold-setup')
const stamp = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')

/** Whether node_modules holds what the lock says. A developer's own `npm install` counts as well. */
function dependenciesStand() {
  try {
    if (readFileSync(stampFile(), 'utf8') === stamp()) return true
  } catch {
    // Never stamped: compare package by package.
  }
  try {
    const read = file => JSON.parse(readFileSync(file, 'utf8')).packages
    const there = read(at('node_modules/.package-lock.json'))
    for (const [path, wanted] of Object.entries(read(at('package-lock.json')))) {
      if (path === '' || wanted.optional) continue
      if (there[path]?.version !== wanted.version || !existsSync(at(path))) return false
    }
  } catch {
    return false
  }
  writeFileSync(stampFile(), stamp())
  return true
}

async function installDependencies() {
  if (dependenciesStand()) return
  await step('installing the dependencies that the lock names (a few minutes the first time)', async () => {
    const { code, out } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      seconds: 1800,
      cwd: at(),
    })
    if (code !== 0) throw new Stop(`npm ci did not succeed:\n${out.trim().split('\n').slice(-12).join('\n')}`)
    writeFileSync(stampFile(), stamp())
  })
}

if (isRun(import.meta.url)) {
  await main(async () => {
    const { system } = await setUp({ system: process.argv.includes('--system') })
    say(`Set up in ${seconds()}; the tools run on ${node24()}.`)
    if (!system) process.exitCode = 1
  })
}
