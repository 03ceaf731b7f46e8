/** Feeds every reader of strangers' bytes with nearly right ones: `npm run fuzz -- [--seconds N] [--seed N]`. */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followFile('tests/fuzz/run.ts'))
