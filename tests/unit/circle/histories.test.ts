import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { tell } from './laws.ts'
import { signQuickly } from './quick.ts'

await sodiumReady
signQuickly()

// 15 s on one processor; CI has been seen to give a tenth of one.
it('means the same to everyone, whatever was said by whom, and reached whom in which order', () => {
  const total: Record<string, number> = {}
  // One half is the same each time, so that what is counted below never rests on luck; the other is never the same.
  for (let seed = 0; seed < 500; seed++)
    for (const [what, n] of Object.entries(tell(seed))) total[what] = (total[what] ?? 0) + n
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), seed => void tell(seed)),
    { numRuns: 500, endOnFailure: true },
  )
  // Histories in which nothing happened would prove nothing.
  for (const what of [
    'removal in-force',
    'removal pending',
    'removal unconfirmed',
    'removal lapsed',
    'void removed',
    'void demoted',
    'void revoked',
    'void left',
    'void admitted-otherwise',
    'void facilitator-there',
    'void followed-from-void',
    'refused not-allowed',
    'refused inactive-device',
    'device revoked',
    'device suspended',
    'device forked',
    'CONSENT',
    'SUCCEED',
    'CLOSE',
    'HUG',
    'LEAVE',
    ...['AGREEMENT_ADOPT', 'ERASE', 'EXPORTED', 'FORKED', 'HOST_ACTION', 'INVITE_REVOKE'],
  ])
    expect(total[what] ?? 0, what).toBeGreaterThan(0)
}, 240_000)

// One in ten of those that `npm run endurance` reads.
it('leaves nobody unheard and no key unusable where a patched program says very much beside itself', () => {
  const total: Record<string, number> = {}
  for (let seed = 0; seed < 120; seed++)
    for (const [what, n] of Object.entries(tell(seed, true))) total[what] = (total[what] ?? 0) + n
  for (const what of ['more ends than heads', 'spare', 'void too-much', 'device forked'])
    expect(total[what] ?? 0, what).toBeGreaterThan(0)
}, 240_000)

it('lays aside the weakest where removals and signatures void each other in a ring', () => {
  expect(tell(2566)['void ring']).toBeGreaterThan(0)
})
