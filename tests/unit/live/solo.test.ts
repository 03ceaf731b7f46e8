/** Somebody with two computers, in a circle of nobody else yet: what one lacks of the other's is said. */
import { beforeAll, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { syncWord } from '../../../src/renderer/face/features/circle/sync.ts'
import { nextThing } from '../../../src/renderer/face/features/connection/next.ts'
import { Device, founded, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

it('is not said to be alone, nor that all is there before it is', async () => {
  const { net, ana, circle } = await founded()
  const alone = await ana.call('circle.read', { circle })
  expect(syncWord(alone)).toBe('alone')
  const laptop = new Device('laptop', net)
  const { link } = await ana.call('circle.linkCode', { circle })
  await laptop.call('circle.takeUp', { code: link })
  const asking = async () => (await ana.call('circle.computers', { circle })).asking[0]?.id
  await until(async () => Boolean(await asking()) && laptop.joining()?.step === 'compare', 'words', 20_000)
  await ana.call('circle.linkAnswer', { circle, link: (await asking()) ?? '', same: true })
  await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
  await until(() => laptop.joining()?.step === 'joined', 'linked', 20_000)
  const word = async (device: Device) => syncWord(await device.call('circle.read', { circle }))
  const { note } = await ana.call('note.create', { circle })
  const open = await ana.openNote(circle, note)
  await open.write('Before the laptop was closed. ')
  await until(async () => (await word(ana)) === 'everywhere-own', 'all on both', 20_000)

  net.cut(laptop)
  await settle(2000)
  await open.write('And after. ')
  await until(async () => (await word(ana)) === 'offline', 'word that the laptop lacks it', 20_000)
  ana.live.onShell({ kind: 'carried', hub: 'up', courier: 'up' })
  const { circles, ...rest } = await ana.call('network.read', {})
  expect(circles.map(({ state }) => state)).toEqual(['meets'])
  expect(nextThing({ circles, ...rest })).not.toBe('alone')

  net.plug(laptop)
  for (const device of [ana, laptop])
    await until(async () => (await word(device)) === 'everywhere-own', 'all on both again', 20_000)
})
