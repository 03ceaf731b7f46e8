/** Keys that a device asks for on a link, where of many epochs nobody has the newest: a host made boxes that hold nothing. */
import { beforeAll, expect, it, vi } from 'vitest'
import { hex, unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, settle, until } from './world.ts'

/** Devices whose boxes and wraps open as nothing, and epochs whose keys nobody gives. */
const [blind, nobodys] = vi.hoisted(() => [new Set<string>(), new Set<string>()] as const)
vi.mock(import('../../../src/main/vault/circle/epoch/epoch.ts'), async original => {
  const real = await original()
  return {
    ...real,
    gather: (circle, epochs, device, ...rest) =>
      blind.has(hex(device)) ? new Map() : real.gather(circle, epochs, device, ...rest),
  }
})
vi.mock(import('../../../src/main/vault/circle/late.ts'), async original => {
  const real = await original()
  return {
    ...real,
    sealAgain: (held, device, epochs) =>
      real.sealAgain(
        held,
        device,
        epochs.filter(epoch => !nobodys.has(hex(epoch))),
      ),
  }
})

beforeAll(() => sodiumReady)

const epochsOf = (device: Device): string[] =>
  (device.db.prepare('SELECT epoch FROM epoch_keys').pluck().all() as Uint8Array[]).map(hex)

it('finds those that somebody has behind more than can be asked for at once', async () => {
  const { net, devices, circle } = await circleOf(3)
  const [ana, , cleo] = devices as [Device, Device, Device]
  blind.add(hex(openCircles(cleo.db, cleo.clock).me(unhex(circle) as CircleId).device))
  expect(epochsOf(cleo)).toHaveLength(1)
  net.cut(cleo)
  await settle()
  for (let n = 0; n < 40; n++) await ana.call('circle.rekey', { circle })
  const made = [
    ...openCircles(ana.db, ana.clock)
      .state(unhex(circle) as CircleId)
      .epochs.keys(),
  ]
  expect(made).toHaveLength(41)
  for (const epoch of made.slice(3)) nobodys.add(epoch)
  net.plug(cleo)
  await until(() => epochsOf(cleo).length === 3, 'the keys that there are', 10_000)
  expect(epochsOf(cleo).sort()).toEqual(made.slice(0, 3).sort())
})
