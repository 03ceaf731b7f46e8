import * as fs from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { attachmentsIn } from '../../src/shared/writing/writing.ts'
import { inside } from './backups.ts'
import { attach, bytesOf, read, shows, sum, value } from './files.ts'
import { day, founded, home, id, PASSPHRASE, type Running, reopened } from './house.ts'

const SIZE = 64 * 1024 * 1024 + 12_345
const from = (name: string) => ({ from: { name } })
const held = (vault: string) =>
  inside(vault, db => ({
    named: db.prepare('SELECT count(*) FROM blob WHERE id IS NOT NULL').pluck().get(),
    entries: db.prepare('SELECT count(*) FROM entry').pluck().get(),
    chunks: db.prepare('SELECT count(*) FROM blob_chunk').pluck().get(),
  }))

async function choose(ana: Running, path: string): Promise<void> {
  ana.toVault({ kind: 'folder', folder: 'a'.repeat(32), path })
  value(await ana.face.ask('backup.choose', { folder: 'a'.repeat(32) }))
}
const turn = (ana: Running, name: string) =>
  ana.face.ask('backup.timeline', { ...from(name), days: 3, key: { passphrase: PASSPHRASE } })

it('brings one entry back with a very large file while it goes on answering, and nothing half after a kill', async () => {
  using place = home()
  const [theirs, mine, stick] = ['theirs', 'mine', 'stick'].map(name => join(place.dir, name))
  if (!theirs || !mine || !stick) throw new Error('unreachable')
  for (const dir of [theirs, mine, stick]) fs.mkdirSync(dir)
  const whole = sum()
  const ana = await founded(theirs)
  const blob = await attach(ana.face, SIZE, (at, length) => {
    const bytes = bytesOf(1, at, length)
    whole.update(bytes)
    return bytes
  })
  value(
    await ana.face.ask('journal.save', { id: id(1), day: day('2026-11-22'), writing: shows(blob, 'film') }),
  )
  await choose(ana, stick)
  const { name } = value(await ana.face.ask('backup.make', {}))
  await ana.lock()

  // Another notebook, so that the file is not here and has another name here.
  const ben = await founded(mine)
  await choose(ben, stick)
  value(await turn(ben, name))
  void ben.face.ask('backup.bringBack', { ...from(name), id: id(1) })
  const database = join(mine, 'vault')
  const size = () =>
    fs.readdirSync(database).reduce((all, file) => all + fs.statSync(join(database, file)).size, 0)
  await expect.poll(size, { interval: 5, timeout: 20_000 }).toBeGreaterThan(SIZE / 4)
  await ben.kill()
  expect(await held(database)).toMatchObject({ named: 0, entries: 0 })

  const again = await reopened(mine)
  value(await turn(again, name))
  const begun = performance.now()
  let [over, longest, answered] = [false, 0, 0]
  const bringing = again.face.ask('backup.bringBack', { ...from(name), id: id(1) }).finally(() => {
    over = true
  })
  while (!over) {
    const asked = performance.now()
    value(await again.face.ask('journal.timeline', { days: 3 }))
    longest = Math.max(longest, performance.now() - asked)
    answered++
  }
  const took = performance.now() - begun
  const back = value(await bringing)
  console.log(
    `brought back in ${took.toFixed(0)} ms, longest silence ${longest.toFixed(0)} ms, ${answered} answers`,
  )
  expect(answered).toBeGreaterThan(20)
  // 250 ms are the goal; a computer that does other things besides may take a sixth of all.
  expect(longest).toBeLessThan(Math.max(250, took / 6))

  const { writing } = value(await again.face.ask('journal.read', { id: back.id }))
  const [file] = attachmentsIn(writing)
  expect(file?.name).toBe('film')
  const came = sum()
  expect(await read(again.face, file?.blob ?? '', bytes => came.update(bytes))).toBe(SIZE)
  expect(came.digest('hex')).toBe(whole.digest('hex'))
  await again.lock()
  expect(await held(database)).toEqual({ named: 1, entries: 1, chunks: Math.ceil(SIZE / 262_144) })
})
