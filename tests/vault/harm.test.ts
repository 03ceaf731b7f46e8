import * as fs from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { inside, room } from './backups.ts'
import { day, home, id, PASSPHRASE, says } from './house.ts'

const ENTRIES = 240
const dayOf = (n: number) =>
  day(`20${20 + (n % 7)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`)
// Small ones many to a page, and some that run over several pages.
const writing = (n: number) => says(`entry ${n}`, `word${n} `.repeat(n % 10 === 0 ? 1500 : 20))
const key = { passphrase: PASSPHRASE }

/** mulberry32: the same two hundred places in every run. */
function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

let files: Record<string, Buffer>
let name: string
beforeAll(async () => {
  using place = home()
  const ana = room(place.vault)
  expect((await ana.handlers['vault.create'](key)).ok).toBe(true)
  for (let n = 0; n < ENTRIES; n++)
    await ana.handlers['journal.save']({ id: id(n + 1), day: dayOf(n), writing: writing(n) })
  ana.close()
  files = Object.fromEntries(
    fs.readdirSync(place.vault).map(file => [file, fs.readFileSync(join(place.vault, file))]),
  )
  name = Object.keys(files).find(isDatabaseFile) ?? 'none'
})

function put(dir: string, database: Buffer): void {
  fs.rmSync(dir, { recursive: true, force: true })
  fs.mkdirSync(dir, { recursive: true })
  for (const [file, bytes] of Object.entries(files))
    fs.writeFileSync(join(dir, file), file === name ? database : bytes)
}
const flipped = (at: number, bit: number): Buffer => {
  const copy = Buffer.from(files[name] as Buffer)
  copy[at] = (copy[at] ?? 0) ^ (1 << bit)
  return copy
}

describe('one flipped bit', () => {
  it('at 200 random places of a closed notebook never crashes it and never makes a word another', async () => {
    using place = home()
    const random = seeded(20261122)
    const { length } = files[name] as Buffer
    const answers = { words: 0, damaged: 0, closed: 0 }
    for (let i = 0; i < 200; i++) {
      const at = Math.floor(random() * length)
      put(place.vault, flipped(at, Math.floor(random() * 8)))
      const ana = room(place.vault)
      const opened = await ana.handlers['vault.unlock'](key)
      if (!opened.ok) {
        expect(opened.fault, `byte ${at}`).toBe('damaged')
        answers.closed++
        continue
      }
      // Every entry by itself, and all that a window asks for.
      for (let n = 0; n < ENTRIES; n++) {
        const read = await ana.handlers['journal.read']({ id: id(n + 1) })
        if (read.ok) expect(read.value.writing, `byte ${at}`).toEqual(writing(n))
        else expect(read.fault, `byte ${at}`).toBe('damaged')
        answers[read.ok ? 'words' : 'damaged']++
      }
      const timeline = await ana.handlers['journal.timeline']({ days: 400 })
      if (timeline.ok) expect(timeline.value.lines, `byte ${at}`).toHaveLength(ENTRIES)
      else expect(timeline.fault).toBe('damaged')
      const found = await ana.handlers['journal.search']({ words: 'word13' })
      if (!found.ok) expect(found.fault).toBe('damaged')
      ana.close()
    }
    expect(answers.damaged + answers.closed).toBeGreaterThan(50)
    expect(answers.words).toBeGreaterThan(20_000)
  })
})

describe('what can still be read of a damaged notebook', () => {
  it('is saved into a new one whenever anything can, word for word, and the damaged one is kept as it was', async () => {
    using place = home()
    const random = seeded(7)
    const { length } = files[name] as Buffer
    const saved: number[] = []
    for (let i = 0; i < 12; i++) {
      // A page at a time, and three of them.
      const database = Buffer.from(files[name] as Buffer)
      for (let k = 0; k < 3; k++) {
        const at = Math.floor((4096 + random() * (length - 4096)) / 4096) * 4096
        database.fill(0x55, at, at + 4096)
      }
      fs.rmSync(place.dir, { recursive: true, force: true })
      put(place.vault, database)
      const ana = room(place.vault)
      const salvaged = await ana.handlers['backup.salvage']({ key })
      if (!salvaged.ok) {
        expect(salvaged.fault).toBe('nothing-readable')
        expect(fs.readFileSync(join(place.vault, name)).equals(database)).toBe(true)
        continue
      }
      const aside = fs.readdirSync(place.dir).find(each => each.startsWith('vault.before-')) ?? 'none'
      expect(fs.readFileSync(join(place.dir, aside, name)).equals(database)).toBe(true)
      expect((await ana.handlers['vault.unlock'](key)).ok).toBe(true)
      let read = 0
      for (let n = 0; n < ENTRIES; n++) {
        const entry = await ana.handlers['journal.read']({ id: id(n + 1) })
        if (!entry.ok) continue
        expect(entry.value).toMatchObject({ writing: writing(n), day: dayOf(n) })
        read++
      }
      expect(read).toBe(salvaged.value.entries)
      const found = await ana.handlers['journal.search']({ words: 'entry' })
      expect(found.ok && found.value.length).toBe(20)
      ana.close()
      saved.push(read)
    }
    // A page holds a handful of entries; the rest of 240 is there.
    expect(saved.length).toBeGreaterThan(8)
    expect(saved.filter(read => read > 180).length).toBeGreaterThan(8)
  })

  it('is an earlier version where only that can be read', async () => {
    using place = home()
    put(place.vault, files[name] as Buffer)
    const ana = room(place.vault)
    await ana.handlers['vault.unlock'](key)
    const long = (word: string) => says(word, `${word} `.repeat(4000))
    await ana.handlers['journal.save']({ id: id(1), day: dayOf(0), writing: long('later') })
    ana.close()
    const database = fs.readFileSync(join(place.vault, name))
    // The page on which the newest words of that entry run on.
    const page = await inside(place.vault, db =>
      Number(
        db
          .prepare(
            "SELECT max(pageno) FROM dbstat WHERE name = 'entry' AND pagetype = 'overflow' AND path LIKE ?",
          )
          .pluck()
          .get(`%`),
      ),
    )
    database.fill(0x55, (page - 1) * 4096, page * 4096)
    put(place.vault, database)
    const salvaged = await ana.handlers['backup.salvage']({ key })
    expect(salvaged).toEqual({
      ok: true,
      value: { entries: ENTRIES, earlier: 1, circles: 0, notes: 0, whole: false },
    })
    expect((await ana.handlers['vault.unlock'](key)).ok).toBe(true)
    const read = await ana.handlers['journal.read']({ id: id(1) })
    expect(read.ok && read.value.writing).toEqual(writing(0))
    ana.close()
  })

  it('is nothing when the first page is gone, and then nothing is touched', async () => {
    using place = home()
    const database = Buffer.from(files[name] as Buffer)
    database.fill(0x55, 0, 4096)
    put(place.vault, database)
    const salvaged = await room(place.vault).handlers['backup.salvage']({ key })
    expect(salvaged).toEqual({ ok: false, fault: 'nothing-readable' })
    expect(fs.readdirSync(place.dir)).toEqual(['vault'])
  })
})
