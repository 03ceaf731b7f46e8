import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { part } from './apart.ts'
import { signQuickly } from './quick.ts'

await sodiumReady
signQuickly()

// 10 s on one processor. More of them: npm run endurance -- --apart N.
it('shows the same to everybody who belongs to a circle, whoever was put out and whatever came first', () => {
  const total: Record<string, number> = {}
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), seed => part(seed, total)),
    { numRuns: 50, endOnFailure: true },
  )
  // Circles in which nothing was cut off or forked would prove nothing.
  for (const what of ['removed', 'copied', 'accepted', 'apart', 'forked', 'sides', 'went on'])
    expect(total[what] ?? 0, what).toBeGreaterThan(0)
}, 240_000)
