/**
 * `npm run endurance -- --day [--hours 24] [--people 8] [--seed N]`: so many hours of virtual time of a circle whose computers
 * come and go each few minutes.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { day } from '../sim/day.ts'

const { values } = parseArgs({
  options: {
    day: { type: 'boolean' },
    hours: { type: 'string', default: '24' },
    people: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(randomInt(2 ** 32)) },
  },
})
const [hours, people, seed] = [values.hours, values.people, values.seed].map(Number) as [
  number,
  number,
  number,
]
if (![hours, people, seed].every(Number.isInteger) || hours < 1 || people < 2)
  throw new Error('--hours, --people and --seed take whole numbers, and it takes two people')
console.log(`seed ${seed}`)
try {
  const told = await day(seed, hours, people, at =>
    console.log(`  ${at.toFixed(1)} hours, and ${people} computers hold the same`),
  )
  console.log(`  ${JSON.stringify(told)}`)
} catch (error) {
  console.log(`  ${(error as Error).message}`)
  console.log(`  again: npm run endurance -- --day --hours ${hours} --people ${people} --seed ${seed}`)
  process.exitCode = 1
}
