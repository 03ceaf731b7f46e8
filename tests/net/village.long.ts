/** Three people at three computers, and all that a network can do to them. Needs hosts of their own: root, iproute2, gcc. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openVillage, type Village } from './world/village.ts'

let village: Village

beforeAll(async () => {
  village = await openVillage(3)
})

afterAll(() => village?.close())

/** A cable is out so long that every connection over it is given up. */
const LONG = 40_000

it('hold the same after a cable was out for 40 s, whosever it was', async () => {
  const { hosts, people } = village
  const cable = (who: number, plugged: boolean) =>
    hosts ? hosts.cable(who, plugged) : people[who]?.reach(plugged)
  for (const who of [1, 0])
    await village.after(
      `after the cable of host ${who} was out for 40 s`,
      () => cable(who, false),
      () => cable(who, true),
      LONG,
    )
})

it('share every edit while nothing comes from one of them to another, and after all of it was lost one way', async () => {
  const { weather } = village
  if (!weather) return
  await village.during('while nothing comes from 0 to 1', () => weather.loss(1, 0, 1), weather.calm)
  await village.after(
    'after nothing came from 0 to 1 and 2 for 40 s',
    async () => {
      await weather.loss(1, 0, 1)
      await weather.loss(1, 0, 2)
    },
    weather.calm,
    LONG,
  )
})

it('share every edit while a fifth is lost, while all comes 300 ms late, and while both', async () => {
  const { weather } = village
  if (!weather) return
  await village.during('with 20 % loss', () => weather.loss(0.2), weather.calm)
  await village.during('with 300 ms of delay', () => weather.delay(300), weather.calm)
  const both = async () => {
    await weather.loss(0.2)
    await weather.delay(300)
  }
  await village.during('with both', both, weather.calm)
})

it('hold the same after three islands of 40 s', async () => {
  const { weather } = village
  if (!weather) return
  await village.after(
    'after three islands for 40 s',
    () => weather.islands([0], [1], [2]),
    weather.calm,
    LONG,
  )
})

it('hold the same after each of their hubs has fallen, one and all', async () => {
  const { people } = village
  for (const who of people.keys())
    await village.once(`after the hub of ${who} has fallen`, () => people[who]?.fellHub())
  await village.once('after all hubs have fallen', async () => {
    for (const person of people) await person.fellHub()
  })
})

it('find each other again after islands in which every hub has fallen', async () => {
  const { weather, people } = village
  if (!weather) return
  await village.after(
    'after islands for 40 s, all hubs fallen meanwhile',
    async () => {
      await weather.islands([0], [1], [2])
      for (const person of people) await person.fellHub()
    },
    weather.calm,
    LONG,
  )
})

it('hold the same after one, and then another, got a new address', async () => {
  const { hosts } = village
  if (!hosts) return
  for (const who of [1, 0])
    await village.once(`after host ${who} got another address`, () => hosts.move(who, `10.77.0.${101 + who}`))
})

it('hold the same after all of their programs were started again', async () => {
  await village.once('after all were started again', () => village.restart())
})

it('end without a fault that nobody saw', async () => {
  await expect(village.getUp()).resolves.toBeUndefined()
})
