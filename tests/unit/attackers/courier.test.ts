/**
 * A courier that was taken over: it has names and passwords of rooms, sees frames, sizes and times, and may drop, keep,
 * double, swap and change them. Frames one by one: link/secure.test.ts; credit and floods: live/links.test.ts.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { toHex } from '../../../src/shared/bytes.ts'
import { dice } from '../../bench/corpus.ts'
import { circleOf, type Device, settle, until } from '../live/world.ts'

beforeAll(() => sodiumReady)

const refusals = (device: Device): unknown[] => device.db.prepare('SELECT * FROM refusals').all()

describe('a courier that was taken over', () => {
  it('is told no key, no name and no word', async () => {
    const { net, devices, circle, note } = await circleOf(3)
    const said: string[] = []
    net.frames = []
    const [ana, ben] = devices as [Device, Device]
    await ben.openNote(circle, note)
    await (await ana.openNote(circle, note)).write('Persimmons at dusk.')
    await until(() => ben.text(note).includes('Persimmons'), 'Ben has it')
    for (const { bytes } of net.frames) said.push(toHex(bytes))
    for (const { posted } of devices)
      said.push(...posted.map(text => toHex(new TextEncoder().encode(text))), ...posted)
    const seen = said.join('\n')
    const secrets = devices.flatMap(({ db }) => [
      ...(db.prepare('SELECT key FROM epoch_keys').pluck().all() as Uint8Array[]),
      ...(db.prepare('SELECT root FROM device').pluck().all() as Uint8Array[]),
    ])
    expect(secrets.length).toBeGreaterThan(5)
    const words = ['Persimmons', 'Thursday table', 'Juniper', 'Member 0'].map(text =>
      new TextEncoder().encode(text),
    )
    for (const secret of [...secrets, ...words]) expect(seen).not.toContain(toHex(secret))
    // The control: what it is told is in what was looked through.
    expect(seen).toContain(ana.rooms[0]!)
  })

  it('that drops, doubles, swaps and changes frames ends links, and puts no word of its own anywhere', async () => {
    const { net, devices, circle, note } = await circleOf(3)
    const faces = []
    for (const device of devices) faces.push(await device.openNote(circle, note))
    const roll = dice(77)
    const kept: Uint8Array[] = []
    let meddled = 0
    net.meddle = bytes => {
      kept.push(bytes)
      if (roll() > 0.2) return bytes
      meddled++
      const way = roll()
      if (way < 0.3) return undefined
      if (way < 0.6) return kept[Math.floor(roll() * kept.length)]
      const changed = bytes.slice()
      changed[Math.floor(roll() * changed.length)]! ^= 1 << Math.floor(roll() * 8)
      return changed
    }
    for (let round = 0; round < 12; round++) {
      for (const [i, face] of faces.entries()) expect(await face.write(`${i}.${round} `)).toBe('')
      await settle(500)
      // Links that it broke are made anew, as any courier would.
      for (const device of devices) net.cut(device)
      await settle(50)
      for (const device of devices) net.plug(device)
      await settle(500)
    }
    expect(meddled).toBeGreaterThan(50)
    // Neither goes on over a link of which it knows that somebody was at it.
    expect(net.dropped).toBeGreaterThan(25)
    net.meddle = bytes => bytes
    for (const device of devices) net.cut(device)
    await settle(50)
    for (const device of devices) net.plug(device)
    await until(
      () =>
        devices.every(
          device => device.text(note) === devices[0]!.text(note) && device.text(note).length >= 36 * 4,
        ),
      'equal',
    )
    const words = devices[0]!.text(note).trim().split(' ')
    expect(words.sort()).toEqual(
      [0, 1, 2].flatMap(i => Array.from({ length: 12 }, (_, n) => `${i}.${n}`)).sort(),
    )
    expect(devices.flatMap(refusals)).toEqual([])
  })

  it('that makes up links and floods them loses them, and the vault goes on', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const dropped = new Set<string>()
    for (let i = 0; i < 50; i++) {
      const link = `made up ${i}`
      net.strangers.set(link, message => void (message.kind === 'drop' && dropped.add(link)))
      ana.hear({ kind: 'opened', link, room: ana.rooms[0]!, initiator: i % 2 === 0 })
      for (let n = 0; n < 100; n++) ana.hear({ kind: 'frame', link, bytes: new Uint8Array(16_384).fill(n) })
    }
    // Of rooms that nobody asked for, and of links that nobody opened.
    ana.hear({ kind: 'opened', link: 'elsewhere', room: 'no room of ours', initiator: true })
    ana.hear({ kind: 'frame', link: 'nowhere', bytes: new Uint8Array(9) })
    ana.hear({ kind: 'credit', link: 'nowhere', frames: 1e9 })
    await settle(21_000)
    expect(dropped.size).toBe(50)
    await ben.openNote(circle, note)
    await (await ana.openNote(circle, note)).write('And on.')
    await until(() => ben.text(note) === 'And on.', 'Ben has it')
  })
})
