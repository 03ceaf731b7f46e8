import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contentOf, good, place, readAll, shown } from './place.ts'

const json = (value: unknown): string => JSON.stringify(value)

describe('Mini Diary', () => {
  const diary = (version: string, entries: unknown) =>
    json({ metadata: { application: 'Mini Diary', version }, entries })
  const text = 'Erste **Zeile**\nzweite Zeile\n\n- eins\n- zwei'

  it('has one entry a day, in Markdown, without a time', async () => {
    using home = place()
    const said = { dateUpdated: 'Thu Jan 03 2019 00:00:00 GMT-0800', title: 'Ein Tag', text }
    const { found, entries } = await good(
      home.file('d.json', `\ufeff${diary('3.3.0', { '2019-01-03': said })}`),
    )
    expect(found).toMatchObject({
      format: 'mini-diary',
      entries: 1,
      from: '2019-01-03',
      to: '2019-01-03',
      files: 0,
    })
    expect(entries[0]).toMatchObject({
      ...{ day: '2019-01-03', minute: null, zone: null, created: null, title: 'Ein Tag', remarks: [] },
      modified: Date.parse('2019-01-03T08:00:00Z'),
    })
    expect(shown(entries[0]?.writing)).toEqual([
      'paragraph: Erste <bold>Zeile</>/zweite Zeile',
      'bullet: eins',
      'bullet: zwei',
    ])
  })

  it('before 2.0.0 was plain: every line a paragraph, no sign of it more', async () => {
    using home = place()
    for (const version of ['1.10.1', 'v1.0.0', '0.1.0']) {
      const { entries } = await good(
        home.file('d.json', diary(version, { '2019-01-03': { title: '', text } })),
      )
      expect(shown(entries[0]?.writing)).toEqual([
        ...[
          'paragraph: Erste **Zeile**',
          'paragraph: zweite Zeile',
          'paragraph: - eins',
          'paragraph: - zwei',
        ],
      ])
    }
  })

  it('is read with what is missing, and tells the days that it cannot read', async () => {
    using home = place()
    const file = home.file(
      'd.json',
      diary('3.3.0', {
        '2019-01-03': { text: 'nur Text' },
        '2019-02-30': { text: 'x' },
        '2019-01-05': null,
        '2019-01-06': {},
      }),
    )
    const { entries, unread } = await good(file)
    expect(entries.map(({ day, title, modified }) => [day, title, modified])).toEqual([
      ['2019-01-03', '', null],
      ['2019-01-06', '', null],
    ])
    expect(unread).toEqual([
      { where: '2019-02-30', why: 'no-date' },
      { where: '2019-01-05', why: 'not-an-entry' },
    ])
  })

  const SEALED = Buffer.from(
    'ANbNjhpQBP5QMwt/6z8BoXr/RsNmIa6cwro2pV49eIUNDgpAy+ZenwjwUr4icPvlaDjbFnRnSyX6iPSj7uDVo4g2RBTSvRtY2tdr3MUjMsiOvgEEjouX5JFza/4kTZQQiSMLX8o7FLNYnK1o1HI3rWi09H9lqFJws24RobYi6ReboAB2pvcyH0v3VI0d5vcmWzGTBpsybGjYpzqfzjypPIeEfNlLHtUoVxlK+WOiHJS/tt70+QR6wBztezMd+Y7CQgDbjgxMZ98BmCC4fIN8eHKZ7F8XP/qSzaYG6qszHwk=',
    'base64',
  )

  it('is opened as the program itself keeps it, with its password', async () => {
    using home = place()
    expect(createHash('sha256').update(SEALED).digest('hex')).toBe(
      '133fa03c4b071153354d87eb15ae732e0b14e5b82420ec47ff07adf886456451',
    )
    for (const path of [home.file('mini-diary.txt', SEALED), home.folder({ 'mini-diary.txt': SEALED })]) {
      const { entries, found } = await good(path, { password: 'correct horse' })
      expect(found.format).toBe('mini-diary')
      expect(entries[0]).toMatchObject({ day: '2019-01-01', title: 'T' })
      expect(shown(entries[0]?.writing)).toEqual(['paragraph: Hello <bold>world</>'])
    }
    // The same entry as from its JSON: whoever imports both has it once.
    const open = diary('3.3.0', { '2019-01-01': { title: 'T', text: 'Hello **world**' } })
    expect((await good(home.file('open.json', open))).entries[0]?.identity).toBe(
      (await good(home.file('mini-diary.txt', SEALED), { password: 'correct horse' })).entries[0]?.identity,
    )
  })

  it('asks for its password, and says the same of another one as of a file that came to harm', async () => {
    using home = place()
    const file = home.file('mini-diary.txt', SEALED)
    const harmed = home.file(
      'harmed.txt',
      SEALED.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    )
    const cut = home.file('cut.txt', SEALED.subarray(0, 64))
    expect(await readAll(file)).toBe('import-sealed')
    expect(await readAll(file, { password: 'wrong horse' })).toBe('import-password')
    expect(await readAll(harmed, { password: 'correct horse' })).toBe('import-password')
    expect(await readAll(cut, { password: 'correct horse' })).toBe('import-password')
  })

  it('is not taken for one where something else was closed with that password', async () => {
    using home = place()
    // As the program does it, but of a JSON that is no diary: what opens is looked at, too.
    const hex = pbkdf2Sync(
      'p',
      /const SALT =\s+'(.+)'/.exec(await source())?.[1] ?? '',
      500_000,
      64,
      'sha512',
    ).toString('hex')
    const md5 = (...parts: (string | Buffer)[]) =>
      parts.reduce((sum, part) => sum.update(part), createHash('md5')).digest()
    const first = md5(hex)
    const second = md5(first, hex)
    const made = Buffer.concat([first, second, md5(second, hex)])
    const sealing = createCipheriv('aes-192-cbc', made.subarray(0, 24), made.subarray(24, 40))
    const sealed = Buffer.concat([sealing.update('{"entries": [1, 2, 3]}'), sealing.final()])
    expect(await readAll(home.file('mini-diary.txt', sealed), { password: 'p' })).toBe('import-password')
  })
})

