import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { open } from '../../../src/main/vault/import/source/open.ts'
import { BOUNDS } from '../../../src/main/vault/import/source/source.ts'
import { decode } from '../../../src/main/vault/import/source/text.ts'
import { contentOf, good, type Packed, place, readAll, shown, zipOf } from './place.ts'

const DIARY = JSON.stringify({
  metadata: { application: 'Mini Diary', version: '3.3.0' },
  entries: { '2021-05-01': { title: 'Regen', text: 'Müde, aber ruhig. 雨が降った。' } },
})
const ONE: Packed = { name: 'diary.json', data: DIARY }

describe('a ZIP', () => {
  it('is read where it lies, whatever it is called, and nothing is unpacked beside it', async () => {
    using home = place()
    const file = home.zip([ONE, { name: 'photos/', data: '', stored: true }], 'export.dat')
    expect((await good(file)).entries.map(({ day, title }) => [day, title])).toEqual([
      ['2021-05-01', 'Regen'],
    ])
    expect(fs.readdirSync(home.dir)).toEqual(['export.dat'])
  })

  it.each<[string, Packed[], string]>([
    ['leads out by dots', [ONE, { name: '../evil.md', data: 'x' }], 'import-outside'],
    ['leads out in its middle', [ONE, { name: 'a/../../evil.md' }], 'import-outside'],
    ['leads out as on Windows', [ONE, { name: '..\\evil.md' }], 'import-outside'],
    ['is absolute', [ONE, { name: '/etc/passwd' }], 'import-outside'],
    ['is absolute on Windows', [ONE, { name: 'C:\\evil.md' }], 'import-outside'],
    ['has a zero in a name', [ONE, { name: 'a\0.md' }], 'import-outside'],
    ['has a name without end', [ONE, { name: 'a'.repeat(1025) }], 'import-outside'],
    ['has a link in it', [ONE, { name: 'a.md', data: '/etc/passwd', mode: 0o120777 }], 'import-link'],
    ['has a device in it', [ONE, { name: 'a.md', mode: 0o020666 }], 'import-link'],
    ['is locked', [{ ...ONE, flags: 0x801 }], 'import-locked'],
    ['is locked in the strong way', [{ ...ONE, flags: 0x841 }], 'import-locked'],
    ['is packed in another way', [{ ...ONE, method: 93 }], 'import-packed'],
    ['swells beyond measure', [ONE, { name: 'a.md', data: Buffer.alloc(3 << 20) }], 'import-swollen'],
    ['says it is larger than a disk', [{ ...ONE, size: 0xfffffffe }], 'import-swollen'],
    ['has files within each other', [{ ...ONE, packedSize: 4000 }], 'import-swollen'],
    ['holds more than it says', [{ ...ONE, size: 20 }], 'import-swollen'],
    ['holds less than it says', [{ ...ONE, size: 4000 }], 'import-broken'],
    ['came to harm', [{ ...ONE, sum: 1 }], 'import-broken'],
    ['has one name twice', [ONE, ONE], 'import-broken'],
    ['is of folders without end', [ONE, { name: `${'a/'.repeat(40)}x.md` }], 'import-many'],
  ])('that %s is refused', async (_, packed, fault) => {
    using home = place()
    expect(await readAll(home.zip(packed))).toBe(fault)
  })

  it('that ends early, or is none, is refused', async () => {
    using home = place()
    const whole = zipOf([ONE])
    expect(await readAll(home.file('cut.zip', whole.subarray(0, whole.length - 30)))).toBe('import-broken')
    expect(await readAll(home.file('none.zip', 'not packed at all'))).toBe('import-broken')
    expect(await readAll(home.zip([], 'empty.zip'))).toBe('import-empty')
  })

  it('is bounded by how many and how much', async () => {
    using home = place()
    const file = home.zip([ONE, { name: 'a.bin', data: 'abc', stored: true }])
    expect(await readAll(file, {}, { ...BOUNDS, files: 1 })).toBe('import-many')
    expect(await readAll(file, {}, { ...BOUNDS, one: 100 })).toBe('import-swollen')
    expect(await readAll(file, {}, { ...BOUNDS, all: 120 })).toBe('import-swollen')
  })

  it('names its files in UTF-8 as a Mac does without saying so, and else as MS-DOS did', async () => {
    using home = place()
    const md = (name: Buffer): Packed => ({ name, data: '2024-01-15', flags: 0 })
    const file = home.zip([
      md(Buffer.from('2024-01-15 Müde.md'.normalize('NFD'))),
      md(Buffer.concat([Buffer.from('2024-01-16 M'), Buffer.from([0x81]), Buffer.from('de.md')])),
    ])
    expect((await good(file)).entries.map(({ title }) => title)).toEqual(['Müde', 'Müde'])
  })

  it('leaves aside what a Mac puts into it', async () => {
    using home = place()
    const { found } = await good(
      home.zip([ONE, { name: '__MACOSX/._diary.json', data: 'x' }, { name: '.DS_Store' }]),
    )
    expect([found.entries, found.unread]).toEqual([1, []])
  })
})

