/** The vault from a terminal: `npm run vault -- check <folder>`. The real code, on Node 24. */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

// A folder named on the command line is one from where the person stands.
await main(() => followFile('src/main/vault/cli.ts', { cwd: process.cwd() }))
