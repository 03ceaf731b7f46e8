/** What is done with a circle as a whole, over links: closed, put away, copied, agreed on, followed, begun anew. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeEntry } from '../../../src/main/vault/circle/log/entry.ts'
import { unhex } from '../../../src/main/vault/circle/names/hex.ts'
import { openCircles } from '../../../src/main/vault/circle/store.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { Circle } from '../../../src/shared/circle/circle.ts'
import type { LogLine } from '../../../src/shared/circle/log.ts'
import { logSentence } from '../../../src/shared/locales/circle-log.ts'
import { en } from '../../../src/shared/locales/en.ts'
import { agree, circleOf, Device, letIn, type Net, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const PATIENCE = 20_000
const read = (device: Device, circle: string): Promise<Circle> => device.call('circle.read', { circle })
const log = async (device: Device, circle: string): Promise<LogLine[]> =>
  (await device.call('circle.log', { circle })).lines
const sentences = async (device: Device, circle: string): Promise<string[]> =>
  (await log(device, circle)).map(logSentence)
const becomes = (device: Device, circle: string, standing: Circle['standing']): Promise<void> =>
  until(
    async () => (await read(device, circle)).standing === standing,
    `${device.name}: ${standing}`,
    PATIENCE,
  )
const idOf = async (device: Device, circle: string, name: string): Promise<string> =>
  (await read(device, circle)).members.find(one => one.name === name)?.id ?? ''

/** A restart that takes nothing along but the rows. */
function restart(device: Device, net: Net): void {
  net.cut(device)
  device.live.close()
  device.open()
  net.plug(device)
}

describe('a circle that its first host closes', () => {
  it('is closed for everyone: nobody writes, invites or makes keys, and all can read and leave', async () => {
    const { devices, circle, note } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    const bens = await ben.openNote(circle, note)
    await bens.write('Before. ')
    const anas = await ana.openNote(circle, note)
    await until(() => ana.text(note).includes('Before.'), 'Ana reads', PATIENCE)
    expect((await read(ben, circle)).may).not.toContain('close')
    expect(await ben.fault('circle.close', { circle })).toBe('not-a-host')
    expect((await read(ana, circle)).may).toContain('close')
    await ana.call('circle.close', { circle })
    for (const device of devices) await becomes(device, circle, 'closed')
    for (const written of [anas, bens]) expect(await written.write('After. ')).toBe('read-only')
    for (const call of ['note.create', 'circle.invite', 'circle.rekey', 'circle.close'] as const)
      expect(await ana.fault(call, { circle }), call).not.toBe('')
    expect((await cleo.call('note.open', { circle, note })).readOnly).toBe(true)
    expect(await sentences(cleo, circle)).toContain('Juniper closed the circle.')
    await cleo.call('circle.leave', { circle })
    await becomes(cleo, circle, 'left')
  })

  it('refuses what a patched program writes that knows of the end, and takes what somebody wrote before', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bens = await ben.openNote(circle, note)
    await ana.openNote(circle, note)
    net.cut(ben)
    await settle()
    await ana.call('circle.close', { circle })
    await bens.write('Not knowing. ')
    net.plug(ben)
    await becomes(ben, circle, 'closed')
    await until(() => ana.text(note).includes('Not knowing.'), 'it still arrives', PATIENCE)
    expect((await read(ana, circle)).refusals).toEqual([])
  })
})

describe('a circle that is put away', () => {
  it('is read here alone, goes on arriving, says so to nobody, and comes back', async () => {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bens = await ben.openNote(circle, note)
    const anas = await ana.openNote(circle, note)
    const entries = await log(ben, circle)
    await ben.call('circle.putAway', { circle, away: true })
    expect((await ben.call('circle.list', {}))[0]).toMatchObject({ away: true, standing: 'in' })
    expect(await bens.write('Away. ')).toBe('read-only')
    for (const call of ['note.create', 'circle.leave'] as const)
      expect(await ben.fault(call, { circle }), call).not.toBe('')
    await anas.write('Still arrives. ')
    await until(() => ben.text(note).includes('Still arrives.'), 'it arrives', PATIENCE)
    restart(ben, net)
    expect((await read(ben, circle)).away).toBe(true)
    expect((await ben.call('note.open', { circle, note })).readOnly).toBe(true)
    expect((await read(ana, circle)).away).toBe(false)
    await ben.call('circle.putAway', { circle, away: false })
    expect((await ben.call('note.open', { circle, note })).readOnly).toBe(false)
    expect(await log(ana, circle)).toEqual(entries)
  })
})

