/** Who comes, who goes, and who agrees, over links: what each device is told, and what nobody gets who is out. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { hex, unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { Circle } from '../../../src/shared/circle/circle.ts'
import { agree, circleOf, Device, knock, letIn, Net, restart, settle, until } from './world.ts'

/** Whoever is told that they are out is in no room for a while after so long, in ms. */
const RESTS = 40_000

/** Devices whose boxes in the log hold nothing that opens. */
const blind = vi.hoisted(() => new Set<string>())
vi.mock(import('../../../src/main/vault/circle/epoch/epoch.ts'), async original => {
  const real = await original()
  return {
    ...real,
    gather: (circle, epochs, device, ...rest) =>
      blind.has(hex(device)) ? new Map() : real.gather(circle, epochs, device, ...rest),
  }
})

beforeAll(() => sodiumReady)

const read = (device: Device, circle: string): Promise<Circle> => device.call('circle.read', { circle })
const names = async (device: Device, circle: string): Promise<string[]> =>
  (await read(device, circle)).members.map(({ name }) => name).sort()
const idOf = async (device: Device, circle: string, name: string): Promise<string> =>
  (await read(device, circle)).members.find(one => one.name === name)?.id ?? ''

/** Ana, Ben and Cleo, whose note everybody has open. */
async function three() {
  const { net, devices, circle, note } = await circleOf(3)
  const [ana, ben, cleo] = devices as [Device, Device, Device]
  const notes = []
  for (const device of devices) notes.push(await device.openNote(circle, note))
  await notes[0]!.write('Begun. ')
  await until(() => devices.every(device => device.text(note).includes('Begun.')), 'begun everywhere')
  return { net, ana, ben, cleo, circle, note, a: notes[0]!, b: notes[1]!, c: notes[2]! }
}

