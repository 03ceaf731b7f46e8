/**
 * The long runs: a vault that is killed, one whose power is cut, lives of circles over a simulated network, and histories by
 * the thousand. `npm run endurance -- [--kills N] [--cuts N] [--lives N] [--histories N] [--apart N] [--seed N]`.
 * `--day`: 24 hours of virtual time of one circle. `--soak 10`: ten real minutes of links that break.
 */
import { followFile, followWithWindows } from './parts/follow.mjs'
import { main } from './parts/say.mjs'

const asks = name => process.argv.some(arg => arg === `--${name}` || arg.startsWith(`--${name}=`))

await main(async () => {
  if (asks('soak')) await followWithWindows('tests/endurance/soak.ts')
  else if (asks('day')) await followFile('tests/endurance/hours.ts', { system: true })
  else await followFile('tests/endurance/run.ts', { system: true })
})
