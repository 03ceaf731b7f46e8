import { describe, expect, it } from 'vitest'
import { FIRST_BOOK } from '../../../src/shared/journal/book.ts'
import { day, id, notebook, value } from './notebook.ts'

const SEA = id(101)
const WORK = id(102)
const book = (book: string, name: string) =>
  ({ id: book, name, colour: 'river', template: 'How is it?' }) as const

async function threeBooks() {
  const ana = notebook()
  const { calls } = ana
  await calls['journals.keep'](book(SEA, 'Sea'))
  await calls['journals.keep'](book(WORK, 'Work'))
  const names = async () => (await value(calls['journals.list']({}))).map(({ name }) => name)
  const write = (n: number, on: string, text: string, journal: string) =>
    calls['journal.save']({
      id: id(n),
      day: day(on),
      writing: { type: 'doc', content: [{ type: 'block', content: [{ type: 'text', text }] }] },
      begun: { journal, minute: null, zone: null },
    })
  const of = async (journal: string) =>
    (await value(calls['journal.timeline']({ days: 400, journal }))).lines.map(({ opening }) => opening)
  return { ...ana, names, begin: write, of }
}

describe('several journals', () => {
  it('begin with one that nobody has named, and an entry of which nothing is said is in it', async () => {
    const { calls, write } = notebook()
    await write(1, '2026-03-01', 'rain')
    expect(await value(calls['journals.list']({}))).toEqual([
      { id: FIRST_BOOK, name: '', colour: 'pine', template: '' },
    ])
    expect(await value(calls['journal.read']({ id: id(1) }))).toMatchObject({
      journal: FIRST_BOOK,
      minute: null,
      zone: null,
      favourite: false,
      locked: false,
      tags: [],
    })
  })

  it('keep what was said of them, and the order that Ana gave them', async () => {
    const ana = await threeBooks()
    await ana.calls['journals.keep']({ ...book(SEA, 'The sea'), colour: 'clay' })
    expect((await value(ana.calls['journals.list']({})))[1]).toEqual({
      ...book(SEA, 'The sea'),
      colour: 'clay',
    })
    await ana.calls['journals.order']({ journals: [WORK, SEA] })
    expect(await ana.names()).toEqual(['Work', 'The sea', ''])
    // One that is not there is no place in the order.
    await ana.calls['journals.order']({ journals: [id(999), FIRST_BOOK] })
    expect(await ana.names()).toEqual(['', 'Work', 'The sea'])
  })

  it('show their own entries alone', async () => {
    const ana = await threeBooks()
    await ana.begin(1, '2026-03-01', 'wave', SEA)
    await ana.begin(2, '2026-03-02', 'desk', WORK)
    await ana.write(3, '2026-03-03', 'neither')
    expect(await ana.of(SEA)).toEqual(['wave'])
    await ana.calls['journal.change']({ id: id(3), change: { journal: SEA } })
    expect(await ana.of(SEA)).toEqual(['neither', 'wave'])
    expect(await ana.calls['journal.change']({ id: id(3), change: { journal: id(999) } })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    // Begun in one that was deleted meanwhile: the words come first.
    await ana.begin(4, '2026-03-04', 'lost', id(999))
    expect(await ana.of(FIRST_BOOK)).toEqual(['lost'])
  })

  it('give what was in one that goes to another, and take that back', async () => {
    const ana = await threeBooks()
    await ana.begin(1, '2026-03-01', 'wave', SEA)
    await ana.begin(2, '2026-03-02', 'desk', WORK)
    const before = await value(ana.calls['journals.delete']({ id: SEA, to: WORK }))
    expect(await ana.names()).toEqual(['', 'Work'])
    expect(await ana.of(WORK)).toEqual(['desk', 'wave'])
    await ana.calls['journals.putBack'](before)
    expect(await ana.names()).toEqual(['', 'Sea', 'Work'])
    expect([await ana.of(SEA), await ana.of(WORK)]).toEqual([['wave'], ['desk']])
  })

  it('put what was in one that goes into the bin, and take that back without what lay there before', async () => {
    const ana = await threeBooks()
    await ana.begin(1, '2026-03-01', 'wave', SEA)
    await ana.begin(2, '2026-03-02', 'foam', SEA)
    await ana.calls['journal.bin']({ id: id(2) })
    const before = await value(ana.calls['journals.delete']({ id: SEA, to: null }))
    expect(await ana.lines()).toEqual([])
    expect((await value(ana.calls['journal.binned']({}))).map(line => line.opening)).toHaveLength(2)
    await ana.calls['journals.putBack'](before)
    expect(await ana.of(SEA)).toEqual(['wave'])
    await ana.calls['journal.unbin']({ id: id(2) })
    expect(await ana.of(SEA)).toEqual(['foam', 'wave'])
  })

  it('are one at least, and nothing goes into a journal that is not there', async () => {
    const ana = await threeBooks()
    expect(await ana.calls['journals.delete']({ id: SEA, to: SEA })).toEqual({
      ok: false,
      fault: 'not-found',
    })
    await value(ana.calls['journals.delete']({ id: FIRST_BOOK, to: SEA }))
    await value(ana.calls['journals.delete']({ id: WORK, to: null }))
    expect(await ana.calls['journals.delete']({ id: SEA, to: null })).toEqual({
      ok: false,
      fault: 'last-journal',
    })
    expect(await ana.names()).toEqual(['Sea'])
    await ana.write(1, '2026-03-01', 'still')
    expect(await ana.of(SEA)).toEqual(['still'])
  })
})
