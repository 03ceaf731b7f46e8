/** Photographs every place in every look: `npm run screens -- [--only=PLACE] [--look=LOOK]`, into out/screens. */
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
    const child = spawn(
      node24(),
      [at('tests/screens/run.ts'), `--electron=${path}`, ...process.argv.slice(2)],
      {
        stdio: 'inherit',
        cwd: at(),
        env: { ...env24(), ...display.env },
      },
    )
    process.exitCode = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', code => resolve(code ?? 1))
    })
  } finally {
    await display.close()
  }
})
