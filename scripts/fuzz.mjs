/** Feeds every reader of strangers' bytes with nearly right ones: `npm run fuzz -- [--seconds N] [--seed N]`. */
import { spawn } from 'node:child_process'
import { at } from './parts/place.mjs'
import { main } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

await main(async () => {
  await setUp()
  const child = spawn(node24(), [at('tests/fuzz/run.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: at(),
    env: env24(),
  })
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
})
