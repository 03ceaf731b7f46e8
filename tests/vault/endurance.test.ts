/** A small share of `npm run endurance`: twenty kills, twenty power cuts, and the control that must lose. */
import { describe, expect, it } from 'vitest'
import { dice } from '../bench/corpus.ts'
import { cuts, kills, type Night } from '../endurance/nights.ts'

const NIGHTS = 20
const MINUTES = 4 * 60_000

async function all(nights: AsyncGenerator<Night>) {
  const sum = { nights: 0, acknowledged: 0, undone: 0, wrong: [] as string[] }
  for await (const { acknowledged, undone, wrong } of nights) {
    sum.nights++
    sum.acknowledged += acknowledged
    sum.undone += undone
    sum.wrong.push(...wrong)
  }
  return sum
}

describe('a vault whose process ends while it works', () => {
  it(
    'has every acknowledged change after twenty kills',
    async () => {
      const { nights, acknowledged, wrong } = await all(kills(NIGHTS, dice(1)))
      expect(wrong).toEqual([])
      expect(nights).toBe(NIGHTS)
      expect(acknowledged).toBeGreaterThan(NIGHTS)
    },
    MINUTES,
  )
})

/** The shim is Linux's dynamic linker at work. */
const linux = process.platform === 'linux' ? describe : () => {}
linux('a vault whose power is cut while it works', () => {
  it(
    'has every acknowledged change after twenty cuts',
    async () => {
      const { nights, acknowledged, undone, wrong } = await all(cuts(NIGHTS, dice(2)))
      expect(wrong).toEqual([])
      expect(nights).toBe(NIGHTS)
      expect(acknowledged).toBeGreaterThan(NIGHTS / 2)
      expect(undone).toBeGreaterThan(0)
    },
    MINUTES,
  )

  it(
    'would lose words if the database synced less: this test can see a loss',
    async () => {
      expect((await all(cuts(30, dice(3), true))).wrong.length).toBeGreaterThan(0)
    },
    MINUTES,
  )
})
