/** History from joining on, notes opened to newcomers, and words erased, over links and between whole vaults. */
import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { Circle } from '../../../src/shared/circle/circle.ts'
import { Device, letIn, Net, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const PATIENCE = 20_000
const read = (device: Device, circle: string): Promise<Circle> => device.call('circle.read', { circle })

/** Ana and Ben with a note of theirs, then Cleo. */
async function three(history: 'everything' | 'from-joining') {
  const net = new Net()
  const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map(name => new Device(name, net)) as [
    Device,
    Device,
    Device,
  ]
  const { circle } = await ana.call('circle.found', { name: 'Thursday table', ownName: 'Juniper', history })
  await letIn(ana, ben, circle, 'Ben')
  const { note } = await ana.call('note.create', { circle })
  await until(async () => (await read(ben, circle)).notes.length === 1, 'the note at Ben’s', PATIENCE)
  const a = await ana.openNote(circle, note)
  const b = await ben.openNote(circle, note)
  expect(await a.write('Before Cleo came. ')).toBe('')
  await until(() => ben.text(note).includes('Before'), 'Ana’s words at Ben’s', PATIENCE)
  expect(await b.write('So it was. ')).toBe('')
  await until(() => ana.text(note).includes('So it was'), 'Ben’s words at Ana’s', PATIENCE)
  return { net, ana, ben, cleo, circle, note, a, b }
}

describe('a newcomer where history begins with joining', () => {
  it('is in with a new epoch, sees that a note is closed, and has it when somebody opens it', async () => {
    const { net, ana, ben, cleo, circle, note } = await three('from-joining')
    await letIn(ana, cleo, circle, 'Cleo')
    expect((await read(cleo, circle)).history).toBe('from-joining')
    await until(async () => (await read(cleo, circle)).closedNotes === 1, 'a closed note at Cleo’s', PATIENCE)
    expect((await read(cleo, circle)).notes).toEqual([])
    expect(await cleo.fault('note.open', { circle, note })).toBe('not-found')
    // The circle's own document is opened to them without anybody's asking.
    const opened = cleo.db
      .prepare("SELECT count(*) FROM documents WHERE kind = 'circle' AND closed = 0")
      .pluck()
    await until(() => opened.get() === 1, 'the circle’s document at Cleo’s', PATIENCE)

    await until(
      async () => (await ben.call('note.readers', { circle, note })).closedTo.join() === 'Cleo',
      'Ben sees who cannot read it',
      PATIENCE,
    )
    await ben.call('note.openUp', { circle, note })
    await until(async () => (await read(cleo, circle)).notes.length === 1, 'the note at Cleo’s', PATIENCE)
    expect((await read(cleo, circle)).closedNotes).toBe(0)
    const c = await cleo.openNote(circle, note)
    expect(cleo.text(note)).toBe('Before Cleo came. So it was. ')
    const { opened: label, partial } = await cleo.call('note.readers', { circle, note })
    expect({ by: label?.by, partial }).toEqual({ by: 'Ben', partial: false })
    expect(await c.write('Now I know. ')).toBe('')
    for (const who of [ana, ben])
      await until(() => who.text(note).includes('Now I know.'), `Cleo’s words at ${who.name}’s`, PATIENCE)
    // Nothing of all this is asked for again and again.
    await settle(2000)
    const before = net.frames.length
    await settle(2500)
    expect(net.frames.length - before).toBeLessThan(8)
    for (const who of [ana, ben, cleo]) expect((await read(who, circle)).refusals).toEqual([])
  }, 60_000)

  it('gets words that are begun after they came, although their writer was away', async () => {
    const { net, ana, ben, cleo, circle } = await three('from-joining')
    net.cut(ben)
    await letIn(ana, cleo, circle, 'Cleo')
    const { note } = await ana.call('note.create', { circle })
    net.plug(ben)
    await until(async () => (await read(cleo, circle)).notes.length === 1, 'the new note', PATIENCE)
    await until(async () => (await read(ben, circle)).notes.length === 2, 'both notes at Ben’s', PATIENCE)
    const b = await ben.openNote(circle, note)
    await cleo.openNote(circle, note)
    await until(async () => (await b.write('Hello Cleo.')) === '', 'Ben may write', PATIENCE)
    await until(() => cleo.text(note).includes('Hello Cleo.'), 'his words at hers', PATIENCE)
  }, 60_000)
})

describe('words that somebody erases', () => {
  it('go from the pages of all who are in reach, and from those who come back, and travel to nobody again', async () => {
    const { net, ana, ben, cleo, circle, note } = await three('everything')
    await letIn(ana, cleo, circle, 'Cleo')
    await until(async () => (await read(cleo, circle)).notes.length === 1, 'the note at Cleo’s', PATIENCE)
    net.cut(cleo)
    expect((await ana.call('note.readers', { circle, note })).mayErase).toBe(true)
    await ana.call('note.eraseMine', { circle, note })
    expect((await ana.call('note.readers', { circle, note })).mayErase).toBe(false)
    expect(await ana.fault('note.eraseMine', { circle, note })).toBe('not-found')
    await until(() => ben.news.some(({ news }) => news === 'note.rebuilt'), 'Ben’s page is told', PATIENCE)
    for (const who of [ana, ben]) {
      await who.call('note.close', { note })
      await who.openNote(circle, note)
      expect(who.text(note)).toBe('So it was. ')
    }
    await cleo.openNote(circle, note)
    expect(cleo.text(note)).toBe('Before Cleo came. So it was. ')
    net.plug(cleo)
    await until(() => cleo.news.some(({ news }) => news === 'note.rebuilt'), 'Cleo’s page is told', PATIENCE)
    await cleo.call('note.close', { note })
    await cleo.openNote(circle, note)
    expect(cleo.text(note)).toBe('So it was. ')
    for (const who of [ana, ben, cleo]) {
      const bodies = who.db
        .prepare('SELECT count(*) FROM envelopes WHERE outline IS NOT NULL AND body IS NULL')
        .pluck()
      expect(bodies.get()).toBe(2)
      expect((await read(who, circle)).refusals).toEqual([])
    }
  }, 60_000)
})
