/** What an edit costs a circle in frames, and that everybody hears all the same, and in time, who has it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ECHO, FEWEST } from '../../../src/main/vault/circle/live/gather.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import { type CircleStore, openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { fromHex } from '../../../src/shared/bytes.ts'
import { circleOf, type Device, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

/** Longer than all that an edit is followed by. */
const QUIET = 6000

const idOf = (device: Device, circle: string): string =>
  hex(openCircles(device.db, device.clock).me(fromHex(circle) as CircleId).device)
/** In the order of their ids: the first gathers where all are linked. */
const inOrder = (devices: readonly Device[], circle: string): Device[] =>
  [...devices].sort((a, b) => (idOf(a, circle) < idOf(b, circle) ? -1 : 1))
const reached = async (device: Device, circle: string): Promise<number> =>
  (await device.call('circle.read', { circle })).sync.reached
async function many(count: number) {
  const all = await circleOf(count)
  const written = await Promise.all(all.devices.map(device => device.openNote(all.circle, all.note)))
  await settle(QUIET)
  return { ...all, written: (i: number) => written[i]?.write ?? (() => Promise.reject(new Error('nobody'))) }
}

describe('an edit among many', () => {
  it('costs frames for each of them and not for each pair, and everybody knows in two seconds who has it', async () => {
    const sizes: number[] = []
    for (const count of [6, 12]) {
      const { net, devices, circle, written } = await many(count)
      for (const writer of [0, 1, count - 1]) {
        net.frames = []
        await written(writer)('by one of them')
        await settle(2000)
        for (const device of devices) expect(await reached(device, circle)).toBe(count)
        await settle(QUIET)
        // The words to each, what each has to the one who gathers, and twice from there what it heard.
        expect(net.frames.length).toBeLessThanOrEqual(4 * (count - 1))
      }
      net.frames = []
      for (let edit = 0; edit < 60; edit++) {
        await written(edit % count)('in turn ')
        await settle(50)
      }
      expect(net.frames.length / 60).toBeLessThan(1.6 * (count - 1))
      sizes.push(net.bytes() / 60 / (count - 1))
      await settle(QUIET)
      for (const device of devices) expect(await reached(device, circle)).toBe(count)
    }
    // What is told of each grows with who there is to tell of.
    expect(sizes[1]).toBeLessThan(2.5 * (sizes[0] ?? 0))
  }, 120_000)

  it('is passed on to nobody who has it while words are written all the time', async () => {
    const { net, devices, note, written } = await many(4)
    net.frames = []
    for (let edit = 0; edit < 40; edit++) {
      await written(edit % 4)('m'.repeat(5000))
      await settle(150)
    }
    await until(() => devices.every(device => device.text(note).length === 200_000), 'everywhere')
    expect(net.frames.filter(({ bytes }) => bytes.length > 5000)).toHaveLength(40 * 3)
  })

  it('is passed on in two seconds to somebody whom its author does not reach, and sooner what follows', async () => {
    const { net, devices, note, written } = await many(FEWEST + 2)
    const [ana, ben] = devices as [Device, Device]
    net.meddle = (bytes, from, to) => (new Set([from, to, ana, ben]).size === 2 ? undefined : bytes)
    await written(0)('first')
    await until(() => ben.text(note).includes('first'), 'the first words', 2000)
    await settle(3000)
    await written(0)('then')
    await until(() => ben.text(note).includes('then'), 'the next words', 1000)
  })
})

describe('the one who gathers', () => {
  it('may go: the others tell each other, or find another', async () => {
    const { net, devices, circle, written } = await many(7)
    const [gatherer, ...others] = inOrder(devices, circle) as [Device, ...Device[]]
    await written(devices.indexOf(others[0] as Device))('with all of them')
    await settle(200)
    net.cut(gatherer)
    await settle(2000)
    for (const device of others) expect(await reached(device, circle)).toBe(6)
    net.frames = []
    await written(devices.indexOf(others[0] as Device))('without one')
    await settle(2000)
    for (const device of others) expect(await reached(device, circle)).toBe(6)
    expect(net.frames.length).toBeLessThanOrEqual(4 * 5)
  })

  it('may fall silent: everybody is told as soon as that is noticed', async () => {
    const { net, devices, circle, written } = await many(7)
    const [gatherer, ...others] = inOrder(devices, circle) as [Device, ...Device[]]
    net.meddle = (bytes, from) => (from === gatherer ? undefined : bytes)
    await written(devices.indexOf(others[2] as Device))('into the silence')
    await settle(1000 + ECHO)
    for (const device of others) expect(await reached(device, circle)).toBeGreaterThanOrEqual(6)
  })

  it('is not waited for by somebody who is not linked to it', async () => {
    const { net, devices, circle, written } = await many(7)
    const [gatherer, ...others] = inOrder(devices, circle) as [Device, ...Device[]]
    const [lone] = others as [Device]
    net.apart(gatherer, lone)
    await settle(QUIET)
    await written(devices.indexOf(others[3] as Device))('to one as well')
    await settle(2500)
    expect(await reached(lone, circle)).toBeGreaterThanOrEqual(6)
    for (const device of others) expect(await reached(device, circle)).toBeGreaterThanOrEqual(6)
  })

  it('can say nothing for others that they did not sign', async () => {
    const { devices, circle } = await many(2)
    const [ana, ben] = devices as [Device, Device]
    const id = fromHex(circle) as CircleId
    const [hers, his] = [ana, ben].map(({ db, clock }) => openCircles(db, clock)) as [
      CircleStore,
      CircleStore,
    ]
    const said = his.ownHeads(id)
    const forged = said.slice()
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    const kept = () => hers.acks(id).map(({ device }) => hex(hers.ackOf(id, device) ?? new Uint8Array()))
    const before = kept()
    expect(hers.readGathered(id, [said, forged]).map(({ ok }) => ok)).toEqual([true, false])
    expect(kept()).toEqual(before)
  })
})