describe('a readable copy', () => {
  const places: string[] = []
  afterEach(() => {
    for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true })
  })
  const FOLDER = 'ab'.repeat(16)
  /** Ana and Ben with a written note, and a folder that Ben chose. */
  async function ready() {
    const { net, devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const anas = await ana.openNote(circle, note)
    await anas.write('# not a heading, *not* bold <b>')
    await ben.openNote(circle, note)
    await until(() => ben.text(note).includes('not a heading'), 'Ben reads', PATIENCE)
    const place = mkdtempSync(join(tmpdir(), 'kinfold-copy-'))
    places.push(place, ben.dir)
    mkdirSync(ben.dir, { recursive: true })
    ben.places.add(FOLDER, place)
    const copy = (to = FOLDER) => ben.call('circle.export', { circle, to, language: 'en' })
    return { net, ana, ben, circle, note, place, copy }
  }

  it('holds the policy on page one, every note and the log, and the circle’s log says that it was made', async () => {
    const { ana, ben, circle, place, copy } = await ready()
    const made = await copy()
    expect(made).toMatchObject({ notes: 1, left: [], told: true })
    const folder = join(place, made.name)
    expect(made.name).not.toContain('Thursday')
    expect(readdirSync(folder).sort()).toEqual([
      '1 Read this first.md',
      'Circle log.md',
      'Notes',
      'circle.json',
    ])
    const first = readFileSync(join(folder, '1 Read this first.md'), 'utf8')
    expect(
      first.startsWith(`# Thursday table\n\n## ${en['export.policy']}\n\n${en['export.policy.none']}`),
    ).toBe(true)
    expect(first).toContain(en['circle.leave.body'])
    const [file = ''] = readdirSync(join(folder, 'Notes'))
    expect(first).toContain(`(<Notes/${file}>)`)
    expect(readFileSync(join(folder, 'Notes', file), 'utf8')).toContain(
      '\\# not a heading, \\*not\\* bold &lt;b>',
    )
    const json = JSON.parse(readFileSync(join(folder, 'circle.json'), 'utf8')) as Record<string, unknown>
    expect(Object.keys(json).slice(0, 3)).toEqual(['format', 'version', 'policy'])
    expect(json).toMatchObject({
      format: 'kinfold-circle',
      version: 1,
      policy: { agreements: null, otherwise: en['export.policy.none'] },
      by: 'Member 0',
      notes: [{ text: '# not a heading, *not* bold <b>', lines: [{ kind: 'paragraph', depth: 0 }] }],
    })
    expect(readFileSync(join(folder, 'Circle log.md'), 'utf8')).toContain('Juniper began this circle.')
    await until(
      async () =>
        (await sentences(ana, circle)).includes('Member 0 made a readable copy of what they can read.'),
      'Ana is told',
      PATIENCE,
    )
    expect((await sentences(ben, circle)).filter(said => said.includes('readable copy'))).toHaveLength(1)
    // Again: beside it, and nothing is written over.
    expect((await copy()).name).toBe(`${made.name} (2)`)
    expect(readdirSync(place)).toHaveLength(2)
  })

  it('has the agreements on page one, where there are any', async () => {
    const { ana, ben, circle, place, copy } = await ready()
    await ana.call('circle.propose', { circle, lines: ['What is told here stays here.'], after: null })
    const [proposal] = (await ana.call('circle.agreements', { circle })).open
    await ana.call('circle.adopt', { circle, proposal: proposal?.id ?? '' })
    await until(
      async () => (await ben.call('circle.agreements', { circle })).now !== null,
      'adopted',
      PATIENCE,
    )
    const { name } = await copy()
    const first = readFileSync(join(place, name, '1 Read this first.md'), 'utf8')
    expect(first).toMatch(/agreed on\. \(.+\)\n\n- {3}What is told here stays here\.\n/)
    expect(first).not.toContain(en['export.policy.none'])
  })

  it('leaves nothing where it cannot be written, and says nothing in the log', async () => {
    const { ben, circle, place, copy } = await ready()
    ben.places.add('cd'.repeat(16), join(place, 'not there'))
    expect(await ben.fault('circle.export', { circle, to: 'cd'.repeat(16), language: 'en' })).toBe(
      'export-gone',
    )
    ben.places.add('ef'.repeat(16), ben.dir)
    expect(await ben.fault('circle.export', { circle, to: 'ef'.repeat(16), language: 'en' })).toBe(
      'export-refused',
    )
    expect(readdirSync(ben.dir)).toEqual([])
    const copying = ben.fault('circle.export', { circle, to: FOLDER, language: 'en' })
    await new Promise(resolve => setImmediate(resolve))
    ben.live.close()
    expect(await copying).toBe('locked')
    expect(readdirSync(place)).toEqual([])
    ben.open()
    expect((await sentences(ben, circle)).filter(said => said.includes('readable copy'))).toEqual([])
    expect((await copy()).told).toBe(true)
  })

  it('can be made by somebody who left, and then nobody is told', async () => {
    const { ben, circle, place, copy } = await ready()
    await ben.call('circle.leave', { circle })
    const { told, name } = await copy()
    expect(told).toBe(false)
    expect(existsSync(join(place, name, 'circle.json'))).toBe(true)
  })
})

