/**
 * `npm run endurance -- [--kills 500] [--cuts 500] [--lives 300] [--histories 100000] [--apart 5000] [--seed N]`: ends the
 * vault's process that often while it works, half of the time with the power; then lives so many lives of circles over a
 * simulated network, reads so many histories, and lets so many circles be apart. Prints the seed first, so that whatever it
 * finds can be found again.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { dice } from '../bench/corpus.ts'
import { histories, parted } from './histories.ts'
import { lives } from './lives.ts'
import { cuts, kills, type Night } from './nights.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    cuts: { type: 'string', default: '500' },
    lives: { type: 'string', default: '300' },
    histories: { type: 'string', default: '100000' },
    apart: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(randomInt(2 ** 32)) },
  },
})
const names = ['kills', 'cuts', 'lives', 'histories', 'apart', 'seed'] as const
const numbers = names.map(name => Number(values[name]))
const [killed, cut, lived, told, away, seed] = numbers as [number, number, number, number, number, number]
if (!numbers.every(Number.isInteger))
  throw new Error('--kills, --cuts, --lives, --histories, --apart and --seed take whole numbers')
console.log(`seed ${seed}`)

/** A notebook is given up after so many nights: a young one and an old one end differently. */
const NOTEBOOK = 25

async function many(
  name: string,
  nights: number,
  one: (nights: number, roll: () => number) => AsyncGenerator<Night>,
): Promise<boolean> {
  let [acknowledged, undone] = [0, 0]
  const wrong: string[] = []
  for (let done = 0; done < nights; ) {
    for await (const night of one(Math.min(NOTEBOOK, nights - done), dice(seed + done))) {
      done++
      acknowledged += night.acknowledged
      undone += night.undone
      wrong.push(...night.wrong.map(what => `${name} ${done}: ${what}`))
    }
    console.log(`  ${done} ${name}: ${acknowledged} changes acknowledged, ${wrong.length} not found again`)
  }
  if (name === 'power cuts' && nights > 0) console.log(`  ${undone} writes were taken back`)
  for (const line of wrong) console.log(`  ${line}`)
  // Nothing acknowledged, or nothing taken back, would prove nothing.
  return wrong.length === 0 && (nights === 0 || acknowledged > nights)
}

async function control(): Promise<boolean> {
  for await (const { wrong } of cuts(50, dice(seed), true))
    if (wrong.length > 0) {
      console.log('  the control, which syncs less, lost words: a loss would be seen')
      return true
    }
  console.log('  the control lost nothing, so this run proves nothing')
  return false
}

const [a, b] = [await many('kills', killed, kills), await many('power cuts', cut, cuts)]
const proven = cut === 0 || (await control())
// Before the histories: from there on this process signs quickly.
const l = await lives(lived, seed)
const c = await histories(told, seed)
const d = await parted(away, seed)
process.exitCode = a && b && proven && l && c && d ? 0 : 1
