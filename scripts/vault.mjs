/** The vault from a terminal: `npm run vault -- check <folder>`. The real code, on Node 24. */
import { spawn } from 'node:child_process'
import { at } from './parts/place.mjs'
import { main } from './parts/say.mjs'
import { env24, node24, setUp } from './setup.mjs'

await main(async () => {
  await setUp()
  const args = [at('src/main/vault/cli.ts'), ...process.argv.slice(2)]
  const child = spawn(node24(), args, { stdio: 'inherit', env: env24() })
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => resolve(code ?? 1))
  })
})