describe('agreements', () => {
  it('are proposed by anybody, taken up by a host, and hold when a second person agrees', async () => {
    const { devices, circle } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    const lines = ['We listen.', 'Nothing leaves.']
    await cleo.call('circle.propose', { circle, lines, after: null })
    await until(
      async () => (await ana.call('circle.agreements', { circle })).open.length === 1,
      'there',
      PATIENCE,
    )
    const [proposal] = (await ana.call('circle.agreements', { circle })).open
    expect(proposal).toMatchObject({ lines, by: 'Member 1', mayAdopt: true })
    expect((await cleo.call('circle.agreements', { circle })).open[0]?.mayAdopt).toBe(false)
    expect(await cleo.fault('circle.adopt', { circle, proposal: proposal?.id ?? '' })).toBe('not-a-host')
    await ana.call('circle.adopt', { circle, proposal: proposal?.id ?? '' })
    expect(await ana.call('circle.agreements', { circle })).toMatchObject({
      now: null,
      open: [{ waits: true }],
    })
    expect((await log(ana, circle))[0]).toMatchObject({ what: 'adopt', about: 'Member 1', standing: 'waits' })
    await until(async () => (await read(ben, circle)).waiting.length === 1, 'Ben is asked', PATIENCE)
    expect((await read(ben, circle)).waiting[0]).toMatchObject({
      what: 'adopt',
      by: 'Juniper',
      mayAgree: true,
    })
    await agree(ben, circle)
    for (const device of devices)
      await until(
        async () => (await device.call('circle.agreements', { circle })).now?.lines.join() === lines.join(),
        'they hold everywhere',
        PATIENCE,
      )
    expect((await ana.call('circle.agreements', { circle })).open).toEqual([])
  })
})