const source = async (): Promise<string> => {
  const { readFile } = await import('node:fs/promises')
  return readFile(
    new URL('../../../src/main/vault/import/formats/mini-diary-sealed.ts', import.meta.url),
    'utf8',
  )
}

describe('Mini Diarium', () => {
  it('has HTML that is never run, pictures within it, and names of files that are not there', async () => {
    using home = place()
    const pixel = Buffer.from('a pixel')
    const html = `<p>Ein <b>Tag</b></p><script>x()</script><ul><li><p>eins</p></li></ul><p><img alt="See" src="data:image/png;base64,${pixel.toString('base64')}"></p>`
    const file = home.file(
      'm.json',
      json({
        metadata: { application: 'Mini Diarium', version: '0.4.15', exportedAt: 'x' },
        entries: [
          {
            id: 3,
            date: '2026-02-28',
            title: 'Titel',
            text: html,
            dateUpdated: '2026-03-01T08:00:00Z',
            tags: ['Ruhe'],
            attachments: [{ name: 'a.pdf', mime_type: 'application/pdf', byte_size: 3 }],
          },
          { id: 4, title: 'ohne Tag', text: '' },
          'x',
        ],
      }),
    )
    const { found, entries, unread } = await good(file)
    expect(found).toMatchObject({ format: 'mini-diarium', entries: 1, files: 1 })
    expect(entries[0]).toMatchObject({
      ...{ day: '2026-02-28', title: 'Titel', tags: ['Ruhe'], modified: Date.parse('2026-03-01T08:00:00Z') },
      ...{ extra: { id: '3' }, remarks: [{ what: 'file-missing', name: 'a.pdf' }] },
    })
    expect(shown(entries[0]?.writing)).toEqual([
      'paragraph: Ein <bold>Tag</>',
      'bullet: eins',
      'paragraph: [0 See]',
    ])
    expect(entries[0]?.files[0]).toMatchObject({ name: 'image-1.png', mime: 'image/png', size: pixel.length })
    expect((await contentOf(entries[0]?.files[0])).equals(pixel)).toBe(true)
    expect(unread).toEqual([
      { where: 'ohne Tag', why: 'no-date' },
      { where: '3', why: 'not-an-entry' },
    ])
  })
})