describe('a removal in a circle of three', () => {
  it('leaves everybody else in the seat that was theirs', async () => {
    const { ana, ben, circle } = await three()
    const seats = async (device: Device) =>
      Object.fromEntries((await read(device, circle)).members.map(({ name, seat }) => [name, seat]))
    expect(await seats(ana)).toEqual({ Juniper: 0, 'Member 0': 1, 'Member 1': 2 })
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 0'), now: true })
    await until(async () => (await read(ana, circle)).members.length === 2, 'Ben is out')
    expect(await seats(ana)).toEqual({ Juniper: 0, 'Member 1': 2 })
    expect(await seats(ben)).toEqual({ Juniper: 0, 'Member 0': 1, 'Member 1': 2 })
  })

  it('waits for a second person, then tells the one who is out, and no word after it reaches them', async () => {
    const { ana, ben, cleo, circle, note, a, b, c } = await three()
    const member = await idOf(ana, circle, 'Member 1')
    await ana.call('circle.remove', { circle, member, now: false })
    await until(async () => (await read(ben, circle)).waiting.length === 1, 'Ben is asked')
    expect((await read(ben, circle)).waiting[0]).toMatchObject({
      what: 'remove',
      name: 'Member 1',
      by: 'Juniper',
      yours: false,
      mayAgree: true,
    })
    expect((await read(ana, circle)).waiting[0]).toMatchObject({ yours: true, mayAgree: false })
    expect((await read(cleo, circle)).waiting).toEqual([])
    expect(await names(ana, circle)).toHaveLength(3)
    await agree(ben, circle)
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    await until(() => cleo.rooms.length === 0, 'Cleo is in no room for a while', RESTS)
    await until(async () => (await read(ana, circle)).sync.links === 1, 'Ana and Ben are alone')
    expect(await names(ben, circle)).toEqual(['Juniper', 'Member 0'])
    await a.write('After. ')
    await b.write('And Ben. ')
    await until(() => ana.text(note) === ben.text(note) && ana.text(note).includes('And Ben.'), 'they go on')
    expect(cleo.text(note)).toBe('Begun. ')
    expect(await c.write('Cleo again. ')).toBe('read-only')
    // New keys came by themselves, and Cleo has them not.
    const epochs = (device: Device) => device.db.prepare('SELECT count(*) FROM epoch_keys').pluck().get()
    await until(() => Number(epochs(ana)) === 2 && epochs(ben) === 2, 'a new epoch')
    expect(epochs(cleo)).toBe(1)
  })

  it('takes what is written while it waits from everybody’s page, and shows it set aside to whoever wrote it', async () => {
    const { ana, ben, cleo, circle, note, c } = await three()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: false })
    await until(async () => (await read(ben, circle)).waiting.length === 1, 'Ben is asked')
    await c.write('While it waits. ')
    await until(() => ben.text(note).includes('While it waits.'), 'Ben reads it')
    await agree(ben, circle)
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    await settle(2500)
    for (const device of [ana, ben]) {
      await device.call('note.close', { note })
      await device.openNote(circle, note)
      expect(device.text(note)).toBe('Begun. ')
      expect(await device.call('note.aside', { circle, note })).toEqual([])
    }
    expect(await cleo.call('note.aside', { circle, note })).toMatchObject([
      { text: 'While it waits. ', by: ['Member 1'], at: null },
    ])
  })

  it('acts at once in an emergency, and asks the second person afterwards', async () => {
    const { ana, ben, cleo, circle, note, a } = await three()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: true })
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told at once')
    expect(await cleo.fault('circle.invite', { circle })).toBe('not-a-member')
    expect(await cleo.fault('circle.leave', { circle })).toBe('not-a-member')
    await a.write('After. ')
    await until(() => ben.text(note).includes('After.'), 'Ben goes on')
    expect(cleo.text(note)).toBe('Begun. ')
    expect((await read(ben, circle)).waiting[0]).toMatchObject({ what: 'removed', mayAgree: true })
    const [waiting] = (await read(ben, circle)).waiting
    expect(await ben.call('circle.questions', {})).toEqual([{ circle, waiting: waiting?.id }])
    expect(await ana.call('circle.questions', {})).toEqual([])
    await agree(ben, circle)
    await until(async () => (await read(ana, circle)).waiting.length === 0, 'it is settled')
  })

  it('tells somebody who was away, in the room where they were last, and gives them nothing else', async () => {
    const { net, ana, ben, cleo, circle, note, a } = await three()
    net.cut(cleo)
    await settle()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: false })
    await agree(ben, circle)
    await until(() => ana.db.prepare('SELECT count(*) FROM epoch_keys').pluck().get() === 2, 'a new epoch')
    await a.write('After. ')
    await until(() => ben.text(note).includes('After.'), 'Ben goes on')
    await settle(600)
    const had = cleo.db.prepare('SELECT count(*) FROM envelopes').pluck().get()
    const log = Number(cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get())
    net.plug(cleo)
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    await settle(300)
    expect(cleo.db.prepare('SELECT count(*) FROM envelopes').pluck().get()).toBe(had)
    // The removal and the signature under it; not the keys that followed.
    expect(cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get()).toBe(log + 2)
    expect(cleo.wish?.dial).toEqual([])
    expect(await names(cleo, circle)).toEqual(['Juniper', 'Member 0'])
    // Nor does listening on bring anything, now or after a restart.
    for (let i = 0; i < 2; i++) {
      await until(() => cleo.rooms.length === 0, 'she rests', RESTS)
      expect(cleo.db.prepare('SELECT count(*) FROM envelopes').pluck().get()).toBe(had)
      expect(cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get()).toBe(log + 2)
      expect(cleo.wish?.dial).toEqual([])
      await restart(net, cleo)
    }
  })

  it('is believed by somebody who lacks what came before it, and they dial no more', async () => {
    const { net, ana, ben, cleo, circle, c } = await three()
    net.cut(cleo)
    await settle()
    // Something that Cleo has not heard comes before the removal.
    const { id: invite } = await ana.call('circle.invite', { circle })
    await ana.call('circle.uninvite', { circle, invite })
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: false })
    await agree(ben, circle)
    const log = cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get()
    net.plug(cleo)
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    expect(cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get()).toBe(log)
    expect(cleo.wish?.dial).toEqual([])
    expect(await c.write('Cleo again. ')).toBe('read-only')
    await restart(net, cleo)
    await until(() => cleo.rooms.length === 0, 'she rests', RESTS)
    expect(cleo.wish?.dial).toEqual([])
    expect(cleo.db.prepare('SELECT count(*) FROM log_entries').pluck().get()).toBe(log)
    expect((await read(cleo, circle)).standing).toBe('removed')
  })

  it('who was told takes no word from somebody who has not heard yet, and gives none', async () => {
    const { net, ana, ben, cleo, circle, note, b } = await three()
    net.cut(ben)
    await settle()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: true })
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    net.cut(ana)
    await b.write('Ben has not heard. ')
    await restart(net, cleo)
    const counts = (device: Device) =>
      ['envelopes', 'log_entries'].map(table =>
        device.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
      )
    const [hers, his] = [counts(cleo), counts(ben)]
    net.frames = []
    net.plug(ben)
    await until(async () => (await read(ben, circle)).sync.links === 1, 'Ben finds her')
    await b.write('Nor now. ')
    await settle(5000)
    expect(net.frames.some(({ from, to }) => from === ben && to === cleo)).toBe(true)
    expect([counts(cleo), counts(ben)]).toEqual([hers, [Number(his[0]) + 1, his[1]]])
    expect(cleo.text(note)).toBe('Begun. ')
    expect(await names(ben, circle)).toHaveLength(3)
  })
})

