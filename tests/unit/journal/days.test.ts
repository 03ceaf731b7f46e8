/** Which days have words, and paging on from a search hit. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayAt, firstPlace, PER_DAY } from '../../../src/main/vault/journal/place.ts'
import { day, id, notebook, value } from './notebook.ts'

it('names each day with entries once, in a range, and the nearest one before it', async () => {
  const { calls, write } = notebook()
  for (const [n, on] of [
    '2025-12-31',
    '2026-11-01',
    '2026-11-19',
    '2026-11-19',
    '2026-11-30',
    '2026-12-01',
  ].entries())
    write(n + 1, on, 'words')
  const month = { from: day('2026-11-01'), to: day('2026-11-30') }
  expect(await value(calls['journal.days'](month))).toEqual({
    days: ['2026-11-01', '2026-11-19', '2026-11-30'],
    earlier: '2025-12-31',
  })
  expect(await value(calls['journal.days']({ from: day('2025-01-01'), to: day('2025-06-30') }))).toEqual({
    days: [],
    earlier: null,
  })
})

it('leaves out a day whose words are all in the bin, and takes it back with them', async () => {
  const { calls, write } = notebook()
  write(1, '2026-11-19', 'words')
  write(2, '2026-11-20', 'words')
  await calls['journal.bin']({ id: id(1) })
  const all = { from: day('2026-01-01'), to: day('2026-12-31') }
  expect((await value(calls['journal.days'](all))).days).toEqual(['2026-11-20'])
  await calls['journal.bin']({ id: id(2) })
  expect(await value(calls['journal.days'](all))).toEqual({ days: [], earlier: null })
  await calls['journal.unbin']({ id: id(1) })
  expect((await value(calls['journal.days'](all))).days).toEqual(['2026-11-19'])
})

it('finds every hit page by page, each once, settled in the index or not', async () => {
  const { calls, write } = notebook()
  for (let n = 1; n <= 47; n++)
    write(n, `2026-0${1 + (n % 9)}-1${n % 5}`, n % 2 ? 'a lamp here' : 'lamplight')
  const walk = async (): Promise<string[]> => {
    const found: string[] = []
    for (;;) {
      const after = found.at(-1)
      const page = await value(calls['journal.search']({ words: 'lamp', ...(after ? { after } : {}) }))
      found.push(...page.map(hit => hit.id))
      if (page.length < 20) return found
    }
  }
  const settled = notebook()
  for (let n = 1; n <= 47; n++)
    settled.write(n, `2026-0${1 + (n % 9)}-1${n % 5}`, n % 2 ? 'a lamp here' : 'lamplight')
  await settled.search('lamp')
  const all: string[] = []
  for (let after: string | undefined; ; after = all.at(-1)) {
    const page = await value(settled.calls['journal.search']({ words: 'lamp', ...(after ? { after } : {}) }))
    all.push(...page.map(hit => hit.id))
    if (page.length < 20) break
  }
  expect(all).toHaveLength(47)
  expect(new Set(all).size).toBe(47)
  expect(await walk()).toEqual(all)
  expect(await value(settled.calls['journal.search']({ words: 'lamp', after: id(99) }))).toEqual([])
})

it('knows the day of a place, as it knows the place of a day', () => {
  const days = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.nat(PER_DAY - 1), (date, n) => {
      const on = day(date.toISOString().slice(0, 10))
      expect(dayAt(firstPlace(on) + n)).toBe(on)
    }),
  )
})
