import { describe, expect, it } from 'vitest'
import { fuzz, Stumbled } from '../../fuzz/fuzz.ts'
import { targets } from '../../fuzz/targets.ts'

const now = (): number => performance.now()

describe('every reader of strangers’ bytes', () => {
  it('refuses what is nearly right without falling, and takes nothing that can be told in two ways', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32)
    const fed = fuzz(await targets(), seed, 2000, now)
    expect(fed.length).toBeGreaterThan(10)
    for (const { name, tried } of fed) expect(tried, `${name} (seed ${seed})`).toBeGreaterThan(100)
  })

  it('would be seen to fall: a reader with one weak spot is found, and told with its seed', () => {
    const weak = {
      name: 'weak',
      good: [Uint8Array.of(1, 2, 3, 4)],
      take: (bytes: Uint8Array) => {
        if (bytes[1] === 0xff) throw new RangeError('out of bounds')
        return true
      },
    }
    expect(() => fuzz([weak], 1, 2000, now)).toThrow(Stumbled)
    expect(() => fuzz([weak], 1, 2000, now)).toThrow(/seed 1\) over [0-9a-f]+/)
  })
})