describe('hosts who are gone', () => {
  /** Ana, the host, and three others; Ana is out of reach. */
  async function without() {
    const { net, devices, circle, note } = await circleOf(4)
    const [ana, ben, cleo, dana] = devices as [Device, Device, Device, Device]
    net.cut(ana)
    await settle()
    const heir = await idOf(ben, circle, 'Member 1')
    return { net, ana, ben, cleo, dana, circle, note, heir }
  }

  it('are followed when more than half have signed, and not before', async () => {
    const { net, ana, ben, cleo, dana, circle, heir } = await without()
    const view = await ben.call('circle.succession', { circle })
    expect(view).toMatchObject({ needed: 3, people: 3, may: true, hosts: [{ name: 'Juniper' }] })
    expect(view.hosts[0]?.heard).toBeGreaterThan(ben.clock.now() - 60_000)
    expect(await cleo.fault('circle.promote', { circle, member: heir })).toBe('not-a-host')
    await ben.call('circle.succeed', { circle, member: heir })
    expect(await ben.fault('circle.succeed', { circle, member: heir })).toBe('not-allowed')
    expect((await ben.call('circle.succession', { circle })).may).toBe(false)
    await until(async () => (await read(cleo, circle)).waiting.length === 1, 'Cleo is asked', PATIENCE)
    expect((await read(cleo, circle)).waiting[0]).toMatchObject({
      what: 'succeed',
      name: 'Member 1',
      by: 'Member 0',
      mayAgree: true,
      votes: { signed: 1, needed: 3, mayEnd: false },
    })
    await agree(cleo, circle)
    expect(await cleo.fault('circle.invite', { circle })).toBe('not-a-host')
    await until(
      async () => (await read(dana, circle)).waiting[0]?.votes?.signed === 2,
      'two of three',
      PATIENCE,
    )
    await agree(dana, circle)
    await until(
      async () => (await read(cleo, circle)).members.some(({ you, facilitator }) => you && facilitator),
      'Cleo is host',
      PATIENCE,
    )
    await cleo.call('circle.invite', { circle })
    // Who was away finds it so, and both are hosts.
    net.plug(ana)
    await until(
      async () => (await read(ana, circle)).members.filter(({ facilitator }) => facilitator).length === 2,
      'Ana hears',
      PATIENCE,
    )
  })

  it('who said anything meanwhile are not followed: what the others signed is void', async () => {
    const { net, ana, ben, cleo, dana, circle, heir } = await without()
    await ana.call('circle.rekey', { circle })
    await ben.call('circle.succeed', { circle, member: heir })
    for (const device of [cleo, dana]) await agree(device, circle)
    await until(
      async () => (await read(cleo, circle)).members.some(({ you, facilitator }) => you && facilitator),
      'Cleo is host, as far as they know',
      PATIENCE,
    )
    net.plug(ana)
    await until(
      async () => !(await read(cleo, circle)).members.some(({ you, facilitator }) => you && facilitator),
      'Cleo is none',
      PATIENCE,
    )
    const [line] = (await log(cleo, circle)).filter(({ what }) => what === 'succeed')
    expect(line).toMatchObject({ standing: 'void', about: 'Member 1' })
    expect(await cleo.fault('circle.invite', { circle })).toBe('not-a-host')
  })

  it('end it with one word when they are there', async () => {
    const { net, ana, ben, cleo, dana, circle, heir } = await without()
    await ben.call('circle.succeed', { circle, member: heir })
    await until(async () => (await read(cleo, circle)).waiting.length === 1, 'Cleo is asked', PATIENCE)
    net.plug(ana)
    await until(async () => (await read(ana, circle)).waiting.length === 1, 'Ana is told', PATIENCE)
    expect((await read(ana, circle)).waiting[0]).toMatchObject({
      what: 'succeed',
      mayAgree: false,
      votes: { mayEnd: true },
    })
    expect(await ana.call('circle.questions', {})).toMatchObject([{ circle }])
    await ana.call('circle.putAway', { circle, away: true })
    expect(await ana.call('circle.questions', {})).toEqual([])
    await ana.call('circle.putAway', { circle, away: false })
    expect((await read(cleo, circle)).waiting[0]?.votes?.mayEnd).toBe(false)
    expect(await cleo.fault('circle.here', { circle })).toBe('not-a-host')
    await ana.call('circle.here', { circle })
    await until(async () => (await read(cleo, circle)).waiting.length === 0, 'nothing waits', PATIENCE)
    await until(async () => (await read(dana, circle)).waiting.length === 0, 'at Dana’s neither', PATIENCE)
    expect(await sentences(ben, circle)).toContain('Juniper said: I am still here as a host.')
  })
})

