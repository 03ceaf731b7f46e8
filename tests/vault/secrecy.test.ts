import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isDatabaseFile } from '../../src/main/vault/storage/header.ts'
import { findWords, sharedRun } from '../scan.ts'
import { day, founded, home, id, PASSPHRASE, says } from './house.ts'

const WORDS = ['Zephyrine', 'marigold', '2026-11-22', '結婚記念日']

async function write(profile: string, times = 1) {
  const ana = await founded(profile)
  for (let i = 0; i < times; i++) {
    const words = says(`Zephyrine brought a marigold ${i}`, '結婚記念日')
    await ana.face.ask('journal.save', { id: id(i), day: day('2026-11-22'), writing: words })
  }
  return ana
}

describe('a stolen computer', () => {
  it('shows Eve no word, no date and no passphrase, while open and after', async () => {
    using place = home()
    const ana = await write(place.dir, 30)
    await ana.face.ask('journal.search', { words: 'marigold' })
    await ana.face.ask('journal.bin', { id: id(3) })
    expect(findWords(place.dir, [...WORDS, PASSPHRASE])).toEqual([])
    await ana.kill()
    expect(findWords(place.dir, [...WORDS, PASSPHRASE])).toEqual([])
  })

  it('is looked at by a scanner that does find words in each of their clothes', () => {
    using place = home()
    const plain = 'before Zephyrine after'
    const clothes: Record<string, Buffer> = {
      'utf-8': Buffer.from(plain),
      'utf-16le': Buffer.from(plain, 'utf16le'),
      'utf-16be': Buffer.from(plain, 'utf16le').swap16(),
      base64: Buffer.from(Buffer.from(`x${plain}`).toString('base64')),
    }
    for (const [form, bytes] of Object.entries(clothes)) {
      fs.writeFileSync(join(place.dir, 'planted'), bytes)
      expect(
        findWords(place.dir, ['Zephyrine']).map(hit => hit.form),
        form,
      ).toContain(form)
    }
  })

  it('holds two notebooks under one passphrase that have nothing in common', async () => {
    using ana = home()
    using ben = home()
    await (await write(ana.dir, 3)).lock()
    await (await write(ben.dir, 3)).lock()
    const bytes = (dir: string, wanted: (name: string) => boolean) =>
      fs.readFileSync(join(dir, fs.readdirSync(dir).find(wanted) ?? 'none'))
    const header = (name: string) => name === 'header.kinfold'
    expect(sharedRun(bytes(ana.vault, header), bytes(ben.vault, header))).toBeUndefined()
    // Bytes 16 to 23 of the database are SQLite's page size and file format, the same in every database in the world.
    const format = (at: number) => at >= 16 && at + 8 <= 24
    const databases = [bytes(ana.vault, isDatabaseFile), bytes(ben.vault, isDatabaseFile)] as const
    expect(sharedRun(...databases, 8, format)).toBeUndefined()
    // And it would see a run that is shared.
    expect(sharedRun(databases[0], databases[1].subarray(4096, 4096 + 8))).toBeUndefined()
    expect(sharedRun(databases[0], databases[0].subarray(4096, 4096 + 8))).toBeDefined()
  })

  it('keeps other people of the same computer out', async () => {
    using place = home()
    const ana = await write(place.dir)
    const mode = (path: string) => (fs.statSync(path).mode & 0o777).toString(8)
    expect(mode(place.vault)).toBe('700')
    const files = fs.readdirSync(place.vault)
    expect(files.length).toBeGreaterThanOrEqual(4)
    for (const file of files) expect(mode(join(place.vault, file)), file).toBe('600')
    await ana.lock()
  })

  it('finds no trace of a binned word in the log a little later', async () => {
    using place = home()
    const ana = await write(place.dir)
    const log = () => {
      const name = fs.readdirSync(place.vault).find(one => one.endsWith('-wal'))
      return name ? fs.statSync(join(place.vault, name)).size : 0
    }
    expect(log()).toBeGreaterThan(0)
    await ana.face.ask('journal.bin', { id: id(0) })
    await expect.poll(log, { timeout: 30_000, interval: 200 }).toBe(0)
    await ana.lock()
  })
})
