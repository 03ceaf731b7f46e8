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
console.log(`seed ${seed}, ${seconds} seconds`)
for (const { name, tried, taken } of fuzz(await targets(), seed, seconds * 1000, () => performance.now()))
  console.log(`  ${name}: ${tried} tried, ${taken} taken`)
