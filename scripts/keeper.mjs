/** A keeper for circles: `npm run keeper -- --data DIR`. Stock Hocuspocus with its SQLite extension, on the project's Node. */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

// A folder named on the command line is one from where the person stands.
await main(() => followFile('scripts/parts/keeper.mjs', { cwd: process.cwd() }))
