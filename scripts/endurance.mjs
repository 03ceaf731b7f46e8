/** The long runs: a vault that is killed, and one whose power is cut, hundreds of times. `npm run endurance -- [--kills N] [--cuts N] [--seed N]` */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followFile('tests/endurance/run.ts', { system: true }))