describe('a removal that does not stand', () => {
  /** Ana lets the host Ben out; he has not heard, lets Dan out, and is the first whom Dan meets. */
  async function told() {
    const { net, devices, circle } = await circleOf(4)
    const [ana, ben, cleo, dan] = devices as [Device, Device, Device, Device]
    await ana.call('circle.promote', { circle, member: await idOf(ana, circle, 'Member 0') })
    await agree(cleo, circle)
    const isHost = async () =>
      (await read(ben, circle)).members.some(({ you, facilitator }) => you && facilitator)
    await until(isHost, 'Ben is a host')
    await settle(3000)
    for (const device of devices) net.cut(device)
    await settle(100)
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 0'), now: true })
    await ben.call('circle.remove', { circle, member: await idOf(ben, circle, 'Member 2'), now: true })
    net.plug(ben)
    net.plug(dan)
    await until(async () => (await read(dan, circle)).standing === 'removed', 'Dan is told')
    await settle(5000)
    net.cut(ben)
    return { net, ana, ben, cleo, dan, circle }
  }

  it('is taken back when the one who was told meets anybody who knows better, and all goes on', async () => {
    const { net, ana, ben, cleo, dan, circle } = await told()
    await until(() => dan.rooms.length === 0, 'Dan rests', RESTS)
    net.plug(ana)
    net.plug(cleo)
    await settle(12 * 60_000)
    expect((await read(dan, circle)).standing).toBe('in')
    expect((await read(ben, circle)).standing).toBe('in')
    net.plug(ben)
    await until(async () => (await read(ben, circle)).standing === 'removed', 'Ben hears it too')
    await settle(60_000)
    expect((await read(dan, circle)).standing).toBe('in')
    const made = await dan.call('note.create', { circle })
    await until(async () => (await read(ana, circle)).notes.some(({ id }) => id === made.note), 'Dan writes')
  })

  it('is taken back by a file of somebody who knows better', async () => {
    const { ana, dan, circle } = await told()
    const path = join(mkdtempSync(join(tmpdir(), 'kinfold-parted-')), 'to-dan.kinfold-sync')
    mkdirSync(ana.dir, { recursive: true })
    const [from, to] = ['1', '2'].map(n => n.padStart(32, '0')) as [string, string]
    ana.places.add(from, path)
    dan.places.add(to, path)
    await ana.call('circle.fileWrite', { circle, to: [], file: from })
    await dan.call('circle.fileRead', { file: to })
    expect((await read(dan, circle)).standing).toBe('in')
    await restart(new Net(), dan)
    expect((await read(dan, circle)).standing).toBe('in')
    rmSync(dirname(path), { recursive: true })
  })
})

