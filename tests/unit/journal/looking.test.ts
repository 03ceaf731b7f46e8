import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFeelings } from '../../../src/main/vault/feelings/open.ts'
import { SHORT } from '../../../src/main/vault/journal/filter.ts'
import { FIRST_BOOK } from '../../../src/shared/journal/book.ts'
import type { Looking } from '../../../src/shared/journal/looking.ts'
import { day, id, notebook, value } from './notebook.ts'

const SEA = id(901)
type Kind = 'image/png' | 'audio/mp4' | 'application/pdf'
type Wrote = {
  on: string
  words: string
  tags?: string[]
  journal?: string
  favourite?: boolean
  file?: Kind
}

const holding = (words: string, file?: Kind) => ({
  type: 'doc' as const,
  content: [
    {
      type: 'block' as const,
      content: [
        { type: 'text', text: words },
        ...(file
          ? [
              {
                type: 'attachment',
                attrs: {
                  blob: 'ab'.repeat(32),
                  thumb: null,
                  name: 'x',
                  type: file,
                  size: 1,
                  width: null,
                  height: null,
                  alt: '',
                },
              },
            ]
          : []),
      ],
    },
  ],
})

async function wrote(...entries: Wrote[]) {
  const ana = notebook()
  const feelings = openFeelings({ db: ana.db, clock: ana.clock, erased: () => {} })
  await ana.calls['journals.keep']({ id: SEA, name: 'Sea', colour: 'river', template: '' })
  for (const [
    i,
    { on, words, tags = [], journal = FIRST_BOOK, favourite = false, file },
  ] of entries.entries()) {
    await ana.calls['journal.save']({ id: id(i), day: day(on), writing: holding(words, file) })
    await value(ana.calls['journal.change']({ id: id(i), change: { tags, journal, favourite } }))
  }
  const find = async (words: string, looking?: Looking, after?: string) =>
    (
      await value(
        ana.calls['journal.search']({
          words,
          ...(looking ? { looking } : {}),
          ...(after === undefined ? {} : { after }),
        }),
      )
    ).map(hit => Number.parseInt(hit.id, 16))
  return { ...ana, feelings, find }
}