describe('a folder', () => {
  it('is read without what is hidden; links are named and not followed', async () => {
    using home = place()
    const outside = home.file('secret.md', '# Not chosen')
    const folder = home.folder({
      '2024-01-15.md': 'Ein ruhiger Tag',
      '.obsidian/2024-01-16.md': 'of the program',
    })
    fs.symlinkSync(outside, join(folder, '2024-01-17.md'))
    fs.symlinkSync(home.dir, join(folder, 'around'))
    const { entries, unread } = await good(folder)
    expect(entries.map(({ day }) => day)).toEqual(['2024-01-15'])
    expect(unread).toEqual([{ where: '2024-01-17.md', why: 'not-an-entry' }])
  })

  it('in which a file becomes a link after it was looked at is refused, not followed', async () => {
    using home = place()
    const folder = home.folder({ '2024-01-15.md': 'mine' })
    const opened = await open(folder)
    if (!opened.ok) throw new Error(opened.fault)
    fs.rmSync(join(folder, '2024-01-15.md'))
    fs.symlinkSync(home.file('secret.md', 'theirs'), join(folder, '2024-01-15.md'))
    const [file] = opened.value.files
    await expect(
      contentOf({ name: '', mime: null, size: 0, read: () => file?.read() ?? ([] as never) }),
    ).rejects.toThrow('import-link')
  })

  it('that is gone, or empty, is said to be', async () => {
    using home = place()
    expect(await readAll(join(home.dir, 'nowhere'))).toBe('import-gone')
    expect(await readAll(home.folder({}))).toBe('import-empty')
    expect(await readAll(home.folder({ 'notes.odt': 'PK' }, 'other'))).toBe('import-unknown')
    expect(await readAll(home.file('empty.json', ''))).toBe('import-empty')
  })
})

describe('a text', () => {
  const said = 'Grüße aus Łódź, 東京 und Αθήνα — “gut”'
  const utf16 = (text: string, big: boolean): Buffer => {
    const units = Buffer.from(text, 'utf16le')
    return big ? units.swap16() : units
  }

  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(said), said],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${said}`), said],
    ['UTF-16 as Windows writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(said, false)]), said],
    ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(said, true)]), said],
    ['UTF-16 without a mark', utf16('{"entries": {}} Grüße', false), '{"entries": {}} Grüße'],
    ['UTF-16 without a mark, the other way', utf16('{"entries": {}} Grüße', true), '{"entries": {}} Grüße'],
    ['Latin-1', Buffer.from('Schöne Grüße, à bientôt', 'latin1'), 'Schöne Grüße, à bientôt'],
    [
      'Windows-1252',
      Buffer.concat([Buffer.from('they say '), Buffer.from([0x93, 0x61, 0x94, 0x20, 0x80])]),
      'they say “a” €',
    ],
    [
      'UTF-8 of which one sign came to harm',
      Buffer.concat([Buffer.from(said), Buffer.from([0xc3]), Buffer.from(' ende')]),
      `${said}\ufffd ende`,
    ],
  ])('in %s is read', (_, bytes, text) => {
    expect(decode(bytes)).toBe(text)
  })

  it.each<[string, Buffer]>([
    [
      'Cyrillic of one byte a letter',
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]),
    ],
    ['Shift-JIS', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x93, 0xfa])],
    ['no text at all', Buffer.from([0, 1, 2, 3, 0, 0, 9, 200, 0, 0, 0, 0])],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
    ['UTF-16 that ends in the middle of a letter', Buffer.from([0xff, 0xfe, 0x41])],
  ])('that is %s is not guessed at', async (_, bytes) => {
    expect(decode(bytes)).toBeUndefined()
    using home = place()
    expect(await readAll(home.file('diary.json', bytes))).toBe('import-encoding')
  })

  it('in JSON keeps its words whatever it is written in', async () => {
    using home = place()
    const file = home.file('diary.json', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(DIARY, false)]))
    expect(shown((await good(file)).entries[0]?.writing)).toEqual([
      'paragraph: Müde, aber ruhig. 雨が降った。',
    ])
  })

  it('of more than 100 MB is refused before it is read', async () => {
    using home = place()
    const file = home.file('large.json', '{"entries":')
    fs.truncateSync(file, 100 * 1024 * 1024 + 1)
    const before = process.memoryUsage().arrayBuffers
    expect(await readAll(file)).toBe('import-large')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
  })
})

describe('what is chosen', () => {
  it('is of one program, told by what it says and never guessed', async () => {
    using home = place()
    expect(await readAll(home.folder({ 'diary.json': DIARY, '2024-01-15.md': 'x' }, 'a'))).toBe(
      'import-mixed',
    )
    expect(await readAll(home.folder({ 'settings.json': '{"theme":1}' }, 'b'))).toBe('import-unknown')
    expect(await readAll(home.file('c.json', '{"entries": [{}]}'))).toBe('import-unknown')
    expect(await readAll(home.file('d.json', '{"entries": []}'))).toBe('import-empty')
    expect(await readAll(home.file('e.json', '{"entries": '))).toBe('import-broken')
    expect(await readAll(home.file('f.json', '[]'))).toBe('import-unknown')
    expect(await readAll(home.file('g.bin', 'just some words'))).toBe('import-unknown')
  })

  it('can be left in the middle, and detection can be stopped', async () => {
    using home = place()
    const days = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`2024-01-15 ${n}.md`, `Tag ${n}`]))
    const opened = await open(home.zip(days))
    if (!opened.ok) throw new Error(opened.fault)
    const stop = new AbortController()
    stop.abort()
    const { detect } = await import('../../../src/main/vault/import/detect.ts')
    expect(await detect(opened.value, {}, stop.signal)).toEqual({ ok: false, fault: 'stopped' })
    const found = await detect(opened.value)
    if (!found.ok) throw new Error(found.fault)
    let read = 0
    for await (const _ of found.value.read()) if (++read === 3) break
    expect([found.value.entries, read]).toEqual([400, 3])
    opened.value.close()
  })
})