describe('words of somebody who was removed meanwhile', () => {
  it('count for nobody, also where they were read before the removal was known', async () => {
    const { net, ana, ben, cleo, circle, note, b, c } = await three()
    net.cut(ana)
    await settle()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: true })
    await c.write('Cleo does not know. ')
    await until(() => ben.text(note).includes('Cleo does not know.'), 'Ben reads it')
    net.plug(ana)
    await until(async () => (await names(ben, circle)).length === 2, 'Ben has heard')
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    await settle(2500)
    await b.write('By Ben. ')
    const shown = async (device: Device): Promise<string> => {
      await device.call('note.close', { note })
      await device.openNote(circle, note)
      return device.text(note)
    }
    for (const device of [ana, ben]) expect(await shown(device)).not.toContain('Cleo does not know.')
    expect(await shown(ana)).toBe(await shown(ben))
  })
})

describe('a second person', () => {
  it('lets in whom a host has let in, also when both programs were closed in between', async () => {
    const { net, ana, ben, circle } = await three()
    const dana = new Device('dana', net)
    const { link } = await ana.call('circle.invite', { circle })
    const request = await knock(ana, dana, circle, { invitation: link, ownName: 'Dana' })
    await until(() => dana.joining()?.step === 'compare', 'words to compare')
    await ana.call('circle.answer', { circle, join: request.id, admit: true })
    await settle(100)
    expect(dana.joining()?.step).toBe('compare')
    await dana.call('circle.wordsMatch', { join: dana.joining()?.id ?? '' })
    await until(() => dana.joining()?.step === 'second', 'Dana waits for a second')
    for (const device of [dana, ana]) {
      net.cut(device)
      device.live.close()
      await settle()
      device.open()
    }
    expect(await dana.call('circle.joining', {})).toMatchObject([
      { step: 'second', circleName: 'Thursday table' },
    ])
    expect(await names(ben, circle)).toHaveLength(3)
    expect((await read(ben, circle)).waiting).toMatchObject([{ what: 'admit', name: 'Dana', by: 'Juniper' }])
    await agree(ben, circle)
    net.plug(dana)
    net.plug(ana)
    await until(() => dana.joining()?.step === 'joined', 'Dana is in')
    await until(async () => (await read(dana, circle)).notes.length === 1, 'the note at Dana’s')
    expect(await names(dana, circle)).toHaveLength(4)
  })

  it('is asked about a new host, and nobody may ask for it who is none', async () => {
    const { ana, ben, cleo, circle } = await three()
    const bens = await idOf(ana, circle, 'Member 0')
    expect(await cleo.fault('circle.promote', { circle, member: bens })).toBe('not-a-host')
    expect((await read(cleo, circle)).members.flatMap(({ may }) => may)).toEqual([])
    await ana.call('circle.promote', { circle, member: bens })
    await until(async () => (await read(ben, circle)).members.length === 3, 'still three')
    expect((await read(ben, circle)).waiting).toEqual([])
    await agree(cleo, circle)
    await until(
      async () => (await read(ben, circle)).members.some(({ you, facilitator }) => you && facilitator),
      'Ben is a host',
    )
    expect((await read(ben, circle)).members.find(({ name }) => name === 'Juniper')?.may).toEqual([])
    await ana.call('circle.demote', { circle, member: bens })
    await until(
      async () => (await read(ben, circle)).members.every(({ you, facilitator }) => !you || !facilitator),
      'Ben is none',
    )
  })
})

describe('somebody who leaves', () => {
  it('is heard of, is written for no more, and reads on what there was', async () => {
    const { ana, ben, cleo, circle, note, a } = await three()
    await cleo.call('circle.leave', { circle })
    await until(async () => (await names(ana, circle)).length === 2, 'Ana has heard')
    await until(async () => (await names(ben, circle)).length === 2, 'Ben has heard')
    await until(() => ben.db.prepare('SELECT count(*) FROM epoch_keys').pluck().get() === 2, 'new keys')
    await until(() => cleo.rooms.length === 0, 'Cleo is in no room')
    await a.write('After. ')
    await until(() => ben.text(note).includes('After.'), 'they go on')
    expect(cleo.text(note)).toBe('Begun. ')
    expect((await read(cleo, circle)).standing).toBe('left')
  })

  it('while nobody is in reach says so when somebody is', async () => {
    const { net, ana, cleo, circle } = await three()
    net.cut(cleo)
    await settle()
    await cleo.call('circle.leave', { circle })
    cleo.live.close()
    cleo.open()
    expect(cleo.rooms).not.toEqual([])
    net.plug(cleo)
    await until(async () => (await names(ana, circle)).length === 2, 'Ana has heard')
    await until(() => cleo.rooms.length === 0, 'Cleo is in no room')
  })
})

