/** The journals of other programs: whatever a file says, it is refused by a word, or what comes of it can be kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { detect } from '../../src/main/vault/import/detect.ts'
import type { Incoming } from '../../src/main/vault/import/incoming.ts'
import { readJson } from '../../src/main/vault/import/source/json.ts'
import { open } from '../../src/main/vault/import/source/open.ts'
import { Refused, type Source } from '../../src/main/vault/import/source/source.ts'
import { decode } from '../../src/main/vault/import/source/text.ts'
import { dayInHeading, dayInName, dayInPath } from '../../src/main/vault/import/when/named.ts'
import { instantIn, readStamp } from '../../src/main/vault/import/when/stamp.ts'
import { isZone } from '../../src/main/vault/import/when/zone.ts'
import { Day } from '../../src/shared/journal/day.ts'
import { MARKS, Writing } from '../../src/shared/writing/writing.ts'
import { zipped } from '../unit/import/place.ts'
import type { Target } from './target.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const spoken = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const alone = (name: string, bytes: Uint8Array): Source => ({
  ...{ kind: 'file', name, links: [], close: () => {} },
  files: [
    {
      ...{ path: name, size: bytes.length, modified: 0 },
      async *read() {
        yield bytes
      },
    },
  ],
})

/** What the taker counts on. */
function holds(one: Incoming): void {
  const { identity, day, minute, zone, writing, files } = one
  const fits =
    v.is(Day, day) && (minute === null || (Number.isInteger(minute) && minute >= 0 && minute < 1440))
  if (!fits || (zone !== null && !isZone(zone))) throw new Error('no day, or no time of one')
  if (identity.length === 0 || identity.length > 200) throw new Error('no identity')
  if (!v.is(Writing, writing)) throw new Error('no writing')
  for (const { attrs, content = [] } of writing.content ?? []) {
    if (typeof attrs?.depth === 'number' && (attrs.depth < 0 || attrs.depth > 8)) throw new Error('too deep')
    for (const node of content) {
      const file = (node['attrs'] as { file?: unknown } | undefined)?.file
      if (node.type === 'incoming' && !files[Number(file)]) throw new Error('a file that is none')
      for (const mark of node.marks ?? []) {
        const href = (mark['attrs'] as { href?: unknown } | undefined)?.href
        if (!(MARKS as readonly string[]).includes(mark.type)) throw new Error('a mark that is none')
        if (mark.type === 'link' && !/^(https:|mailto:)/i.test(String(href)))
          throw new Error('a link to anywhere')
      }
    }
  }
  for (const value of [...Object.values(one.extra), ...one.tags, ...one.activities, one.title])
    if (typeof value !== 'string') throw new Error('no words')
}

