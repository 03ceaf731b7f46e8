/** Histories of circles, each held to every law of the membership log; and circles of stores that were apart. */
import { sodiumReady } from '../../src/main/vault/crypto/sodium.ts'
import { part } from '../unit/circle/apart.ts'
import { tell } from '../unit/circle/laws.ts'
import { signQuickly } from '../unit/circle/quick.ts'

/** Stops at the first that breaks a law, with its seed and its graph. From here on this process signs quickly. */
export async function histories(count: number, seed: number): Promise<boolean> {
  await sodiumReady
  signQuickly()
  const total: Record<string, number> = {}
  for (let n = 0; n < count; n++) {
    const own = (seed + n) % 2 ** 32
    try {
      for (const [what, times] of Object.entries(tell(own, own % 10 === 0)))
        total[what] = (total[what] ?? 0) + times
    } catch (error) {
      console.log(`  ${(error as Error).message}`)
      console.log(`  again: npm run endurance -- --kills 0 --cuts 0 --histories 1 --seed ${own}`)
      return false
    }
    if ((n + 1) % 5000 === 0) console.log(`  ${n + 1} histories`)
  }
  if (count > 0) console.log(`  ${count} histories: ${JSON.stringify(total)}`)
  // Without a removal that struck something nothing would be proven.
  return count < 1000 || (total['void removed'] ?? 0) > count / 100
}

/** Stops at the first whose devices do not show the same in the end. Signs quickly, as above. */
export async function parted(count: number, seed: number): Promise<boolean> {
  await sodiumReady
  signQuickly()
  const total: Record<string, number> = {}
  for (let n = 0; n < count; n++) {
    const own = (seed + n) % 2 ** 32
    try {
      part(own, total)
    } catch (error) {
      console.log(`  ${(error as Error).message}`)
      console.log(`  again: npm run endurance -- --kills 0 --cuts 0 --histories 0 --apart 1 --seed ${own}`)
      return false
    }
    if ((n + 1) % 1000 === 0) console.log(`  ${n + 1} circles apart`)
  }
  if (count > 0) console.log(`  ${count} circles apart: ${JSON.stringify(total)}`)
  return count < 200 || ((total['apart'] ?? 0) > 0 && (total['sides'] ?? 0) > 0)
}
