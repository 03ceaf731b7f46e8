/** Three people at three computers: what a network does to them, briefly. village.long.ts has all of it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openVillage, type Village } from './world/village.ts'

let village: Village

beforeAll(async () => {
  village = await openVillage(3)
})

afterAll(() => village?.close())

it('share every edit while a fifth of all that is sent is lost, and while all of it comes 300 ms late', async () => {
  const { weather } = village
  if (!weather) return
  await village.during('with 20 % loss', () => weather.loss(0.2), weather.calm)
  await village.during('with 300 ms of delay', () => weather.delay(300), weather.calm)
})

it('hold the same after each wrote on an island of their own', async () => {
  const { weather, people } = village
  const apart = () => (weather ? weather.islands([0], [1], [2]) : people[2]?.reach(false))
  const together = () => (weather ? weather.calm() : people[2]?.reach(true))
  await village.after('after three islands for 30 s', apart, together, 30_000)
})

it('hold the same after a hub has fallen', async () => {
  await village.once('after a hub has fallen', () => village.people[0]?.fellHub())
})

it('end without a fault that nobody saw', async () => {
  await expect(village.getUp()).resolves.toBeUndefined()
})
