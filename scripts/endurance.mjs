/** The long runs: a vault that is killed, and one whose power is cut, hundreds of times. `npm run endurance -- [--kills N] [--cuts N] [--seed N]` */
import { spawn } from 'node:child_process'
import { at } from './parts/place.mjs'
import { main } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

await main(async () => {
  await setUp({ system: true })
  const child = spawn(node24(), [at('tests/endurance/run.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: at(),
    env: env24(),
  })
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
})
