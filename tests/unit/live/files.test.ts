import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sodiumReady } from '../../../src/main/vault/crypto/sodium.ts'
import { circleOf, type Device, until } from './world.ts'

let place = ''
let serial = 0
/** A file that the shell's dialog named. */
function named(device: Device, file: string): string {
  const token = (++serial).toString(16).padStart(32, '0')
  device.places.add(token, join(place, file))
  return token
}
const write = (from: Device, circle: string, file: string, to: string[] = []) =>
  from.call('circle.fileWrite', { circle, to, file: named(from, file) })
const read = async (by: Device, file: string) => {
  const opened = await by.call('circle.fileRead', { file: named(by, file) })
  return opened.is === 'words' ? opened.came : undefined
}

beforeAll(async () => {
  await sodiumReady
  place = join(dirname(new URL(import.meta.url).pathname), `../../../out/tests/files-${process.pid}`)
  mkdirSync(place, { recursive: true })
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

it('brings a file’s words into an open note, tells the page, and passes them on', async () => {
  const { net, devices, circle, note } = await circleOf(3)
  const [ana, ben, cleo] = devices as [Device, Device, Device]
  mkdirSync(ana.dir, { recursive: true })
  net.cut(ana)
  const [hers, his, third] = [
    await ana.openNote(circle, note),
    await ben.openNote(circle, note),
    await cleo.openNote(circle, note),
  ]
  await hers.write('Rain.')
  await write(ana, circle, 'one.kinfold-sync')
  ben.news.splice(0)
  expect(await read(ben, 'one.kinfold-sync')).toMatchObject({ updates: 1, people: 1, missing: 0 })
  expect(ben.text(note)).toBe('Rain.')
  await until(() => ben.news.some(({ news }) => news === 'circle.changed'), 'the page is told')
  // Cleo is linked to Ben, and has it from him.
  await until(() => cleo.text(note) === 'Rain.', 'Cleo has it')
  await his.write(' Tea.')
  await third.write(' Night.')
  await until(() => ben.text(note).includes('Night.'), 'Ben has hers')
  await write(ben, circle, 'two.kinfold-sync')
  expect(await read(ana, 'two.kinfold-sync')).toMatchObject({ updates: 2, people: 2 })
  expect(ana.text(note)).toBe(ben.text(note))
  const { sync } = await ana.call('circle.read', { circle })
  expect(sync).toMatchObject({ people: 3, coming: 0 })
  expect(readdirSync(place).sort()).toEqual(['one.kinfold-sync', 'two.kinfold-sync'])
})

it('ends what it writes and reads when somebody stops it, and what was there stays', async () => {
  const { devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  mkdirSync(ana.dir, { recursive: true })
  const { write: type } = await ana.openNote(circle, note)
  for (let i = 0; i < 30; i++) await type(`Line ${i}. ${'It rains. '.repeat(400)}`)
  writeFileSync(join(place, 'stays.kinfold-sync'), 'what was there')
  const writing = ana.fault('circle.fileWrite', { circle, to: [], file: named(ana, 'stays.kinfold-sync') })
  setImmediate(() => void ana.call('circle.stopWork', {}))
  expect(await writing).toBe('stopped')
  expect(readFileSync(join(place, 'stays.kinfold-sync'), 'utf8')).toBe('what was there')
  await write(ana, circle, 'whole.kinfold-sync')
  const reading = ben.fault('circle.fileRead', { file: named(ben, 'whole.kinfold-sync') })
  setImmediate(() => void ben.call('circle.stopWork', {}))
  expect(await reading).toBe('stopped')
  // It was that one alone, and nothing when nothing is under way.
  await ben.call('circle.stopWork', {})
  expect(await read(ben, 'whole.kinfold-sync')).toMatchObject({ people: expect.any(Number), missing: 0 })
})

it('says how far a file is, as it is written and as it is read', async () => {
  const { devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  mkdirSync(ana.dir, { recursive: true })
  const { write: type } = await ana.openNote(circle, note)
  for (let i = 0; i < 30; i++) await type(`Line ${i}. ${'It rains. '.repeat(4_000)}`)
  const parts = (who: Device): number[] =>
    who.news.flatMap(({ news, value }) =>
      news === 'circle.working' ? [(value as { part: number }).part] : [],
    )
  await write(ana, circle, 'long.kinfold-sync')
  await read(ben, 'long.kinfold-sync')
  for (const seen of [parts(ana), parts(ben)]) {
    expect(seen.length).toBeGreaterThan(2)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(1)
  }
})

it('answers plainly when nobody chose the file, when the circle is erased, and when it closes in the middle', async () => {
  const { devices, circle, note } = await circleOf(2)
  const [ana, ben] = devices as [Device, Device]
  mkdirSync(ana.dir, { recursive: true })
  const { write: type } = await ana.openNote(circle, note)
  for (let i = 0; i < 30; i++) await type(`Line ${i}. ${'It rains. '.repeat(400)}`)
  const gone = ana.fault('circle.fileWrite', { circle: '00'.repeat(32), to: [], file: named(ana, 'none') })
  expect(await gone).toBe('not-found')
  await write(ana, circle, 'long.kinfold-sync')
  const before = readFileSync(join(place, 'long.kinfold-sync'))
  writeFileSync(join(place, 'kept.kinfold-sync'), 'what was there')
  const closing = ana.fault('circle.fileWrite', { circle, to: [], file: named(ana, 'kept.kinfold-sync') })
  // The vault closes as it does on a lock, while the file is being written.
  setImmediate(() => ana.live.close())
  expect(await closing).toBe('locked')
  expect(readFileSync(join(place, 'kept.kinfold-sync'), 'utf8')).toBe('what was there')
  expect(readdirSync(place).filter(name => name.endsWith('.new'))).toEqual([])
  expect(before.length).toBeGreaterThan(4000)
  await ben.call('circle.erase', { circle })
  expect(await ben.fault('circle.fileRead', { file: named(ben, 'long.kinfold-sync') })).toBe('sync-not-ours')
  expect(await ben.fault('circle.fileRead', { file: named(ben, 'nowhere') })).toBe('sync-gone')
})
