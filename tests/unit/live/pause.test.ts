/** A circle that somebody paused: out of every room, deaf and silent, until they take it back; files go on. */
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import type { SyncState } from '../../../src/shared/circle/circle.ts'
import { circleOf, type Device, founded, letIn, restart, settle, until } from './world.ts'

beforeAll(() => sodiumReady)

const place = join(dirname(new URL(import.meta.url).pathname), `../../../out/tests/pause-${process.pid}`)
beforeAll(() => mkdirSync(place, { recursive: true }))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const sync = async (device: Device, circle: string): Promise<SyncState> =>
  (await device.call('circle.read', { circle })).sync
const kept = (device: Device, circle: string): unknown[] =>
  device.db.prepare('SELECT name FROM setting WHERE name LIKE ?').pluck().all(`%${circle}%`)

async function two() {
  const { net, devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  await until(async () => (await sync(ana, circle)).reached === 2, 'everybody has everything')
  return { net, ana, ben, circle, note }
}

describe('a paused circle', () => {
  it('is in no room and asks for no network, and nothing passes either way until it goes on', async () => {
    const { net, ana, ben, circle, note } = await two()
    const [a, b] = [await ana.openNote(circle, note), await ben.openNote(circle, note)]
    await ana.call('circle.pause', { circle, paused: true })
    expect(ana.rooms).toEqual([])
    expect(ana.wish).toMatchObject({ courier: false, listen: false, dial: [] })
    expect(await sync(ana, circle)).toMatchObject({ paused: true, links: 0, ways: [] })
    await settle(100)
    net.frames = []
    await a.write('By Ana.')
    await b.write('By Ben.')
    await settle(5000)
    expect(net.frames).toEqual([])
    expect(ana.text(note)).toBe('By Ana.')
    await ana.call('circle.pause', { circle, paused: false })
    await until(
      () => ana.text(note).includes('By Ben.') && ben.text(note).includes('By Ana.'),
      'both have all',
    )
    expect((await sync(ana, circle)).paused).toBe(false)
  })

  it('hears nothing that was still on its way over a link when it was paused', async () => {
    const { net, ana, ben, circle, note } = await two()
    await ana.openNote(circle, note)
    const b = await ben.openNote(circle, note)
    let late: (() => void) | undefined
    net.meddle = (bytes, from) => {
      if (from !== ben) return bytes
      const link = ana.posted.findLast(one => one.startsWith('link '))
      late ??= () => ana.hear({ kind: 'frame', link: link ?? '', bytes: bytes.slice() })
      return undefined
    }
    await b.write('By Ben.')
    await until(() => late !== undefined, 'a frame of Ben’s')
    const before = ana.posted.length
    await ana.call('circle.pause', { circle, paused: true })
    late?.()
    await settle(5000)
    expect(ana.text(note)).toBe('')
    // It left its rooms and dropped its links; on none of them it said a word more.
    expect(ana.posted.slice(before).filter(one => one.startsWith('['))).toContain('[]')
  })

  it('stays paused over a restart', async () => {
    const { net, ana, circle } = await two()
    await ana.call('circle.pause', { circle, paused: true })
    await restart(net, ana)
    await settle(1000)
    expect(ana.rooms).toEqual([])
    expect((await sync(ana, circle)).paused).toBe(true)
    await ana.call('circle.pause', { circle, paused: false })
    await until(async () => (await sync(ana, circle)).links === 1, 'the link is back')
  })

  it('leaves the other circles of this person alone', async () => {
    const { ana, ben, circle } = await two()
    const other = await ana.call('circle.found', { name: 'Sunday walk', ownName: 'Juniper' })
    await letIn(ana, ben, other.circle, 'Moss')
    await ana.call('circle.pause', { circle, paused: true })
    await settle(200)
    expect(await sync(ana, other.circle)).toMatchObject({ paused: false, links: 1, ways: ['local'] })
    expect((await sync(ana, circle)).links).toBe(0)
  })

  it('still writes and takes sync files, and remembers when', async () => {
    const { ana, ben, circle, note } = await two()
    await ben.openNote(circle, note)
    const a = await ana.openNote(circle, note)
    await ana.call('circle.pause', { circle, paused: true })
    await ben.call('circle.pause', { circle, paused: true })
    await a.write('By file.')
    expect((await sync(ana, circle)).files).toEqual({ wrote: null, took: null })
    const file = 'a'.repeat(32)
    mkdirSync(ana.dir, { recursive: true })
    for (const device of [ana, ben]) device.places.add(file, join(place, 'words.kinfold-sync'))
    await ana.call('circle.fileWrite', { circle, to: [], file })
    expect((await ben.call('circle.fileRead', { file })).is).toBe('words')
    await until(() => ben.text(note) === 'By file.', 'the words by file')
    expect((await sync(ana, circle)).files).toEqual({ wrote: ana.clock.now(), took: null })
    expect((await sync(ben, circle)).files.took).toBe(ben.clock.now())
  })

  it('ends with one’s place in the circle: who leaves still tells it, and nothing of it is kept when it is erased', async () => {
    const { ana, ben, circle } = await two()
    await ben.call('circle.pause', { circle, paused: true })
    expect(kept(ben, circle)).toHaveLength(1)
    await ben.call('circle.leave', { circle })
    await until(
      async () => (await ana.call('circle.read', { circle })).members.length === 1,
      'Ana hears that Ben left',
    )
    await ben.call('circle.erase', { circle })
    expect(kept(ben, circle)).toEqual([])
  })

  it('is not in the way of who comes in again', async () => {
    const { ana, ben, circle } = await two()
    await ben.call('circle.pause', { circle, paused: true })
    await ben.call('circle.leave', { circle })
    await until(async () => (await ana.call('circle.read', { circle })).members.length === 1, 'Ben left')
    await letIn(ana, ben, circle, 'Moss')
    await until(async () => (await sync(ben, circle)).links === 1, 'Ben is linked')
  })
})

describe('what is known of where the words are', () => {
  it('says since when something waits for somebody, when another was heard, and that all is well again', async () => {
    const { net, ana, ben, circle, note } = await two()
    const before = await sync(ana, circle)
    expect(before).toMatchObject({ people: 2, reached: 2, coming: 0, waiting: null })
    net.cut(ben)
    await settle(60_000)
    const a = await ana.openNote(circle, note)
    const wrote = ana.clock.now()
    await a.write('Alone.')
    await settle(60_000)
    await a.write(' And later.')
    expect(await sync(ana, circle)).toMatchObject({
      reached: 1,
      waiting: wrote,
      heard: before.heard,
      ways: [],
    })
    net.plug(ben)
    await until(async () => (await sync(ana, circle)).reached === 2, 'Ben has it')
    const after = await sync(ana, circle)
    expect(after.waiting).toBeNull()
    expect(after.heard).toBeGreaterThan(wrote)
  })

  it('counts nobody who does not know yet what was decided here, and says since when it waits', async () => {
    const { net, devices, circle } = await circleOf(3)
    const [ana, ben] = devices as [Device, Device]
    await settle(20_000)
    expect(await sync(ana, circle)).toMatchObject({ people: 3, reached: 3, waiting: null })
    net.cut(ana)
    await settle(60_000)
    const decided = ana.clock.now()
    await ana.call('circle.propose', { circle, lines: ['Nobody is named outside.'], after: null })
    await settle(60_000)
    const { members } = await ana.call('circle.read', { circle })
    const other = members.find(({ name }) => name === 'Member 1')
    await ana.call('circle.remove', { circle, member: other?.id ?? '', now: true })
    await settle(5000)
    expect(await sync(ana, circle)).toMatchObject({ people: 2, reached: 1, waiting: decided })
    net.plug(ana)
    await until(async () => (await sync(ana, circle)).reached === 2, 'Ben knows it')
    expect((await sync(ana, circle)).waiting).toBeNull()
    await until(async () => (await sync(ben, circle)).reached === 2, 'and he knows that she does')
  })

  it('says by which way others are linked, and that a circle goes by files alone', async () => {
    const { ana, circle } = await two()
    const meets = async (mode: 'off' | 'local' | 'wide') => {
      await ana.call('circle.setNetwork', { circle, mode, signalling: [], ice: [], relay: false })
      if (mode !== 'off') await until(async () => (await sync(ana, circle)).links === 1, 'a link')
      const { ways, off } = await sync(ana, circle)
      return [ways, off, (await ana.call('network.read', {})).circles[0]?.state]
    }
    expect(await meets('wide')).toEqual([['wide'], false, 'meets'])
    expect(await meets('off')).toEqual([[], true, 'off'])
    expect(await meets('local')).toEqual([['local'], false, 'meets'])
    // Paused as well, it is the pause that is told of; and it is over when that is taken back.
    await ana.call('circle.pause', { circle, paused: true })
    expect(ana.rooms).toEqual([])
    expect((await ana.call('network.read', {})).circles[0]?.state).toBe('paused')
  })

  it('lets what stood here before somebody came wait since they came', async () => {
    const { net, ana, strangers, circle } = await founded('ben')
    await ana.call('note.create', { circle })
    await settle(60_000)
    const [ben] = strangers
    net.meddle = (bytes, from) => (from === ben && ben.joining()?.step === 'joined' ? undefined : bytes)
    const from = ana.clock.now()
    await letIn(ana, ben, circle, 'Moss')
    net.cut(ben)
    const { waiting, heard } = await sync(ana, circle)
    expect(heard).toBeNull()
    expect(waiting).toBeGreaterThanOrEqual(from)
  })
})

describe('sync now', () => {
  it('says anew what is here and has others looked for at once, and no more often than every two seconds', async () => {
    const { net, ana, circle } = await two()
    await settle(5000)
    net.frames = []
    await ana.call('circle.syncNow', { circle })
    await ana.call('circle.syncNow', { circle })
    await settle(1000)
    expect([ana.again, ana.announced]).toEqual([1, 1])
    expect(net.frames.filter(({ from }) => from === ana)).not.toEqual([])
    await settle(2000)
    await ana.call('circle.syncNow', { circle })
    expect([ana.again, ana.announced]).toEqual([2, 2])
  })

  it('is no way around a pause', async () => {
    const { ana, circle } = await two()
    await ana.call('circle.pause', { circle, paused: true })
    expect(await ana.fault('circle.syncNow', { circle })).toBe('paused')
    expect(ana.again).toBe(0)
  })
})

describe('what the connection doctor reads', () => {
  it('tells which circles meet, and what the shell last said of the network', async () => {
    const { net, ana, ben, circle } = await two()
    await ana.call('circle.found', { name: 'Sunday walk', ownName: 'Juniper' })
    ana.live.onShell({ kind: 'carried', hub: 'up', courier: 'up' })
    ana.live.onShell({ kind: 'dialled', address: '10.0.0.2:48132', state: 'unreachable' })
    const read = await ana.call('network.read', {})
    expect(read.circles.map(({ name, state, links }) => [name, state, links])).toEqual([
      ['Thursday table', 'meets', 1],
      ['Sunday walk', 'alone', 0],
    ])
    expect(read).toMatchObject({ hub: 'up', courier: 'up', told: false, joining: false })
    expect(read.seen.listening).toEqual(['10.0.0.0:48132'])
    expect(read.seen.hubs).toMatchObject([{ address: '10.0.0.2:48132', state: 'unreachable', error: null }])

    const news = () => ana.news.filter(one => one.news === 'network.changed').length
    const before = news()
    net.cut(ben)
    await settle(1000)
    expect(news()).toBe(before + 1)
    expect((await ana.call('network.read', {})).circles[0]?.links).toBe(0)
    await ana.call('circle.pause', { circle, paused: true })
    expect((await ana.call('network.read', {})).circles[0]?.state).toBe('paused')
  })

  it('believes the hub itself when that tells what it sees, and forgets it when the hub is gone', async () => {
    const { ana } = await founded()
    const network = {
      interfaces: [{ name: 'eth0', addresses: ['10.0.0.1'], used: true }],
      listening: ['10.0.0.1:48132'],
      multicast: 'silent' as const,
      hubs: [],
      signalling: [],
    }
    ana.live.onShell({ kind: 'carried', hub: 'starting', courier: 'starting' })
    ana.live.onShell({ kind: 'seen', network })
    expect(await ana.call('network.read', {})).toMatchObject({ told: false })
    ana.live.onShell({ kind: 'carried', hub: 'up', courier: 'starting' })
    expect(await ana.call('network.read', {})).toMatchObject({ told: true, seen: network })
    ana.live.onShell({ kind: 'carried', hub: 'fallen', courier: 'starting' })
    expect(await ana.call('network.read', {})).toMatchObject({ told: false, hub: 'fallen' })
    // Nor does the next one begin with what the last one saw.
    ana.live.onShell({ kind: 'carried', hub: 'up', courier: 'up' })
    expect(await ana.call('network.read', {})).toMatchObject({ told: false, seen: { interfaces: [] } })
  })
})
