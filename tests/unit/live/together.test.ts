/** Writing together: who hears of whom, how often, and when it ends. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Other } from '../../../src/shared/circle/circle.ts'
import { circleOf, Device, restart, settle, until } from './world.ts'

/** A place in the note's words: so many characters in. */
const place = (device: Device, note: string, index: number): Uint8Array => {
  const block = device.docs.get(note)?.getXmlFragment('body').get(0) as Y.XmlElement
  return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(block.get(0) as Y.XmlText, index))
}
const on = (device: Device, note: string, at: Uint8Array | null = null) =>
  device.call('note.together', { note, on: true, at })
const off = (device: Device, note: string) => device.call('note.together', { note, on: false, at: null })
const told = (device: Device) =>
  device.news.flatMap(({ news, value }) =>
    news === 'note.others' ? [value as { note: string; others: Other[] }] : [],
  )
const names = (device: Device): string[] => (told(device).at(-1)?.others ?? []).map(({ name }) => name)

/** Everybody has the note open, with words in it, and all is quiet. */
async function table(count: number) {
  const world = await circleOf(count)
  for (const device of world.devices) {
    const { write } = await device.openNote(world.circle, world.note)
    if (device === world.devices[0]) await write('rain on the roof')
  }
  await settle(20_000)
  const frames = (to?: Device) => world.net.frames.filter(frame => !to || frame.to === to).length
  const [ana, ben, cleo] = world.devices as [Device, Device, Device]
  return { ...world, ana, ben, cleo, frames }
}

describe('two who turned it on in one note', () => {
  it('see each other’s name and cursor, and where it goes', async () => {
    const { ana, ben, note } = await table(2)
    await on(ana, note, place(ana, note, 4))
    await on(ben, note)
    await settle()
    expect(names(ana)).toEqual(['Member 0'])
    expect(told(ana).at(-1)?.others[0]?.at).toBeNull()
    expect(told(ben).at(-1)).toMatchObject({ note, others: [{ name: 'Juniper', seat: 0 }] })
    expect(told(ben).at(-1)?.others[0]?.at).toEqual(place(ben, note, 4))
    await on(ana, note, place(ana, note, 7))
    await settle(300)
    expect(told(ben).at(-1)?.others[0]?.at).toEqual(place(ben, note, 7))
  })

  it('find each other when one of them comes into reach later', async () => {
    const { net, ana, ben, note } = await table(2)
    net.cut(ben)
    await on(ana, note)
    await on(ben, note)
    await settle(5000)
    expect(told(ana)).toEqual([])
    net.plug(ben)
    await settle(100)
    expect([names(ana), names(ben)]).toEqual([['Member 0'], ['Juniper']])
    net.cut(ben)
    await settle(100)
    expect(told(ana).at(-1)?.others).toEqual([])
  })

  it('say at most four times a second where a cursor is, and only the last of it', async () => {
    const { ana, ben, note, frames } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle(1000)
    const before = frames(ben)
    for (let i = 0; i < 100; i++) {
      await on(ana, note, place(ana, note, i % 16))
      await settle(10)
    }
    await settle(300)
    expect(frames(ben) - before).toBeLessThanOrEqual(6)
    expect(frames(ben) - before).toBeGreaterThanOrEqual(4)
    expect(told(ben).at(-1)?.others[0]?.at).toEqual(place(ben, note, 99 % 16))
  })

  it('stay on each other’s page by a sign of life, and go ten seconds after the last', async () => {
    const { net, ana, ben, note } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle(60_000)
    expect(names(ana)).toEqual(['Member 0'])
    const before = told(ana).length
    net.meddle = (bytes, from) => (from === ben ? undefined : bytes)
    await settle(5000)
    expect(names(ana)).toEqual(['Member 0'])
    await settle(6000)
    expect(names(ana)).toEqual([])
    expect(told(ana).length).toBe(before + 1)
  })

  it('leave nothing in the database', async () => {
    const { ana, ben, note } = await table(2)
    const changes = () => ana.db.prepare('SELECT total_changes()').pluck().get()
    const before = changes()
    await on(ana, note, place(ana, note, 3))
    await on(ben, note, place(ben, note, 3))
    await settle(9000)
    await off(ana, note)
    await settle(9000)
    expect(names(ben)).toEqual([])
    expect(changes()).toBe(before)
  })
})

describe('whoever has it off', () => {
  it('is sent one message that says of no note, whatever the others do', async () => {
    const { ana, ben, note, frames } = await table(2)
    const before = frames()
    const bens = frames(ben)
    await on(ana, note, place(ana, note, 1))
    for (let i = 0; i < 10; i++) {
      await on(ana, note, place(ana, note, i))
      await settle(2000)
    }
    expect(frames(ben)).toBe(bens + 1)
    expect(frames()).toBe(before + 1)
    await off(ana, note)
    await settle(20_000)
    expect(frames()).toBe(before + 1)
    expect(told(ben)).toEqual([])
  })

  it('is sent nothing more from the moment it is off, and the others see them go', async () => {
    const { ana, ben, cleo, note, frames } = await table(3)
    for (const device of [ana, ben, cleo]) await on(device, note)
    await settle()
    expect(names(ana).sort()).toEqual(['Member 0', 'Member 1'])
    await off(ben, note)
    await settle()
    expect([names(ana), names(cleo)]).toEqual([['Member 1'], ['Juniper']])
    const before = [frames(ben), told(ben).length]
    for (let i = 0; i < 10; i++) {
      await on(ana, note, place(ana, note, i))
      await settle(2000)
    }
    expect([frames(ben), told(ben).length]).toEqual(before)
    expect(told(cleo).at(-1)?.others[0]?.at).toEqual(place(cleo, note, 9))
    await on(ben, note)
    await settle()
    expect(names(ana).sort()).toEqual(['Member 0', 'Member 1'])
    expect(names(ben).sort()).toEqual(['Juniper', 'Member 1'])
  })

  it('and whoever has it on in another note hears nothing of this one', async () => {
    const { ana, ben, circle, note, frames } = await table(2)
    const { note: other } = await ben.call('note.create', { circle })
    await ben.openNote(circle, other)
    await settle(20_000)
    const before = frames()
    await on(ana, note)
    await on(ben, other)
    await settle(30_000)
    // A point and a proof each, and no word after.
    expect(frames()).toBe(before + 4)
    expect([told(ana), told(ben)]).toEqual([[], []])
    await on(ben, note)
    await settle()
    expect([names(ana), names(ben)]).toEqual([['Member 0'], ['Juniper']])
  })
})

