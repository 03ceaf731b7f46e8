/** The long runs: a vault that is killed, one whose power is cut, and histories of circles by the thousand. `npm run endurance -- [--kills N] [--cuts N] [--histories N] [--seed N]` */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followFile('tests/endurance/run.ts', { system: true }))
