/** The long runs: a vault that is killed, one whose power is cut, lives of circles over a simulated network, and histories by the thousand. `npm run endurance -- [--kills N] [--cuts N] [--lives N] [--histories N] [--apart N] [--seed N]` */
import { followFile } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

await main(() => followFile('tests/endurance/run.ts', { system: true }))
