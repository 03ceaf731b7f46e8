/** Takes the figures of docs: `npm run bench -- [--only B2,B6] [--json FILE]`, on Node 24, with everything built. */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { electron } from './electron.mjs'
import { openDisplay } from './parts/display.mjs'
import { at } from './parts/place.mjs'
import { main } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

await main(async () => {
  await setUp({ system: true })
  await build()
  const { path } = await electron()
  const display = await openDisplay()
  try {
    const child = spawn(node24(), [at('tests/bench/run.ts'), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...env24(), ...display.env, KINFOLD_ELECTRON: path },
    })
    process.exitCode = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', code => resolve(code ?? 1))
    })
  } finally {
    display.close()
  }
})
