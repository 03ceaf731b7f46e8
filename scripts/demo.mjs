/** Two people do the main job at two computers, and leave pictures and demo/report.json. */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { electron } from './electron.mjs'
import { openDisplay } from './parts/display.mjs'
import { at } from './parts/place.mjs'
import { isRun, main, say } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

/** Runs the story; answers its exit code. `args` go to it: `--edits=N`, `--out=FOLDER`. */
export async function demo(args = []) {
  await setUp({ system: true })
  await build()
  const { path, version } = await electron()
  const display = await openDisplay()
  try {
    const given = [`--electron=${path}`, `--electron-version=${version}`, ...args]
    const child = spawn(node24(), [at('tests/demo/story.ts'), ...given], {
      stdio: 'inherit',
      cwd: at(),
      env: { ...env24(), ...display.env },
    })
    return await new Promise(resolve => child.once('exit', code => resolve(code ?? 1)))
  } finally {
    await display.close()
  }
}

if (isRun(import.meta.url)) {
  await main(async () => {
    const code = await demo(process.argv.slice(2))
    if (code === 0)
      say('Both ended with the same words, and no word stands readable on the disk. Pictures are in demo/.')
    process.exitCode = code
  })
}