describe('jrnl', () => {
  const one = {
    title: 'Im Café mit @Ana.',
    body: 'Wir *lachten*.\nLange.',
    date: '2020-06-28',
    time: '18:22',
  }

  it('is read from JSON, older ones without tags, and an entry alone', async () => {
    using home = place()
    const full = {
      ...one,
      tags: ['@ana', '#ruhe'],
      starred: true,
      uuid: 'AB12',
      creator: { host_name: 'geheim', os_agent: 'x' },
    }
    const file = home.file(
      'j.json',
      json({ tags: { '@ana': 1 }, entries: [full, one, { ...one, date: 'gestern' }, 5] }),
    )
    const { found, entries, unread } = await good(file)
    expect(found).toMatchObject({ format: 'jrnl', entries: 2 })
    expect(entries[0]).toMatchObject({
      ...{ identity: 'jrnl:AB12', day: '2020-06-28', minute: 18 * 60 + 22, zone: null, created: null },
      ...{
        title: 'Im Café mit @Ana.',
        tags: ['ana', 'ruhe'],
        favourite: true,
        extra: { 'creator.os_agent': 'x' },
      },
    })
    expect(entries[0]?.extra).toEqual({ 'creator.os_agent': 'x' })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: Wir <italic>lachten</>./Lange.'])
    expect(entries[1]).toMatchObject({ tags: [], favourite: false })
    expect(unread).toEqual([
      { where: 'Im Café mit @Ana.', why: 'no-date' },
      { where: '4', why: 'not-an-entry' },
    ])
    expect((await good(home.file('one.json', json(one)))).entries[0]?.identity).toBe(entries[1]?.identity)
  })

  it('of one line is words, and no heading over nothing', async () => {
    using home = place()
    const { entries } = await good(home.file('j.json', json({ ...one, body: '' })))
    expect([entries[0]?.title, ...shown(entries[0]?.writing)]).toEqual(['', 'paragraph: Im Café mit @Ana.'])
  })

  it('is read from its own text, and from a folder in which the path is the day', async () => {
    using home = place()
    const text =
      '[2020-06-28 18:22] Im Café *\nmit @Ana und #Ruhe/tief\n\n[kein Datum] ist Text\n\n[2020-06-29 07:05:00 AM] Früh\n'
    const { found, entries } = await good(home.file('journal.txt', text))
    expect(found).toMatchObject({ format: 'jrnl', entries: 2, from: '2020-06-28', to: '2020-06-29' })
    expect(entries[0]).toMatchObject({
      title: 'Im Café',
      favourite: true,
      tags: ['ana', 'ruhe/tief'],
      minute: 1102,
    })
    expect(shown(entries[0]?.writing)).toEqual([
      'paragraph: mit @Ana und #Ruhe/tief',
      'paragraph: [kein Datum] ist Text',
    ])
    expect(entries[1]).toMatchObject({ minute: 425, title: '', day: '2020-06-29' })
    const folder = home.folder({
      '2020/06/30.txt': '[2020-06-28 23:50] Spät\nam Abend',
      '2020/07/1.txt': '[2020-07-01 08:00] Früh\nx',
    })
    expect((await good(folder)).entries.map(({ day, minute }) => [day, minute])).toEqual([
      ['2020-06-30', 1430],
      ['2020-07-01', 480],
    ])
  })
})

describe('Journey', () => {
  const one = {
    ...{
      id: '1516012345678-abc',
      date_journal: Date.parse('2024-04-16T23:00:00Z'),
      date_modified: 1_516_012_400_000,
    },
    ...{
      timezone: 'Europe/Dublin',
      text: '<p>Am <b>See</b></p>',
      type: 'html',
      preview_text: 'Am See',
      mood: 3,
    },
    ...{
      lat: 1.797e308,
      lon: 1.797e308,
      address: 'Ufer',
      favourite: true,
      tags: ['Reise'],
      photos: ['a-1.jpg', 'weg.jpg'],
    },
    ...{ weather: { id: -1, degree_c: 1.797e308 }, sentiment: 0.5, music_title: '' },
  }

  it('is read from a JSON for each entry with its photos beside it', async () => {
    using home = place()
    const file = home.zip({
      ...{ '1516012345678-abc.json': json(one), 'a-1.jpg': 'a photo', 'broken.json': '{"date_jour' },
      'x.json': json({
        ...one,
        id: 'x',
        timezone: 'Asia/Tokyo',
        mood: 0,
        photos: [],
        weather: { id: 3, place: 'Tokio' },
        lat: 35.6,
        lon: 139.7,
      }),
      'other.json': json({ theme: 1 }),
      'undated.json': json({ ...one, date_journal: 'soon' }),
    })
    const { found, entries, unread } = await good(file)
    expect(found).toMatchObject({ format: 'journey', entries: 2, files: 1 })
    expect(entries[0]).toMatchObject({
      ...{
        identity: 'journey:1516012345678-abc',
        day: '2024-04-17',
        minute: 0,
        zone: 'Europe/Dublin',
        mood: '3',
      },
      ...{ favourite: true, tags: ['Reise'], extra: { sentiment: '0.5', address: 'Ufer' } },
      ...{ modified: 1_516_012_400_000, remarks: [{ what: 'file-missing', name: 'weg.jpg' }] },
    })
    expect(entries[0]?.extra).toEqual({ sentiment: '0.5', address: 'Ufer' })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: Am <bold>See</>', 'paragraph: [0]'])
    expect((await contentOf(entries[0]?.files[0])).toString()).toBe('a photo')
    expect(entries[1]).toMatchObject({
      ...{ mood: null, zone: 'Asia/Tokyo', minute: 480 },
      extra: { lat: '35.6', lon: '139.7', 'weather.id': '3', 'weather.place': 'Tokio' },
    })
    expect(unread).toEqual([
      { where: 'undated.json', why: 'no-date' },
      { where: 'broken.json', why: 'not-an-entry' },
      { where: 'other.json', why: 'not-an-entry' },
    ])
    expect((await good(file, { withoutSurroundings: true })).entries[1]?.extra).toEqual({ sentiment: '0.5' })
  })
})

