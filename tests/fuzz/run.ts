/** `npm run fuzz -- --seconds N --seed N`: prints the seed first, so that whatever it finds can be found again. */
import { randomInt } from 'node:crypto'
import { fuzz } from './fuzz.ts'
import { targets } from './targets.ts'

const option = (name: string, otherwise: number): number => {
  const args = process.argv.slice(2)
  const joined = args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
  const given = joined ?? (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined)
  const value = given === undefined ? otherwise : Number(given)
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} takes a number`)
  return value
}

const seed = option('seed', randomInt(2 ** 32))
const seconds = option('seconds', 30)
const readers = await targets()
/** The most this process ever held, in MiB (maxRSS is in kilobytes): what a reader takes and gives back counts, too. */
const memory = (): number => process.resourceUsage().maxRSS / 2 ** 10
const before = memory()
console.log(`seed ${seed}, ${seconds} seconds`)
for (const { name, tried, taken } of await fuzz(readers, seed, seconds * 1000, () => performance.now()))
  console.log(`  ${name}: ${tried} tried, ${taken} taken`)
const grown = memory() - before
console.log(`  memory: at most ${Math.round(grown)} MiB more than before`)
/** Bytes that ask for much must not be given it: what is fed is a few hundred bytes at a time. */
if (grown > 512) throw new Error('a reader takes too much memory')
