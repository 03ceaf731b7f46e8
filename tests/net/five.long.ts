/** Five people at five computers: three parts of them write apart, and all start again. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openVillage, type Village } from './world/village.ts'

let village: Village

beforeAll(async () => {
  village = await openVillage(5)
}, 600_000)

afterAll(() => village?.close())

it('hold the same after they were three islands for 40 s, with edits on each', async () => {
  const { weather, people } = village
  const asleep = people.slice(1)
  const apart = () => weather?.islands([0, 1], [2, 3], [4]) ?? all(asleep.map(person => person.reach(false)))
  const together = () => weather?.calm() ?? all(asleep.map(person => person.reach(true)))
  await village.after('after three islands for 40 s', apart, together, 40_000)
}, 600_000)

it('hold the same after all of their programs were started again', async () => {
  await village.once('after all were started again', () => village.restart())
}, 600_000)

it('end without a fault that nobody saw', async () => {
  await expect(village.getUp()).resolves.toBeUndefined()
})

const all = async (acts: readonly Promise<void>[]): Promise<void> => void (await Promise.all(acts))
