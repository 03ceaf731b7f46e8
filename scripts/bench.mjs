/** Takes the figures of docs: `npm run bench -- [--only B2,B6] [--json FILE]`, on Node 24, with everything built. */
import { followWithWindows } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followWithWindows('tests/bench/run.ts'))