describe('a device whose box held no key', () => {
  it('asks for the key where it is, and is given it', async () => {
    const { ana, ben, cleo, circle, note, a } = await three()
    const keys = (device: Device) => device.db.prepare('SELECT count(*) FROM epoch_keys').pluck().get()
    const me = openCircles(cleo.db, cleo.clock).me(unhex(circle) as CircleId)
    blind.add(hex(me.device))
    await ana.call('circle.rekey', { circle })
    await until(() => keys(ben) === 2, 'new keys at Ben’s')
    await until(() => keys(cleo) === 2, 'and at Cleo’s, by another way')
    await a.write('After. ')
    await until(() => cleo.text(note).includes('After.'), 'Cleo reads on')
  })
})

describe('two hosts', () => {
  it('who both find new keys due make them one after the other, and end with the same ones', async () => {
    const { net, ana, ben, cleo, circle, note, a, b } = await three()
    await ana.call('circle.promote', { circle, member: await idOf(ana, circle, 'Member 0') })
    await agree(cleo, circle)
    await until(
      async () => (await read(ben, circle)).members.some(({ you, facilitator }) => you && facilitator),
      'Ben is a host',
    )
    for (const device of [ana, ben]) net.cut(device)
    await settle()
    await ana.call('circle.rekey', { circle })
    await ben.call('circle.rekey', { circle })
    for (const device of [ana, ben]) net.plug(device)
    const heads = (device: Device) =>
      device.db.prepare('SELECT count(*) FROM epoch_keys').pluck().get() as number
    // Founding's, one of each, and the one that joins them.
    await until(() => [ana, ben, cleo].every(device => heads(device) === 4), 'one epoch again')
    await a.write('By Ana. ')
    await b.write('By Ben. ')
    await until(
      () => cleo.text(note).includes('By Ana.') && cleo.text(note).includes('By Ben.'),
      'Cleo reads',
    )
  })
})

describe('somebody who is invited again', () => {
  it('after they were let out comes in anew, and keeps what was here', async () => {
    const { ana, ben, cleo, circle, note } = await three()
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: true })
    await agree(ben, circle)
    await until(async () => (await read(cleo, circle)).standing === 'removed', 'Cleo is told')
    await cleo.call('circle.putAway', { circle, away: true })
    await cleo.call('note.close', { note })
    await letIn(ana, cleo, circle, 'Cleo again')
    await until(async () => (await read(cleo, circle)).standing === 'in', 'Cleo is in again')
    expect((await read(cleo, circle)).away).toBe(false)
    const opened = await cleo.openNote(circle, note)
    expect(cleo.text(note)).toBe('Begun. ')
    await until(async () => !(await read(cleo, circle)).notes[0]?.readOnly, 'keys')
    expect(await opened.write('Back. ')).toBe('')
    await until(() => ana.text(note).includes('Back.'), 'Ana reads it')
    expect(await names(ana, circle)).toEqual(['Cleo again', 'Juniper', 'Member 0'])
    expect(
      await cleo.fault('circle.join', {
        invitation: (await ana.call('circle.invite', { circle })).link,
        ownName: 'C',
      }),
    ).toBe('already-a-member')
  })

  it('after they left, likewise, and where the hubs are is known still', async () => {
    const { ana, ben, cleo, circle } = await three()
    ana.live.onShell({ kind: 'hub', addresses: ['10.0.0.77:48132'] })
    await until(() => cleo.wish?.dial.includes('10.0.0.77:48132') === true, 'Ana’s hub')
    await cleo.call('circle.leave', { circle })
    await until(async () => (await names(ben, circle)).length === 2, 'they have heard')
    await until(() => cleo.rooms.length === 0, 'Cleo is in no room')
    await letIn(ana, cleo, circle, 'Cleo again')
    await until(async () => (await read(cleo, circle)).standing === 'in', 'Cleo is in again')
    expect(cleo.wish?.dial).toContain('10.0.0.77:48132')
  })
})