describe('looking for an entry', () => {
  it('heeds each wish by itself, and all of them together', async () => {
    const ana = await wrote(
      { on: '2026-01-01', words: 'rain at the window', tags: ['Home/Kitchen'], favourite: true },
      { on: '2026-02-01', words: 'rain on the sea', tags: ['sea'], journal: SEA, file: 'image/png' },
      { on: '2026-03-01', words: 'sun', tags: ['sea', 'home'], journal: SEA, file: 'audio/mp4' },
      { on: '2026-04-01', words: 'rain again', file: 'application/pdf' },
    )
    for (const settled of [false, true]) {
      if (settled) await ana.search('rain')
      expect(await ana.find('', { tag: 'SEA' })).toEqual([2, 1])
      expect(await ana.find('', { tag: 'home' })).toEqual([2, 0])
      expect(await ana.find('', { tag: 'hom' })).toEqual([])
      expect(await ana.find('', { journal: SEA })).toEqual([2, 1])
      expect(await ana.find('', { favourite: true })).toEqual([0])
      expect(await ana.find('', { has: 'any' })).toEqual([3, 2, 1])
      expect(await ana.find('', { has: 'image' })).toEqual([1])
      expect(await ana.find('', { has: 'file' })).toEqual([3])
      expect(await ana.find('', { from: day('2026-02-01'), to: day('2026-03-01') })).toEqual([2, 1])
      expect(await ana.find('rain', { from: day('2026-02-01') })).toEqual([3, 1])
      expect(await ana.find('rain', { tag: 'sea' })).toEqual([1])
      expect(await ana.find('', { tag: 'sea', journal: SEA, has: 'audio' })).toEqual([2])
      expect(await ana.find('rain', { journal: SEA, favourite: true })).toEqual([])
      expect(await ana.find('', {})).toEqual([])
      expect(await ana.find('…', { tag: 'sea' })).toEqual([])
    }
  })

  it('shows the beginning of an entry that was not found by a word', async () => {
    const ana = await wrote({ on: '2026-01-01', words: 'rain at the window', favourite: true })
    expect(await value(ana.calls['journal.search']({ words: '', looking: { favourite: true } }))).toEqual([
      expect.objectContaining({ excerpt: 'rain at the window', matches: [] }),
    ])
  })

  it('leaves out what lies in the bin', async () => {
    const ana = await wrote({ on: '2026-01-01', words: 'rain', tags: ['sea'], favourite: true })
    await ana.calls['journal.bin']({ id: id(0) })
    for (const looking of [{ tag: 'sea' }, { favourite: true }, { journal: FIRST_BOOK }] as const)
      for (const words of ['', 'rain']) expect(await ana.find(words, looking)).toEqual([])
  })

  it('finds the days that felt so, by a given word and by an own one, unless they are hidden', async () => {
    const ana = await wrote(
      { on: '2026-01-01', words: 'a day' },
      { on: '2026-01-02', words: 'the next' },
      { on: '2026-01-02', words: 'and its night' },
    )
    const felt = { minute: null, zone: null, energy: null, activities: [] }
    await ana.feelings['feelings.keep']({
      id: id(1),
      day: day('2026-01-02'),
      feeling: 'low',
      words: ['Heavy'],
      ...felt,
    })
    expect(await ana.find('', { feeling: { given: 'low' } })).toEqual([2, 1])
    expect(await ana.find('night', { feeling: { own: 'heavy' } })).toEqual([2])
    expect(await ana.find('', { feeling: { given: 'good' } })).toEqual([])
    await ana.feelings['feelings.hide']({ from: day('2026-01-01'), to: day('2026-12-31'), hidden: true })
    expect(await ana.find('', { feeling: { given: 'low' } })).toEqual([])
  })

  it('knows the file of an entry only as long as its words name it', async () => {
    const ana = await wrote({ on: '2026-01-01', words: 'rain', file: 'image/png' })
    await ana.calls['journal.save']({
      id: id(0),
      day: day('2026-01-01'),
      writing: holding('rain', 'audio/mp4'),
    })
    expect(await ana.find('', { has: 'image' })).toEqual([])
    expect(await ana.find('', { has: 'audio' })).toEqual([0])
  })

  it('comes to the same by a short list and by a long one, page after page', async () => {
    const many = SHORT + 40
    const plan = Array.from({ length: many }, (_, i) => ({
      on: `20${10 + (i % 10)}-0${1 + (i % 9)}-1${i % 9}`,
      words: i % 3 === 0 ? 'rain and more' : 'sun and more',
      tags: [...(i % 2 === 0 ? ['even'] : []), ...(i % 37 === 0 ? ['rare'] : [])],
      journal: i % 20 === 0 ? FIRST_BOOK : SEA,
    }))
    const ana = await wrote(...plan)
    await ana.search('rain')
    /** As a reader would do it: over everything. */
    const places = new Map(
      (await value(ana.calls['journal.timeline']({ days: 400 }))).lines.map((line, at) => [line.id, at]),
    )
    expect(places.size).toBe(many)
    for (const [words, looking] of [
      ['', { journal: SEA }],
      ['rain', { journal: SEA }],
      ['rain', { tag: 'rare' }],
      ['more', { tag: 'even', journal: SEA, from: day('2013-01-01') }],
    ] as const) {
      const wanted = plan.flatMap((one, i) =>
        one.words.includes(words) &&
        (!('tag' in looking) || one.tags.includes(looking.tag)) &&
        (!('journal' in looking) || one.journal === looking.journal) &&
        (!('from' in looking) || one.on >= looking.from)
          ? [i]
          : [],
      )
      const found: number[] = []
      for (let page = await ana.find(words, looking); page.length > 0; ) {
        found.push(...page)
        page = await ana.find(words, looking, id(found.at(-1) ?? 0))
      }
      expect(found.toSorted((a, b) => a - b)).toEqual(wanted)
      expect(new Set(found).size).toBe(found.length)
    }
  })
})