describe('a circle begun anew', () => {
  it('has copies of what one could read and names the old one, which is told only when one wants it', async () => {
    const { devices, circle, note } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    const anas = await ana.openNote(circle, note)
    await anas.write('Shared once. ')
    await ben.openNote(circle, note)
    await until(() => ben.text(note).includes('Shared once.'), 'Ben reads', PATIENCE)
    const entries = (await log(ana, circle)).length
    const made = await ben.call('circle.goOn', { circle, name: 'Friday table', ownName: 'Moss', tell: false })
    expect(made).toMatchObject({ notes: 1, left: [] })
    const view = await read(ben, made.circle)
    expect(view).toMatchObject({
      name: 'Friday table',
      goesOn: { from: true, by: [] },
      may: expect.any(Array),
    })
    expect(view.members).toMatchObject([{ name: 'Moss', facilitator: true, you: true }])
    const copied = view.notes[0]?.id ?? ''
    await ben.openNote(made.circle, copied)
    expect(ben.text(copied)).toBe('Shared once. ')
    expect(await sentences(ben, made.circle)).toContain(
      'Moss said that this circle goes on from an earlier one.',
    )
    expect((await read(ben, circle)).standing).toBe('in')
    await settle(100)
    expect(await log(ana, circle)).toHaveLength(entries)

    await ben.call('circle.goOn', { circle, name: 'Sunday table', ownName: 'Moss', tell: true })
    for (const device of [ana, cleo])
      await until(
        async () => (await read(device, circle)).goesOn.by.join() === 'Member 0',
        'they are told',
        PATIENCE,
      )
    // However often somebody does, their name stands there once.
    await ben.call('circle.goOn', { circle, name: 'Monday table', ownName: 'Moss', tell: true })
    await until(async () => (await log(cleo, circle)).length === entries + 2, 'Cleo hears of both', PATIENCE)
    expect((await read(cleo, circle)).goesOn.by).toEqual(['Member 0'])
    // Whoever is wanted is invited anew.
    await letIn(ben, cleo, made.circle, 'Fern')
    await until(async () => (await read(cleo, made.circle)).notes.length === 1, 'Cleo has the copy', PATIENCE)
  })

  it('is not there at all where its making was stopped', async () => {
    const { devices, circle, note } = await circleOf(1)
    const [ana] = devices as [Device]
    for (let n = 1; n < 40; n++) await ana.call('note.create', { circle })
    await (await ana.openNote(circle, note)).write('Mine. ')
    const before = (await ana.call('circle.list', {})).length
    const made = ana.fault('circle.goOn', { circle, name: 'Anew', ownName: 'Moss', tell: true })
    setImmediate(() => void ana.call('circle.stopWork', {}))
    expect(await made).toBe('stopped')
    expect(await ana.call('circle.list', {})).toHaveLength(before)
    expect((await read(ana, circle)).goesOn.by).toEqual([])
    // And whole when nobody stops it.
    expect(
      await ana.call('circle.goOn', { circle, name: 'Anew', ownName: 'Moss', tell: true }),
    ).toMatchObject({
      notes: 40,
    })
  })

  it('can be begun by somebody who was let out, with what they had', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bens = await ben.openNote(circle, note)
    await bens.write('Mine too. ')
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 0'), now: false })
    await becomes(ben, circle, 'removed')
    const made = await ben.call('circle.goOn', { circle, name: 'Anew', ownName: 'Moss', tell: true })
    expect(made.notes).toBe(1)
    expect((await read(ana, circle)).goesOn.by).toEqual([])
  })
})

describe('this computer signed out', () => {
  it('goes at once where another one of the same person stays, and tells the others', async () => {
    const { net, devices, circle } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    expect(await ben.fault('circle.signOut', { circle })).toBe('not-allowed')
    const second = new Device('second', net)
    const { link } = await ben.call('circle.linkCode', { circle })
    await second.call('circle.takeUp', { code: link })
    await until(() => second.joining()?.step === 'compare', 'words', PATIENCE)
    let asking: { id: string }[] = []
    await until(
      async () => {
        asking = (await ben.call('circle.computers', { circle })).asking
        return asking.length > 0
      },
      'asked',
      PATIENCE,
    )
    await second.call('circle.wordsMatch', { join: second.joining()?.id ?? '' })
    await ben.call('circle.linkAnswer', { circle, link: asking[0]?.id ?? '', same: true })
    await until(() => second.joining()?.step === 'joined', 'linked', PATIENCE)
    const own = async () => (await ben.call('circle.computers', { circle })).computers.find(one => one.this)
    await until(async () => (await own())?.maySignOut === true, 'two computers', PATIENCE)
    await ben.call('circle.signOut', { circle })
    await becomes(ben, circle, 'signedOut')
    await until(() => ben.rooms.length === 0, 'Ben’s first computer listens nowhere', PATIENCE)
    expect((await read(ana, circle)).members.map(({ name }) => name).sort()).toEqual(['Juniper', 'Member 0'])
    expect(await sentences(ana, circle)).toContain('Member 0 signed a computer of their own out.')
    expect((await read(second, circle)).standing).toBe('in')
    expect(await ben.fault('note.create', { circle })).toBe('read-only')
  })
})

