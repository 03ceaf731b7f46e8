import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { splitTitle } from '../../../src/main/vault/import/formats/day-one.ts'
import { contentOf, type Files, good, place, readAll, shown } from './place.ts'

type Said = Readonly<Record<string, unknown>>
const journal = (...entries: unknown[]): string => JSON.stringify({ metadata: { version: '1.0' }, entries })
const id = (n: number): string => n.toString(16).toUpperCase().padStart(32, '0')
const said = (n: number, more: Said = {}): Said => ({
  ...{ uuid: id(n), creationDate: '2024-04-16T23:00:00Z', timeZone: 'Europe/Dublin', text: 'Words' },
  ...more,
})
const md5 = (content: string): string => createHash('md5').update(content).digest('hex')

async function one(more: Said, files: Files = {}, options = {}) {
  using home = place()
  const { entries, unread } = await good(
    home.zip({ 'Journal.json': journal(said(1, more)), ...files }),
    options,
  )
  return { entry: entries[0], unread }
}

describe('Day One', () => {
  it('is read from a ZIP, from its folder and from the JSON alone', async () => {
    using home = place()
    const files = { 'Reise.json': journal(said(1), said(2)), 'photos/x.jpeg': 'x' }
    for (const path of [home.zip(files), home.folder(files), home.file('Reise.json', files['Reise.json'])]) {
      const { found, entries } = await good(path)
      expect(found).toMatchObject({
        format: 'day-one',
        entries: 2,
        from: '2024-04-17',
        to: '2024-04-17',
        unread: [],
      })
      expect(entries.map(({ journal }) => journal)).toEqual(['Reise', 'Reise'])
      expect(entries.map(({ identity }) => identity)).toEqual([`day-one:${id(1)}`, `day-one:${id(2)}`])
    }
  })

  it('has the day of its own zone, and not of UTC or of this computer', async () => {
    expect((await one({})).entry).toMatchObject({
      ...{ day: '2024-04-17', minute: 0, zone: 'Europe/Dublin', created: Date.parse('2024-04-16T23:00:00Z') },
      remarks: [],
    })
    expect((await one({ timeZone: 'America/New_York' })).entry).toMatchObject({
      day: '2024-04-16',
      minute: 19 * 60,
    })
    expect(
      (await one({ creationDate: '2024-04-16T23:00:00+05:00', timeZone: 'Asia/Karachi' })).entry,
    ).toMatchObject({
      ...{ day: '2024-04-16', minute: 23 * 60, created: Date.parse('2024-04-16T18:00:00Z') },
    })
    expect((await one({ creationDate: '2024-04-16T23:30:00+05:00', timeZone: '' })).entry).toMatchObject({
      ...{ day: '2024-04-16', minute: 23 * 60 + 30, zone: null, remarks: [] },
    })
  })

  it('of a day without a time has none, near midnight too', async () => {
    const { entry } = await one({ isAllDay: true, creationDate: '2024-04-16T23:00:00Z' })
    expect(entry).toMatchObject({ day: '2024-04-17', minute: null, zone: 'Europe/Dublin' })
  })

  it('without a zone that anybody knows says so, and takes the one of the place, or the person’s', async () => {
    const lost = { timeZone: 'Mars/Olympus', location: {} }
    expect((await one(lost)).entry).toMatchObject({
      day: '2024-04-16',
      zone: null,
      remarks: [{ what: 'zone-unknown' }],
    })
    expect((await one({ timeZone: undefined })).entry?.remarks).toEqual([{ what: 'zone-unknown' }])
    expect((await one({ timeZone: undefined }, {}, { zone: 'Europe/Berlin' })).entry).toMatchObject({
      ...{ day: '2024-04-17', minute: 60, zone: null, remarks: [] },
    })
    expect(
      (await one({ timeZone: undefined, location: { timeZoneName: 'Asia/Tokyo' } })).entry,
    ).toMatchObject({
      ...{ day: '2024-04-17', minute: 480, zone: 'Asia/Tokyo', remarks: [] },
    })
    expect((await one({ timeZone: 'GMT+0200' })).entry).toMatchObject({
      day: '2024-04-17',
      zone: 'Etc/GMT-2',
      remarks: [],
    })
  })

  it('without words is an entry all the same', async () => {
    for (const text of [undefined, null, '', ' \n\t ', 7])
      expect(shown((await one({ text })).entry?.writing)).toEqual(['paragraph: '])
  })

  it('has escaped signs as signs, and backslashes of code as they are', async () => {
    const text = 'Am 3\\. Mai\n\nGing gut\\! \\(wirklich\\) C:\\dir\n\n```\nprintf("a\\.b\\n")\n```'
    const { entry } = await one({ text })
    expect([entry?.title, ...shown(entry?.writing)]).toEqual([
      'Am 3. Mai',
      'paragraph: Ging gut! (wirklich) C:\\dir',
      'code: printf("a\\.b\\n")',
    ])
  })

  it.each<[string, string, string]>([
    ['# Ein Titel\nText', 'Ein Titel', 'Text'],
    ['# Nur ein Titel', 'Nur ein Titel', ''],
    ['Erste Zeile\nText', 'Erste Zeile', 'Text'],
    ['\n\nErste **Zeile**\n\nText', 'Erste Zeile', '\nText'],
    ['Nur eine Zeile', '', 'Nur eine Zeile'],
    [`${'東'.repeat(101)}\nText`, '', `${'東'.repeat(101)}\nText`],
    [`${'👩'.repeat(100)}\nText`, '👩'.repeat(100), 'Text'],
    ['- eins\n- zwei', '', '- eins\n- zwei'],
    ['## klein\nText', '', '## klein\nText'],
    ['![](dayone-moment://A)\nText', '', '![](dayone-moment://A)\nText'],
    ['[hier](https://a.b)\nText', '', '[hier](https://a.b)\nText'],
    ['', '', ''],
  ])('takes the first line of %j for a title: %j', (text, title, body) => {
    expect(splitTitle(text)).toEqual({ title, body })
  })

  it('has its photos, films, sounds and papers where the words name them, and the others behind', async () => {
    const files = Object.fromEntries(
      ['eins', 'zwei', 'film', 'ton', 'papier'].map(name => [name, md5(name)]),
    ) as Record<'eins' | 'zwei' | 'film' | 'ton' | 'papier', string>
    const { entry } = await one(
      {
        text: 'Davor\n\n![](dayone-moment://B2)\n\n![](dayone-moment:/video/C3) ![](dayone-moment:/audio/d4) ![](dayone-moment:/pdfAttachment/E5)',
        photos: [
          { identifier: 'A1', md5: files.eins, type: 'jpeg', orderInEntry: 2, lensMake: '(null)' },
          {
            identifier: 'B2',
            md5: files.zwei.toUpperCase(),
            type: 'png',
            orderInEntry: 1,
            filename: 'See.png',
          },
        ],
        videos: [{ identifier: 'C3', md5: files.film, type: 'mov' }],
        audios: [{ identifier: 'D4', md5: files.ton, format: 'aac', title: 'Regen' }],
        pdfAttachments: [{ identifier: 'E5', md5: files.papier, type: 'pdf' }],
      },
      {
        [`Photos/${files.eins}.jpeg`]: 'eins',
        [`photos/${files.zwei}.png`]: 'zwei',
        [`videos/${files.film}.mov`]: 'film',
        [`audios/${files.ton}.m4a`]: 'ton',
        [`pdfs/${files.papier}.pdf`]: 'papier',
      },
    )
    expect(shown(entry?.writing)).toEqual(['paragraph: [0]', 'paragraph: [1] [2] [3]', 'paragraph: [4]'])
    expect(entry?.files.map(({ name, mime, size }) => [name, mime, size])).toEqual([
      ['See.png', 'image/png', 4],
      [`${files.film}.mov`, 'video/quicktime', 4],
      ['Regen.m4a', 'audio/mp4', 3],
      [`${files.papier}.pdf`, 'application/pdf', 6],
      [`${files.eins}.jpeg`, 'image/jpeg', 4],
    ])
    expect(
      await Promise.all(entry?.files.map(async file => (await contentOf(file)).toString()) ?? []),
    ).toEqual(['zwei', 'film', 'ton', 'papier', 'eins'])
    expect([entry?.title, entry?.remarks]).toEqual(['Davor', []])
  })

  it('has files that no word names in the order of the entry', async () => {
    const names = ['drei', 'eins', 'zwei']
    const photos = names.map((name, n) => ({
      ...{
        identifier: `A${n}`,
        md5: md5(name),
        type: 'png',
        filename: `${name}.png`,
        orderInEntry: [3, 1, 2][n],
      },
    }))
    const { entry } = await one(
      { photos },
      Object.fromEntries(names.map(name => [`photos/${md5(name)}.png`, name])),
    )
    expect(entry?.files.map(({ name }) => name)).toEqual(['eins.png', 'zwei.png', 'drei.png'])
  })

  it('is taken without a file that is missing or has no name, which is said', async () => {
    const { entry } = await one({
      text: 'Da\n\n![](dayone-moment://A1) ![](dayone-moment://B2) ![](dayone-moment://F9)',
      photos: [{ identifier: 'A1', md5: 'ab'.repeat(16), type: 'jpeg' }, { identifier: 'B2' }, null, 7, {}],
      videos: 'none',
    })
    expect(entry?.files).toEqual([])
    expect(entry?.remarks).toEqual([
      { what: 'file-missing', name: `photos/${'ab'.repeat(16)}.jpeg` },
      { what: 'file-unnamed', name: 'photos/B2' },
      { what: 'file-unnamed', name: 'photos/' },
      { what: 'file-missing', name: 'dayone-moment://F9' },
    ])
  })

  it('of many is taken but for the one that cannot be read', async () => {
    using home = place()
    const file = home.file('J.json', journal(said(1), null, said(2, { creationDate: 'soon' }), 'x', said(3)))
    const { entries, unread } = await good(file)
    expect(entries.map(({ identity }) => identity)).toEqual([`day-one:${id(1)}`, `day-one:${id(3)}`])
    expect(unread).toEqual([
      { where: 'J 2', why: 'not-an-entry' },
      { where: id(2), why: 'no-date' },
      { where: 'J 4', why: 'not-an-entry' },
    ])
  })

  it('with richText alone has its words from there', async () => {
    const richText = JSON.stringify({
      contents: [
        { text: 'Titel\n', attributes: { line: { header: 1 } } },
        { text: 'ein ' },
        { text: 'fetter', attributes: { bold: true } },
        { text: ' Satz\n' },
        { embeddedObjects: [{ type: 'horizontalRuleLine' }] },
        { text: 'getan\n', attributes: { line: { listStyle: 'checkbox', checked: true, indentLevel: 1 } } },
        { text: 'tiefer\n', attributes: { line: { listStyle: 'bulleted', indentLevel: 2 } } },
        { embeddedObjects: [{ type: 'photo', identifier: 'A1' }] },
      ],
    })
    const photos = [{ identifier: 'A1', md5: md5('x'), type: 'png' }]
    const { entry } = await one({ text: undefined, richText, photos }, { [`photos/${md5('x')}.png`]: 'x' })
    expect(shown(entry?.writing)).toEqual([
      'heading: Titel',
      'paragraph: ein <bold>fetter</> Satz',
      'rule: ',
      'check [x]: getan',
      'bullet 1: tiefer',
      'paragraph: [0]',
    ])
    expect(shown((await one({ text: '', richText: '{broken' })).entry?.writing)).toEqual(['paragraph: '])
  })

  it('keeps all that it says beside, but for what means nothing', async () => {
    const noise = {
      ...{ starred: true, isPinned: true, tags: ['Reise', ' #Reise', 'a/b'], duration: 0, editingTime: 12.5 },
      location: {
        latitude: 53.3,
        longitude: -6.2,
        placeName: 'Ufer',
        region: { center: { latitude: 1 }, radius: 75 },
      },
      weather: { conditionsDescription: 'Regen', temperatureCelsius: 9, windBearing: '(null)' },
      ...{
        userActivity: { stepCount: 12 },
        creationDevice: 'Telefon',
        creationOSName: 'iOS',
        modifiedDate: '2024-05-01T10:00:00Z',
      },
    }
    const { entry } = await one(noise)
    expect(entry).toMatchObject({
      favourite: true,
      tags: ['Reise', 'a/b'],
      modified: Date.parse('2024-05-01T10:00:00Z'),
    })
    expect(entry?.extra).toEqual({
      ...{
        isPinned: 'true',
        duration: '0',
        editingTime: '12.5',
        creationDevice: 'Telefon',
        creationOSName: 'iOS',
      },
      ...{ 'location.latitude': '53.3', 'location.longitude': '-6.2', 'location.placeName': 'Ufer' },
      ...{ 'location.region.center.latitude': '1', 'location.region.radius': '75' },
      ...{
        'weather.conditionsDescription': 'Regen',
        'weather.temperatureCelsius': '9',
        'userActivity.stepCount': '12',
      },
    })
    const bare = (await one(noise, {}, { withoutSurroundings: true })).entry
    expect(bare?.extra).toEqual({ isPinned: 'true', duration: '0', editingTime: '12.5' })
  })

  it('links to another entry by its words, and keeps which one it was', async () => {
    const text = `Siehe [damals](dayone://view?entryId=${id(7)}) und [dann](dayone2://view?entryId=${id(8)})`
    const { entry } = await one({ text })
    expect(shown(entry?.writing)).toEqual(['paragraph: Siehe damals und dann'])
    expect(entry?.extra['links']).toBe(`${id(7)} ${id(8)}`)
    expect(entry?.remarks).toEqual([])
  })

  it('of three journals in one ZIP keeps them apart', async () => {
    using home = place()
    const files = Object.fromEntries(
      ['Journal', 'Träume', '日記'].map((name, n) => [
        `${name}.json`,
        journal(said(n, { text: `🌧️ ${name} שלום` })),
      ]),
    )
    const { entries, found } = await good(home.zip({ ...files, 'Leer.json': journal() }))
    expect(found.entries).toBe(3)
    expect(entries.map(({ journal }) => journal)).toEqual(['Journal', 'Träume', '日記'])
    expect(entries.map(({ writing }) => shown(writing)[0])).toEqual([
      'paragraph: 🌧️ Journal שלום',
      'paragraph: 🌧️ Träume שלום',
      'paragraph: 🌧️ 日記 שלום',
    ])
  })

  it('with an id that comes twice loses no words, and brings the same only once', async () => {
    using home = place()
    const file = home.file('J.json', journal(said(1), said(1), said(1, { text: 'Other words' })))
    const { entries } = await good(file)
    expect(entries[0]?.identity).toBe(entries[1]?.identity)
    expect(entries[1]?.remarks).toEqual([{ what: 'repeated' }])
    expect(entries[2]?.identity).not.toBe(entries[0]?.identity)
    expect(entries[2]?.remarks).toEqual([])
    expect((await good(file)).entries.map(({ identity }) => identity)).toEqual(
      entries.map(({ identity }) => identity),
    )
  })

  it('needs no more than text, creationDate and photos', async () => {
    using home = place()
    const bare = {
      creationDate: '2024-01-15T10:00:00+09:00',
      text: '写真',
      photos: [{ type: 'jpeg', identifier: 'A', md5: md5('p') }],
    }
    const { entries } = await good(
      home.zip({ 'J.json': JSON.stringify({ entries: [bare] }), [`photos/${md5('p')}.jpeg`]: 'p' }),
    )
    expect(entries[0]).toMatchObject({
      day: '2024-01-15',
      minute: 600,
      identity: expect.stringMatching(/^day-one:[0-9a-f]{40}$/),
    })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: 写真', 'paragraph: [0]'])
  })

  it('with a name that leads out of the ZIP is refused as a whole', async () => {
    using home = place()
    expect(await readAll(home.zip({ 'J.json': journal(said(1)), '../photos/x.jpeg': 'x' }))).toBe(
      'import-outside',
    )
  })

  it('of 8,000 entries with photos passes through one by one', async () => {
    using home = place()
    const photo = Buffer.alloc(4096, 'photo')
    const files: Record<string, string | Uint8Array> = {}
    const entries = Array.from({ length: 8000 }, (_, n) => {
      const sum = md5(`photo ${n}`)
      files[`photos/${sum}.jpeg`] = photo
      return said(n, {
        text: `Tag ${n}\n\n![](dayone-moment://${id(n)})`,
        photos: [{ identifier: id(n), md5: sum, type: 'jpeg' }],
      })
    })
    const path = home.zip({ 'Journal.json': journal(...entries), ...files })
    const { open } = await import('../../../src/main/vault/import/source/open.ts')
    const { detect } = await import('../../../src/main/vault/import/detect.ts')
    const opened = await open(path)
    if (!opened.ok) throw new Error(opened.fault)
    const found = await detect(opened.value)
    if (!found.ok) throw new Error(found.fault)
    expect(found.value).toMatchObject({ entries: 8000, files: 8000, unread: [] })
    let [read, longest, last] = [0, 0, performance.now()]
    const turns = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    for await (const one of found.value.read()) {
      if ('why' in one) throw new Error(one.where)
      if (read % 500 === 0) expect((await contentOf(one.files[0])).equals(photo)).toBe(true)
      read++
    }
    clearInterval(turns)
    expect(read).toBe(8000)
    // Others had their turn all along: this alone would be one of many seconds.
    expect(longest).toBeLessThan(2000)
    opened.value.close()
  })
})