describe('Diarium', () => {
  const one = {
    ...{
      date: '2024-01-15T08:30:00.123000',
      heading: 'Früh',
      html: '<p>Nebel <i>am</i> Fluss</p>',
      rating: 4,
    },
    ...{
      tags: ['Wasser'],
      people: ['Ana', 'Bo'],
      location: 'Ufer',
      tracker: [{ name: 'Schritte', value: 12 }],
      weather: '',
    },
  }

  it('is read as a list, or as a file for each entry, with its media', async () => {
    using home = place()
    const media = {
      'media/2024-01-15_083000123/a.jpg': 'a photo',
      'media/2024-01-16_000000000/b.jpg': 'another',
    }
    for (const path of [
      home.zip({ 'Diarium.json': json([one, { x: 1 }]), ...media }),
      home.zip({ '2024-01-15.json': json(one), ...media }, 'single.zip'),
    ]) {
      const { found, entries } = await good(path)
      expect(found).toMatchObject({ format: 'diarium', entries: 1, files: 1 })
      expect(entries[0]).toMatchObject({
        ...{ day: '2024-01-15', minute: 510, zone: null, title: 'Früh', tags: ['Wasser'], remarks: [] },
        extra: { rating: '4', people: 'Ana, Bo', location: 'Ufer' },
      })
      expect(shown(entries[0]?.writing)).toEqual(['paragraph: Nebel <italic>am</> Fluss', 'paragraph: [0]'])
      expect((await contentOf(entries[0]?.files[0])).toString()).toBe('a photo')
    }
    expect((await good(home.file('list.json', json([one, { x: 1 }])))).unread).toEqual([
      { where: 'list 2', why: 'not-an-entry' },
    ])
  })
})

describe('Daylio', () => {
  const HEAD = 'full_date,date,weekday,time,mood,activities,note_title,note\n'

  it('has the person’s own word for a mood, their activities, and notes of many lines', async () => {
    using home = place()
    const rows = [
      '2024-01-15,January 15,Monday,10:30 pm,"naja, so","lesen | Spaziergang | Freunde treffen","Abend","erste Zeile\nzweite ""Zeile"""',
      '2024-01-16,16. Januar,Dienstag,08:05,super,,"","<p>fast <b>gut</b></p>"',
      'irgendwann,,,,rad,,,',
    ]
    const { found, entries, unread } = await good(
      home.file('daylio.csv', `\ufeff${HEAD}${rows.join('\n')}\n`),
    )
    expect(found).toMatchObject({ format: 'daylio', entries: 2, from: '2024-01-15', to: '2024-01-16' })
    expect(entries[0]).toMatchObject({
      ...{ day: '2024-01-15', minute: 22 * 60 + 30, mood: 'naja, so', title: 'Abend' },
      activities: ['lesen', 'Spaziergang', 'Freunde treffen'],
    })
    expect(shown(entries[0]?.writing)).toEqual(['paragraph: erste Zeile/zweite "Zeile"'])
    expect(entries[1]).toMatchObject({ minute: 485, mood: 'super', activities: [] })
    expect(shown(entries[1]?.writing)).toEqual(['paragraph: fast <bold>gut</>'])
    expect(unread).toEqual([{ where: '4, irgendwann', why: 'no-date' }])
  })

  it('of seven columns has its day in two of them', async () => {
    using home = place()
    const old =
      'year,date,weekday,time,mood,activities,note\n2018,January 26,Friday,12:05 am,meh,,x\n2018,26. Januar,Freitag,13:45,gut,,y\n'
    const { entries } = await good(home.file('daylio.csv', old))
    expect(entries.map(({ day, minute, mood }) => [day, minute, mood])).toEqual([
      ['2018-01-26', 5, 'meh'],
      ['2018-01-26', 825, 'gut'],
    ])
  })

  it('is not every table', async () => {
    using home = place()
    expect(await readAll(home.file('a.csv', 'date,mood\n2024-01-15,5\n'))).toBe('import-unknown')
    expect(await readAll(home.file('b.csv', `${HEAD}`))).toBe('import-empty')
    expect(await readAll(home.file('c.csv', `${HEAD}"2024-01-15,no end`))).toBe('import-broken')
  })
})