describe('the circle’s log', () => {
  it('says of nobody to themselves that they are to be let out, until it is so', async () => {
    const { devices, circle } = await circleOf(3)
    const [ana, ben, cleo] = devices as [Device, Device, Device]
    await ana.call('circle.remove', { circle, member: await idOf(ana, circle, 'Member 1'), now: false })
    const about = async (device: Device) =>
      (await log(device, circle)).filter(({ what }) => what === 'remove').map(({ standing }) => standing)
    await until(async () => (await about(ben)).join() === 'waits', 'Ben reads it', PATIENCE)
    await until(
      async () => openCircles(cleo.db, cleo.clock).state(unhex(circle) as CircleId).pending.size === 1,
      'Cleo’s computer has it',
      PATIENCE,
    )
    expect(await about(cleo)).toEqual([])
    await agree(ben, circle)
    await becomes(cleo, circle, 'removed')
    expect(await about(cleo)).toEqual(['stands'])
  })

  it('is read a page at a time', async () => {
    const { devices, circle } = await circleOf(1)
    const [ana] = devices as [Device]
    for (let i = 0; i < 110; i++) await ana.call('circle.rekey', { circle })
    const first = await ana.call('circle.log', { circle })
    expect([first.lines.length, first.more]).toEqual([100, true])
    const rest = await ana.call('circle.log', { circle, before: first.lines.at(-1)?.id })
    expect(rest.more).toBe(false)
    expect(rest.lines.at(-1)?.what).toBe('founded')
    expect(new Set([...first.lines, ...rest.lines].map(({ id }) => id)).size).toBe(112)
  })
})

describe('what a newer Kinfold says', () => {
  /** An entry of a type that this program does not know, by this device. */
  function says(device: Device, circle: string): void {
    const store = openCircles(device.db, device.clock)
    const id = unhex(circle) as CircleId
    const entry = writeEntry(
      {
        circle: id,
        parents: store.logHeads(id),
        type: 'TALKING_PIECE',
        payload: {},
        wallTime: 1_795_000_000_000,
      },
      store.me(id).keys,
    )
    if (store.importLog(id, [entry.bytes]).added.length !== 1) throw new Error('not taken')
    device.live.close()
    device.open()
  }

  it('by a host lays the circle open to be read only; leaving stays free', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bens = await ben.openNote(circle, note)
    says(ana, circle)
    await becomes(ben, circle, 'newer')
    expect(await bens.write('Under what rules? ')).toBe('read-only')
    expect((await ben.call('note.open', { circle, note })).readOnly).toBe(true)
    expect(await sentences(ben, circle)).toContain('Juniper said something that needs a newer Kinfold.')
    expect((await read(ben, circle)).may).toEqual([])
    await ben.call('circle.leave', { circle })
    await becomes(ben, circle, 'left')
  })

  it('by a host ends with their role, which whoever outranks them may take back', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const bens = (await read(ana, circle)).members.find(({ you }) => !you)!.id
    await ana.call('circle.promote', { circle, member: bens })
    await until(
      async () => (await read(ben, circle)).members.every(one => one.facilitator),
      'Ben is a host',
      PATIENCE,
    )
    const anas = await ana.openNote(circle, note)
    says(ben, circle)
    await becomes(ana, circle, 'newer')
    expect((await read(ana, circle)).members.map(({ may }) => may)).toEqual([[], ['demote', 'remove']])
    await ana.call('circle.demote', { circle, member: bens })
    await becomes(ana, circle, 'in')
    await becomes(ben, circle, 'in')
    expect(await anas.write('Going on. ')).toBe('')
  })

  it('by another member is named, and stops nobody from writing', async () => {
    const { devices, circle, note } = await circleOf(2)
    const [ana, ben] = devices as [Device, Device]
    const anas = await ana.openNote(circle, note)
    says(ben, circle)
    await until(async () => (await read(ana, circle)).newer, 'Ana is told', PATIENCE)
    expect((await read(ana, circle)).standing).toBe('in')
    expect(await anas.write('Going on. ')).toBe('')
  })
})

it('offers a host nothing about the people of a circle that was put away, until it is taken out again', async () => {
  const { devices, circle } = await circleOf(2)
  const [ana] = devices as [Device]
  const offered = async () => (await read(ana, circle)).members.map(({ may }) => may)
  expect(await offered()).toEqual([[], ['promote', 'remove']])
  await ana.call('circle.putAway', { circle, away: true })
  expect(await offered()).toEqual([[], []])
  await ana.call('circle.putAway', { circle, away: false })
  expect(await offered()).toEqual([[], ['promote', 'remove']])
})
