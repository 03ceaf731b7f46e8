import * as fs from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Options } from '../../../src/main/vault/import/formats/entry.ts'
import { contentOf, type Files, good, place, readAll, shown } from './place.ts'

async function of(files: Files, options: Options = {}) {
  using home = place()
  const [folder, zip] = await Promise.all([good(home.folder(files), options), good(home.zip(files), options)])
  // In whatever way it comes, it is the same.
  expect(zip.entries.map(({ identity }) => identity).sort()).toEqual(
    folder.entries.map(({ identity }) => identity).sort(),
  )
  return folder
}
const one = async (name: string, text: string, options: Options = {}) =>
  (await of({ [name]: text }, options)).entries[0]
const matter = (...lines: string[]): string => ['---', ...lines, '---', ''].join('\n')

describe('a folder of Markdown', () => {
  it('has its day from what is said first: front matter, then name, then path, then heading', async () => {
    const said = [
      ...['date: 2024-01-01', 'created: 2024-01-02', 'creationDate: 2024-01-03', 'created_at: 2024-01-05'],
    ]
    for (const n of [0, 1, 2, 3])
      expect((await one('2024-02-02.md', `${matter(...said.slice(n).reverse())}x`))?.day).toBe(
        said[n]?.replace(/.*: /, ''),
      )
    expect(
      (await one('a.md', `${matter('date_journal: 1713308400000', 'timezone: Europe/Dublin')}x`))?.day,
    ).toBe('2024-04-17')
    expect((await one('2024-02-02.md', `${matter('date: someday')}x`))?.day).toBe('2024-02-02')
    expect((await one('2024/03/05.md', '# 2024-04-04\nx'))?.day).toBe('2024-03-05')
    expect((await one('Notiz.md', '# Sonntag, 31. März 2024\nx'))?.day).toBe('2024-03-31')
  })

  it('has its day from when the file was changed only where nothing else says one, and says so', async () => {
    using home = place()
    const folder = home.folder({ 'Gedanken.md': 'ohne Tag' })
    fs.utimesSync(
      join(folder, 'Gedanken.md'),
      new Date('2023-05-06T12:00:00Z'),
      new Date('2023-05-06T12:00:00Z'),
    )
    const first = (await good(folder)).entries[0]
    expect(first).toMatchObject({ day: '2023-05-06', minute: null, created: null, title: 'Gedanken' })
    expect(first?.remarks).toEqual([{ what: 'day-guessed' }])
    fs.utimesSync(join(folder, 'Gedanken.md'), new Date(), new Date())
    expect((await good(folder)).entries[0]?.identity).toBe(first?.identity)
  })

  it('reads times with and without a zone, and never moves the day of a clock', async () => {
    expect(await one('a.md', `${matter('date: 2021-05-01 23:40')}x`)).toMatchObject({
      day: '2021-05-01',
      minute: 1420,
      zone: null,
      created: null,
      remarks: [],
    })
    expect(await one('a.md', `${matter('date: 2021-05-01T23:40:00-07:00')}x`)).toMatchObject({
      day: '2021-05-01',
      minute: 1420,
      created: Date.parse('2021-05-02T06:40:00Z'),
      remarks: [],
    })
    expect(
      await one('a.md', `${matter('date: 2021-05-01T02:40:00Z', 'timezone: America/New_York')}x`),
    ).toMatchObject({ day: '2021-04-30', zone: 'America/New_York', remarks: [] })
  })

  it('of Joplin tells times in UTC: the day is the person’s where they name their zone', async () => {
    const text = `${matter('title: Am Abend', 'updated: 2021-05-02 01:00:00Z', 'created: 2021-05-01 02:40:00Z', 'latitude: 52.5', 'tags:', '  - Ruhe', '  - a/b')}\nText mit ![](../_resources/See%20am%20Abend.png) und [Papier](../_resources/p.pdf)`
    const files = {
      'Notizbuch/Am Abend.md': text,
      '_resources/See am Abend.png': 'png',
      '_resources/p.pdf': 'pdf',
    }
    const { found, entries } = await of(files)
    expect(found).toMatchObject({ format: 'markdown', entries: 1, files: 2 })
    expect(entries[0]).toMatchObject({
      ...{
        day: '2021-05-01',
        minute: 160,
        title: 'Am Abend',
        tags: ['Ruhe', 'a/b'],
        extra: { latitude: '52.5' },
      },
      ...{ modified: Date.parse('2021-05-02T01:00:00Z'), remarks: [{ what: 'zone-unknown' }] },
    })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: Text mit [0] und Papier[1]'])
    expect(
      await Promise.all(entries[0]?.files.map(async file => (await contentOf(file)).toString()) ?? []),
    ).toEqual(['png', 'pdf'])
    expect((await of(files, { zone: 'America/New_York' })).entries[0]).toMatchObject({
      day: '2021-04-30',
      minute: 22 * 60 + 40,
      remarks: [],
    })
  })

  it('keeps titles as they are written, whatever YAML would make of them', async () => {
    for (const [written, title] of [
      ['2024-01-15', '2024-01-15'],
      ['no', 'no'],
      ['1e3', '1e3'],
      ['"quoted: \\"so\\""', 'quoted: "so"'],
      ["'it''s'", "it's"],
      ['Mit: Doppelpunkt', 'Mit: Doppelpunkt'],
      ['~', '~'],
      ['0x1F', '0x1F'],
    ] as const)
      expect((await one('2024-02-02.md', `${matter(`title: ${written}`)}x`))?.title).toBe(title)
  })

  it('has its title from front matter, then the first heading, then its name without the day', async () => {
    const titles = async (name: string, text: string) => {
      const entry = await one(name, text)
      return [entry?.title, ...shown(entry?.writing)]
    }
    expect(await titles('2024-01-15.md', `${matter('title: Oben')}# Oben\n\nText`)).toEqual([
      'Oben',
      'paragraph: Text',
    ])
    expect(await titles('2024-01-15.md', `${matter('title: Oben')}# Anders\n\nText`)).toEqual([
      'Oben',
      'heading: Anders',
      'paragraph: Text',
    ])
    expect(await titles('2024-01-15.md', '# Der *Titel*\n\nText')).toEqual(['Der Titel', 'paragraph: Text'])
    expect(await titles('2024-01-15 Am See.md', 'Text')).toEqual(['Am See', 'paragraph: Text'])
    expect(await titles('2024-01-15.md', 'Text')).toEqual(['', 'paragraph: Text'])
    expect(await titles('2024-01-15.md', '# Monday, January 15, 2024\n\nText')).toEqual([
      '',
      'paragraph: Text',
    ])
    expect(await titles('2024/01/15.md', 'Text')).toEqual(['', 'paragraph: Text'])
  })

  it('keeps tags, favourites, moods, and every key that is nobody’s', async () => {
    const entry = await one(
      '2024-01-15.md',
      `${matter('tags: "#Ruhe, Fluss/oben"', 'starred: true', 'mood: müde', 'rating: 4/5', 'completed?: no', 'weather: {icon: rain}', 'due: 2024-02-01', '__proto__: x')}Heute #wandern, nicht #1 und \`#code\` [x](#anker) #[[zwei Worte]].`,
    )
    expect(entry).toMatchObject({
      favourite: true,
      mood: 'müde',
      tags: ['Ruhe', 'Fluss/oben', 'wandern', 'zwei Worte'],
    })
    expect(Object.entries(entry?.extra ?? {})).toEqual([
      ['rating', '4/5'],
      ['completed?', 'no'],
      ['weather', '{"icon":"rain"}'],
      ['due', '2024-02-01'],
      ['__proto__', 'x'],
    ])
    expect(Object.getPrototypeOf(entry?.extra)).toBe(Object.prototype)
    const bare = await one('2024-01-15.md', `${matter('weather: rain', 'location: Ufer', 'due: morgen')}x`, {
      withoutSurroundings: true,
    })
    expect(bare?.extra).toEqual({ due: 'morgen' })
  })

  it('of Obsidian finds a file by its name alone, and leaves notes that are named as words', async () => {
    const { entries, found } = await of({
      'Tagebuch/2024-01-15.md':
        '![[Foto 1.png|300]] ![[foto 1.PNG]] ![[Notiz]] ![[weg.png]] ![](Anh%C3%A4nge/Bild.jpg)',
      'Anhänge/Foto 1.png': 'foto',
      ['Tagebuch/Anhänge/Bild.jpg'.normalize('NFD')]: 'bild',
      '.obsidian/app.json': '{}',
    })
    expect(found).toMatchObject({ entries: 1, files: 2 })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: [0] [0] ![[Notiz]] ![[weg.png]] [1]'])
    expect(entries[0]?.remarks).toEqual([{ what: 'file-missing', name: 'weg.png' }])
  })

  it('of Logseq has its properties, its files, and no numbers of its blocks', async () => {
    const { entries } = await of({
      'journals/2024_01_15.md':
        'tags:: Ruhe, [[Am Fluss]]\nmood:: still\n\n- Früh auf\n  id:: 6423-ab\n  collapsed:: true\n\t- am Wasser #gehen\n- ![Bild](../assets/image_1.png)',
      ...{
        'assets/image_1.png': 'png',
        'logseq/bak/journals/2024_01_15.md': '- alt',
        'pages/Idee.md': '- eine Idee\n  created:: gestern',
      },
    })
    const day = entries.find(entry => entry.day === '2024-01-15')
    expect(day).toMatchObject({ title: '', mood: 'still', files: [{ name: 'image_1.png' }] })
    expect(day?.tags).toEqual(['Ruhe', '[[Am Fluss]]', 'gehen'].map(tag => tag.replace(/[[\]]/g, '')))
    expect(shown(day?.writing)).toEqual([
      'bullet: Früh auf',
      'bullet 1: am Wasser #gehen',
      'bullet: [0 Bild]',
    ])
    expect(entries.length).toBe(2)
  })

  it('takes no file from outside of what was chosen', async () => {
    using home = place()
    home.file('secret.png', 'not chosen')
    const folder = home.folder({
      'a/2024-01-15.md':
        '![](../../secret.png) ![](/etc/secret.png) ![](file:///etc/passwd) ![](C:\\secret.png) ![](%2e%2e/%2e%2e/secret.png)',
    })
    const { entries } = await good(folder)
    expect(entries[0]?.files).toEqual([])
    expect(entries[0]?.remarks.map(({ what }) => what)).toEqual([
      ...['file-outside', 'file-missing', 'file-outside', 'file-outside', 'file-outside'],
    ])
  })

  it('with many days under headings becomes an entry for each, unless it shall stay whole', async () => {
    const diary =
      '# Mini Diary\n\n## Monday, January 1, 2019\n\n**Neujahr**\n\nRuhig.\n\n\n## Wednesday, January 2, 2019\n\nSchnee.\n```\n## Monday, January 7, 2019\n```\n'
    const { entries } = await of({ 'mini-diary.md': diary })
    expect(entries.map(({ day, title, writing }) => [day, title, ...shown(writing)])).toEqual([
      ['2019-01-01', 'Neujahr', 'paragraph: Ruhig.'],
      ['2019-01-02', '', 'paragraph: Schnee.', 'code: ## Monday, January 7, 2019'],
    ])
    expect((await of({ 'mini-diary.md': diary }, { whole: true })).entries.length).toBe(1)
    const jrnl =
      '# 2020\n\n## June\n\n### 2020-06-28 18:22 Im Café\n\nText\n\n## July\n\n### 2020-07-01 07:00 Früh\n\nMehr\n'
    expect(
      (await of({ 'jrnl.md': jrnl })).entries.map(({ day, minute, title, writing }) => [
        day,
        minute,
        title,
        ...shown(writing),
      ]),
    ).toEqual([
      ['2020-06-28', 1102, 'Im Café', 'paragraph: Text'],
      ['2020-07-01', 420, 'Früh', 'paragraph: Mehr'],
    ])
    expect(
      (await of({ '2024-01-15.md': 'Erst dies.\n\n## 2024-01-16\n\na\n\n## 2024-01-17\n\nb' })).entries
        .length,
    ).toBe(1)
  })

  it('as jrnl exports it to YAML, which is none, is read', async () => {
    const text =
      '---\ntitle: Im Café: spät\ndate: 2020-06-28 18:22\nstarred: True\ntags: ana, ruhe\n\nbody: |\n\tErste Zeile.\n\n\tZweite Zeile.\n...\n'
    for (const said of [text, text.slice(4)]) {
      const entry = await one('2020-06-28_im-cafe.md', said)
      expect(entry).toMatchObject({
        day: '2020-06-28',
        minute: 1102,
        title: 'Im Café: spät',
        favourite: true,
        tags: ['ana', 'ruhe'],
      })
      expect(shown(entry?.writing)).toEqual(['paragraph: Erste Zeile.', 'paragraph: Zweite Zeile.'])
    }
  })

  it('holds what no entry could, and says so', async () => {
    using home = place()
    const folder = home.folder({
      '2024-01-15.md': 'a'.repeat(9 << 20),
      '2024-01-16.md': 'b'.repeat(7.5 * 2 ** 20),
      '2024-01-17.md': 'c',
    })
    const { entries, unread } = await good(folder)
    expect(entries.map(({ day }) => day)).toEqual(['2024-01-17'])
    expect(unread).toEqual([
      { where: '2024-01-15.md', why: 'too-large' },
      { where: '2024-01-16', why: 'too-large' },
    ])
  })

  it('is one file as well, and front matter cannot swell', async () => {
    using home = place()
    expect((await good(home.file('2024-01-15.md', 'x'))).entries.length).toBe(1)
    const bomb = matter(
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, n) => `${name}: &${name} [${`*${'abcdefghi'[n]},`.repeat(9)}]`),
    )
    expect((await good(home.file('2024-01-16.md', `${bomb}Text`))).entries.length).toBe(1)
    expect(await readAll(home.file('2024-01-17.md', Buffer.from([0x2d, 0, 0, 0, 1, 2, 3])))).toBe(
      'import-encoding',
    )
  })
})
