import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentsIn } from '../../src/shared/writing/writing.ts'
import { inside } from './backups.ts'
import { bytesOf, readBytes, value } from './files.ts'
import { founded, home, type Running, reopened } from './house.ts'

const TOKEN = '7'.repeat(32)
const ENTRIES = 900
const PHOTO = Buffer.from(bytesOf(1, 0, 300_000))

/** A folder of notes as Obsidian keeps them, one of them with a picture. */
function notes(dir: string): string {
  const folder = join(dir, 'My notes')
  fs.mkdirSync(folder)
  for (let n = 0; n < ENTRIES; n++) {
    const day = `20${10 + (n % 14)}-0${1 + (n % 9)}-${10 + (n % 18)}`
    const picture = n === 0 ? '\n![[hill.bin]]\n' : ''
    fs.writeFileSync(
      join(folder, `note ${n}.md`),
      `---\ndate: ${day}\ntags: [walks]\n---\nwords of ${n} ${'and more '.repeat(60)}${picture}`,
    )
  }
  fs.writeFileSync(join(folder, 'hill.bin'), PHOTO)
  return folder
}

function choose(ana: Running, path: string): void {
  ana.toVault({ kind: 'place', place: TOKEN, path })
}
const count = async (ana: Running): Promise<number> => {
  const found = await ana.face.ask('journal.timeline', { days: 400 })
  return value(found).lines.length
}

describe('an import into a vault', () => {
  it('is looked at, taken and taken back, over the whole way from a folder on the disk', async () => {
    using place = home()
    const ana = await founded(place.dir)
    const parts: number[] = []
    ana.face.on('import.going', ({ part }) => parts.push(part))
    expect(await ana.face.ask('import.look', { file: TOKEN })).toEqual({ ok: false, fault: 'import-gone' })
    choose(ana, notes(place.dir))
    const plan = value(await ana.face.ask('import.look', { file: TOKEN }))
    expect(plan).toMatchObject({ format: 'markdown', entries: ENTRIES, known: 0, unread: 0, files: 1 })
    expect(await count(ana)).toBe(0)

    const done = value(await ana.face.ask('import.take', { file: TOKEN }))
    expect(done).toMatchObject({ entries: ENTRIES, known: 0, unread: 0 })
    expect(parts.length).toBeGreaterThan(5)
    expect(value(await ana.face.ask('tags.list', {}))).toEqual(['walks'])
    const [hit] = value(await ana.face.ask('journal.search', { words: '', looking: { has: 'any' } }))
    const entry = value(await ana.face.ask('journal.read', { id: hit?.id ?? '' }))
    const [file] = attachmentsIn(entry.writing)
    expect((await readBytes(ana.face, file?.blob ?? ''))?.equals(PHOTO)).toBe(true)
    expect(value(await ana.face.ask('import.take', { file: TOKEN }))).toMatchObject({
      entries: 0,
      known: ENTRIES,
    })
    expect(value(await ana.face.ask('import.undo', { import: done.import }))).toEqual({
      taken: ENTRIES,
      left: 0,
    })
    expect(await count(ana)).toBe(0)
    expect(value(await ana.face.ask('tags.list', {}))).toEqual([])
    expect(await ana.lock()).toBe(0)
    expect(ana.stderr()).toBe('')
  })

  it('is there whole or not at all after a kill, whenever that was', async () => {
    using place = home()
    const first = await founded(place.dir)
    const folder = notes(place.dir)
    await first.lock()
    const ends = new Set<number>()
    for (const at of [0.1, 0.4, 0.6, 0.7, 0.9]) {
      const ana = await reopened(place.dir)
      choose(ana, folder)
      const reached = new Promise<void>(resolve => {
        ana.face.on('import.going', ({ part }) => {
          if (part >= at) resolve()
        })
      })
      void ana.face.ask('import.take', { file: TOKEN })
      await reached
      await ana.kill()
      const again = await reopened(place.dir)
      await expect
        .poll(async () =>
          value(await again.face.ask('import.list', {})).filter(({ state }) => state !== 'done'),
        )
        .toEqual([])
      const runs = value(await again.face.ask('import.list', {}))
      const here = await inside(join(place.dir, 'vault'), db => ({
        entries: db.prepare('SELECT count(*) FROM entry').pluck().get(),
        gathered: db.prepare('SELECT count(*) FROM import_gathered').pluck().get(),
        held: db.prepare('SELECT count(*) FROM import_blob').pluck().get(),
      }))
      expect([0, ENTRIES]).toContain(here.entries)
      expect(here).toMatchObject({ gathered: 0, held: 0 })
      expect(runs).toHaveLength(here.entries === 0 ? 0 : 1)
      ends.add(Number(here.entries))
      for (const { id } of runs) value(await again.face.ask('import.undo', { import: id }))
      await again.lock()
      expect(again.stderr()).toBe('')
    }
    // Both happened.
    expect([...ends].sort()).toEqual([0, ENTRIES])
  })
})