describe('the same day of other years', () => {
  const at = async (...days: string[]) => {
    const ana = await wrote(...days.map(on => ({ on, words: on })))
    const on = async (from: string, journal?: string) =>
      (
        await value(
          ana.calls['journal.sameDay']({ day: day(from), ...(journal === undefined ? {} : { journal }) }),
        )
      ).map(line => line.day)
    return { ...ana, on }
  }
  it('goes from the day that is looked at, the newest year first, and not to that year', async () => {
    const ana = await at('2026-05-04', '2024-05-04', '2019-05-04', '0987-05-04', '2024-05-05', '2025-04-04')
    expect(await ana.on('2026-05-04')).toEqual(['2024-05-04', '2019-05-04', '0987-05-04'])
    expect(await ana.on('2019-05-04')).toEqual(['2026-05-04', '2024-05-04', '0987-05-04'])
    expect(await ana.on('2031-04-04')).toEqual(['2025-04-04'])
    expect(await ana.on('2026-05-04', SEA)).toEqual([])
  })
  it('shows a leap day on its own, and on 28 February where there is no 29th', async () => {
    const ana = await at('2024-02-29', '2020-02-29', '2024-02-28', '2023-02-28', '2023-03-01')
    expect(await ana.on('2028-02-29')).toEqual(['2024-02-29', '2020-02-29'])
    expect(await ana.on('2028-02-28')).toEqual(['2024-02-28', '2023-02-28'])
    expect(await ana.on('2025-02-28')).toEqual(['2024-02-29', '2024-02-28', '2023-02-28', '2020-02-29'])
    expect(await ana.on('2025-03-01')).toEqual(['2023-03-01'])
    // 1900 and 2100 have none.
    expect(await ana.on('2100-02-28')).toContain('2024-02-29')
  })
  it('leaves out what lies in the bin', async () => {
    const ana = await at('2024-05-04')
    await ana.calls['journal.bin']({ id: id(0) })
    expect(await ana.on('2026-05-04')).toEqual([])
  })
})

describe('the days of a month', () => {
  it('each say which journals have something there', async () => {
    const ana = await wrote(
      { on: '2026-03-01', words: 'a' },
      { on: '2026-03-01', words: 'b', journal: SEA },
      { on: '2026-03-01', words: 'c', journal: SEA },
      { on: '2026-03-31', words: 'd', journal: SEA },
      { on: '2026-04-01', words: 'e' },
    )
    const month = () => value(ana.calls['journal.month']({ from: day('2026-03-01'), to: day('2026-03-31') }))
    expect(await month()).toEqual([
      { day: '2026-03-01', journals: [FIRST_BOOK, SEA] },
      { day: '2026-03-31', journals: [SEA] },
    ])
    for (const n of [0, 3]) await ana.calls['journal.bin']({ id: id(n) })
    expect(await month()).toEqual([{ day: '2026-03-01', journals: [SEA] }])
  })
  it('say the same as the days of the notebook, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ d: fc.integer({ min: 1, max: 28 }), sea: fc.boolean() }), { maxLength: 12 }),
        async entries => {
          const ana = await wrote(
            ...entries.map(({ d, sea }) => ({
              on: `2026-02-${String(d).padStart(2, '0')}`,
              words: 'x',
              journal: sea ? SEA : FIRST_BOOK,
            })),
          )
          const range = { from: day('2026-02-01'), to: day('2026-02-28') }
          const month = await value(ana.calls['journal.month'](range))
          const { days } = await value(ana.calls['journal.days'](range))
          expect(month.map(one => one.day)).toEqual(days)
        },
      ),
      { numRuns: 20 },
    )
  })
})
