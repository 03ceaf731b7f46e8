/** Runs another program in our place. */
import { spawn } from 'node:child_process'
import { build } from '../build.mjs'
import { electron } from '../electron.mjs'
import { env24, node24, setUp } from '../setup.mjs'
import { openDisplay } from './display.mjs'
import { at } from './place.mjs'

/**
 * Its output, its signals and its exit code are ours. It starts in the project's folder, unless `cwd` says another.
 * `apart`: a terminal's signals reach it through us alone, and not each of its own processes before it can tell them.
 */
export function follow(command, args, { env = {}, cwd = at(), apart = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: env24(env), cwd, detached: apart })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? (signal ? 1 : 0)
      resolve()
    })
  })
}

/** A program of this project that needs no window: `file` from the project's folder, with what was typed after the command. */
export async function followFile(file, { system = false, cwd } = {}) {
  await setUp({ system })
  await follow(node24(), [at(file), ...process.argv.slice(2)], { cwd })
}

/** One that opens windows: everything is built, and it has a display of its own. Told `--electron` and its version. */
export async function followWithWindows(file, args = process.argv.slice(2)) {
  await setUp({ system: true })
  await build()
  const { path, version } = await electron()
  const display = await openDisplay()
  try {
    const given = [`--electron=${path}`, `--electron-version=${version}`, ...args]
    await follow(node24(), [at(file), ...given], { env: display.env })
  } finally {
    await display.close()
  }
}