async function taken(source: Source): Promise<boolean> {
  const found = await detect(source)
  if (!found.ok) {
    if (!found.fault.startsWith('import-')) throw new Error(found.fault)
    return false
  }
  try {
    for await (const one of found.value.read()) if (!('why' in one)) holds(one)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  return found.value.entries > 0
}

const json = (value: unknown): Uint8Array => text(JSON.stringify(value))
const photo = [{ identifier: 'A1', md5: 'ab'.repeat(16), type: 'jpeg', orderInEntry: 1 }]
const rich = { contents: [{ text: 'a\n', attributes: { bold: true, line: { listStyle: 'checkbox' } } }] }

const OF_JSON: Readonly<Record<string, unknown>> = {
  'Mini Diary': {
    metadata: { application: 'Mini Diary', version: '1.9.0' },
    entries: {
      '2019-01-03': { dateUpdated: 'Thu Jan 03 2019 00:00:00 GMT-0800', title: 'T', text: '**a**\nb' },
    },
  },
  'Mini Diarium': {
    metadata: { application: 'Mini Diarium' },
    entries: [
      {
        id: 1,
        date: '2024-01-15',
        title: 'T',
        text: '<ul><li><p>a</p></li></ul><img src="data:image/png;base64,aGk=">',
      },
    ],
  },
  'Day One': {
    metadata: { version: '1.0' },
    entries: [
      {
        uuid: 'AB',
        creationDate: '2024-04-16T23:00:00Z',
        timeZone: 'Europe/Dublin',
        text: '# T\n![](dayone-moment://A1)',
        photos: photo,
        tags: ['a'],
        location: { latitude: 1 },
      },
      { uuid: 'AC', creationDate: '2024-04-16T23:00:00Z', isAllDay: true, richText: JSON.stringify(rich) },
    ],
  },
  jrnl: {
    entries: [{ title: 'T', body: 'a', date: '2020-06-28', time: '18:22', tags: ['@a'], starred: true }],
  },
  Diarium: [
    {
      date: '2024-01-15T08:30:00.123000',
      heading: 'T',
      html: '<p>a</p>',
      rating: 4,
      tags: ['a'],
      people: ['b'],
    },
  ],
  Journey: {
    id: '1',
    date_journal: 1_713_308_400_000,
    timezone: 'Europe/Dublin',
    text: '<p>a</p>',
    mood: 3,
    lat: 1,
    lon: 2,
    photos: ['a.jpg'],
  },
}

const MARKDOWN = [
  '---\ntitle: "a: b"\ndate: 2021-05-01 16:40:00Z\ntags: [a, b]\nweather: {icon: rain}\n---\n# H\n\n- [x] a\n  - b\n\n> c\n\n```\nd\n```\n| e | f |\n|---|---|\n| g | h |\n',
  'tags:: a\n\n- a #b ![[c.png|3]] [d](https://e.f) ![g](h.png) <b>i</b> [^1]\n\n[^1]: j\n',
  '# 2020\n\n## 2020-06-28\n\n**a**\n\n## Monday, June 29, 2020\n\nb\n',
  'title: a\ndate: 2020-06-28 18:22\n\nbody: |\n\tb\n...\n',
]

function zip(): Target {
  const dir = mkdtempSync(join(tmpdir(), 'kinfold-fuzz-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  return {
    name: 'import: ZIP',
    slow: true,
    good: [
      zipped({ 'a/2024-01-15.md': '![](b.png)', 'a/b.png': 'png' }),
      zipped({ 'J.json': JSON.stringify(OF_JSON['Day One']) }),
    ],
    async take(bytes) {
      writeFileSync(join(dir, 'a.zip'), bytes)
      const opened = await open(join(dir, 'a.zip'))
      if (!opened.ok) {
        if (!opened.fault.startsWith('import-')) throw new Error(opened.fault)
        return false
      }
      try {
        for (const { path, read } of opened.value.files) {
          if (/^\/|(^|\/)\.\.(\/|$)/.test(path)) throw new Error('a name that leads out')
          let size = 0
          try {
            for await (const piece of read()) size += piece.length
          } catch (error) {
            if (!(error instanceof Refused)) throw error
          }
          if (size > 1 << 21) throw new Error('more came out than can be in so few bytes')
        }
        return await taken(opened.value)
      } finally {
        opened.value.close()
      }
    },
  }
}

export const imports = (): Target[] => [
  ...Object.entries(OF_JSON).map(
    ([name, value]): Target => ({
      name: `import: ${name}`,
      json: true,
      good: [json(value)],
      take: bytes => taken(alone('Journal.json', bytes)),
    }),
  ),
  { name: 'import: Markdown', good: MARKDOWN.map(text), take: bytes => taken(alone('2024-01-15.md', bytes)) },
  {
    name: 'import: jrnl’s text',
    good: [text('[2020-06-28 18:22] a *\nb @c\n\n[2020-06-29 07:05 AM] d\n')],
    take: bytes => taken(alone('journal.txt', bytes)),
  },
  {
    name: 'import: Daylio',
    good: [
      text(
        'full_date,date,weekday,time,mood,activities,note_title,note\n2024-01-15,January 15,Monday,10:30 pm,"a, b","c | d",e,"f\n""g"""\n',
      ),
    ],
    take: bytes => taken(alone('daylio.csv', bytes)),
  },
  zip(),
  {
    name: 'import: days and times',
    good: [
      '2024-01-15T08:30:00.123+05:30',
      '2024-01-15 8:30 PM',
      '2024_01_15 a',
      'Sonntag, 31. März 2024',
      '2024/01/15.md',
    ].map(text),
    take: bytes => {
      const said = spoken(bytes)
      instantIn(said)
      const days = [readStamp(said), dayInName(said), dayInHeading(said)].map(found => found?.day)
      const found = [...days, dayInPath(said)].filter(day => day !== undefined)
      for (const day of found) if (!v.is(Day, day)) throw new Error('no day')
      return found.length > 0
    },
  },
  {
    name: 'import: letters',
    good: [
      text('Grüße 東京'),
      Buffer.from('\ufeffGrüße 東京', 'utf16le'),
      Buffer.from('Schöne Grüße', 'latin1'),
      text('{"a": "Grüße"}'),
    ],
    async take(bytes) {
      const said = decode(bytes)
      if (said !== undefined && said.length > bytes.length) throw new Error('more letters than bytes')
      const [file] = alone('a.json', bytes).files
      const value = file && (await readJson(file).catch((error: unknown) => error))
      if (value instanceof Error && !(value instanceof Refused)) throw value
      return said !== undefined
    },
  },
]
