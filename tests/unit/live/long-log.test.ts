/** A log that is longer than what a link holds at a time, for a member who was away while it grew. */
import { beforeAll, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, until } from './world.ts'

beforeAll(() => sodiumReady)

it('reaches whoever was away, page by page as the network takes it, and words after it', async () => {
  const { net, devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  const anas = await ana.openNote(circle, note)
  await ben.openNote(circle, note)
  net.cut(ben)
  // Some 11 KB each, 17 MiB together: a link that holds more than 16 MiB is taken for one that takes nothing.
  const lines = Array.from({ length: 9 }, () => '—'.repeat(400))
  for (let n = 0; n < 1600; n++)
    await ana.call('circle.propose', { circle, lines: [...lines, `${n}`], after: null })
  // What anybody may say takes room, but for what a host's word follows.
  const { open } = await ana.call('circle.agreements', { circle })
  await ana.call('circle.adopt', { circle, proposal: open.at(-1)?.id ?? '' })
  await anas.write('After all of it. ')
  net.plug(ben)
  await until(() => ben.text(note).includes('After all of it.'), 'Ben has it', 60_000)
  const count = (device: Device) =>
    Number(device.db.prepare('SELECT count(*) FROM log_entries').pluck().get())
  expect(count(ben)).toBe(count(ana))
}, 120_000)
