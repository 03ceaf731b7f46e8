/** Lives of circles over the simulated network, each held to the laws at its end. */
import { story } from '../sim/story.ts'

/** Lives in which these never came would prove too little. */
const SELDOM = [
  'adopted',
  'back again',
  'signed out',
  'shut out',
  'joined by files',
  'read in part',
  'erased',
]
const ENOUGH = 100

/** Stops at the first that breaks a law, with its seed and what happened. */
export async function lives(count: number, seed: number): Promise<boolean> {
  const total: Record<string, number> = {}
  for (let n = 0; n < count; n++) {
    const own = (seed + n) % 2 ** 32
    try {
      // Every tenth is a large circle with a long life.
      const told = n % 10 === 9 ? await story(own, 150, 20) : await story(own)
      for (const [what, times] of Object.entries(told)) total[what] = (total[what] ?? 0) + times
    } catch (error) {
      console.log(`  ${(error as Error).message}`)
      console.log(
        `  again: npm run endurance -- --kills 0 --cuts 0 --histories 0 --lives ${n % 10 === 9 ? 10 : 1} --seed ${n % 10 === 9 ? own - 9 : own}`,
      )
      return false
    }
    if ((n + 1) % 50 === 0) console.log(`  ${n + 1} lives`)
  }
  if (count > 0) console.log(`  ${count} lives: ${JSON.stringify(total)}`)
  const never = SELDOM.filter(what => !total[what])
  if (count >= ENOUGH && never.length > 0) console.log(`  never came: ${never.join(', ')}`)
  return count < ENOUGH || never.length === 0
}