describe('it ends', () => {
  it('when the note closes, and is off when it opens again', async () => {
    const { ana, ben, circle, note } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle()
    await ben.call('note.close', { note })
    await settle()
    expect(names(ana)).toEqual([])
    await ben.openNote(circle, note)
    await settle(10_000)
    expect(names(ana)).toEqual([])
  })

  it('when the notebook locks, without waiting, and is off after that', async () => {
    const { net, ana, ben, circle, note } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle()
    ben.live.close()
    await settle(10)
    expect(names(ana)).toEqual([])
    await restart(net, ben)
    await ben.openNote(circle, note)
    await settle(10_000)
    expect(names(ana)).toEqual([])
    expect(await ben.fault('note.together', { note: '00'.repeat(32), on: true, at: null })).toBe('not-found')
  })

  it('and nothing of it is left to wake up in a notebook that is locked', async () => {
    const { ana, ben, note } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle()
    ben.live.close()
    ben.db.close()
    await settle(20_000)
    expect(names(ana)).toEqual([])
  })

  it('in a room of old keys, where nothing is said that is said in the newest', async () => {
    const { net, ana, ben, cleo, circle, note, frames } = await table(3)
    // For Cleo, who has not heard of the new keys, both stay in the room of the old ones as well.
    net.cut(cleo)
    await on(ana, note)
    await on(ben, note)
    await settle()
    await ana.call('circle.rekey', { circle })
    await settle(20_000)
    expect(ben.rooms.filter(room => ana.rooms.includes(room)).length).toBe(2)
    expect([names(ana), names(ben)]).toEqual([['Member 0'], ['Juniper']])
    const before = frames(ben)
    await settle(20_000)
    expect(frames(ben) - before).toBe(5)
  })

  it('with whoever is let out, at once and both ways', async () => {
    const { ana, ben, cleo, circle, note } = await table(3)
    for (const device of [ana, ben, cleo]) await on(device, note)
    await settle()
    const { members } = await ana.call('circle.read', { circle })
    const gone = members.find(({ name }) => name === 'Member 0')?.id ?? ''
    await ana.call('circle.remove', { circle, member: gone, now: true })
    await settle()
    expect(names(ana)).not.toContain('Member 0')
    const before = told(ben).length
    await on(ana, note, place(ana, note, 5))
    await settle(400)
    expect(
      told(ben)
        .slice(before)
        .flatMap(({ others }) => others),
    ).toEqual([])
    expect(await ben.fault('note.together', { note, on: true, at: null })).toBe('read-only')
    // New keys, a new room: the two who stay go on there.
    await until(
      () => names(ana).join() === 'Member 1' && names(cleo).join() === 'Juniper',
      'the two who stay',
    )
    await settle(20_000)
    expect(names(ana)).toEqual(['Member 1'])
  })

  it('and does not begin for somebody who has the circle put away', async () => {
    const { ana, ben, circle, note } = await table(2)
    await on(ana, note)
    await on(ben, note)
    await settle()
    await ben.call('circle.putAway', { circle, away: true })
    await settle(5000)
    expect(names(ana)).toEqual([])
    expect(await ben.fault('note.together', { note, on: true, at: null })).toBe('read-only')
  })
})

it('shows a person nothing of their own other computer, and others each of the two', async () => {
  const { net, ana, ben, circle, note } = await table(2)
  const laptop = new Device('laptop', net)
  const { link } = await ben.call('circle.linkCode', { circle })
  await laptop.call('circle.takeUp', { code: link })
  await until(() => laptop.joining()?.step === 'compare', 'words to compare')
  const { asking } = await ben.call('circle.computers', { circle })
  await ben.call('circle.linkAnswer', { circle, link: asking[0]?.id ?? '', same: true })
  await laptop.call('circle.wordsMatch', { join: laptop.joining()?.id ?? '' })
  await until(async () => {
    const read = laptop.joining()?.step === 'joined' && (await laptop.call('circle.read', { circle }))
    return read !== false && !read.keyless && read.notes.length === 1
  }, 'the laptop is in')
  await laptop.openNote(circle, note)
  await settle(20_000)
  for (const device of [ana, ben, laptop]) await on(device, note)
  await settle()
  expect(names(ana)).toEqual(['Member 0', 'Member 0'])
  expect([names(ben), names(laptop)]).toEqual([['Juniper'], ['Juniper']])
})

it('takes no cursor that is not one', async () => {
  const { ana, note } = await table(2)
  for (const at of [new Uint8Array(), Uint8Array.of(9), Uint8Array.of(1, 1, 65, 0), new Uint8Array(80)])
    expect(await ana.fault('note.together', { note, on: true, at })).toBe('bad-request')
})
