import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { heldNow } from '../../../src/main/vault/backup/daily.ts'
import { openFeelings } from '../../../src/main/vault/feelings/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { feelingCalls } from '../../../src/shared/contract/feelings.ts'
import type { CheckIn } from '../../../src/shared/feelings/feelings.ts'
import { day, id, value } from '../journal/notebook.ts'

function diary() {
  const db = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  let erased = 0
  const calls = openFeelings({ db, clock: { now: () => 1 }, erased: () => void erased++ })
  const keep = (n: number, on: string, said: Partial<CheckIn> = {}) =>
    calls['feelings.keep']({
      id: id(n),
      day: day(on),
      minute: null,
      zone: null,
      feeling: 'okay',
      energy: null,
      words: [],
      activities: [],
      ...said,
    })
  const read = async (from: string, to: string, hidden?: boolean) =>
    (
      await value(
        calls['feelings.read']({
          from: day(from),
          to: day(to),
          ...(hidden === undefined ? {} : { hidden }),
        }),
      )
    ).map(one => Number.parseInt(one.id, 16))
  return { db, calls, keep, read, erased: () => erased }
}

describe('how it was', () => {
  it('is kept as it was said: a given word, own words, energy, and what was done', async () => {
    const ana = diary()
    const said = {
      minute: 605,
      zone: 'Europe/Berlin',
      feeling: 'in-between',
      energy: 'some',
      words: ['wobbly', 'Hopeful'],
      activities: ['tea', 'a walk'],
    } as const
    await ana.keep(1, '2026-03-01', { ...said, words: [...said.words], activities: [...said.activities] })
    const range = { from: day('2026-03-01'), to: day('2026-03-01') }
    expect(await value(ana.calls['feelings.read'](range))).toEqual([
      { id: id(1), day: '2026-03-01', ...said },
    ])
    await ana.keep(1, '2026-03-01', { ...said, words: ['wobbly'], activities: [], feeling: null })
    expect(await value(ana.calls['feelings.read'](range))).toEqual([
      { id: id(1), day: '2026-03-01', ...said, words: ['wobbly'], activities: [], feeling: null },
    ])
    expect(await value(ana.calls['feelings.words']({}))).toEqual({ words: ['wobbly'], activities: [] })
  })

  it('is several points a day, days gone by among them, and nothing where nothing was said', async () => {
    const ana = diary()
    await ana.keep(1, '2026-03-05', { minute: 1200 })
    await ana.keep(2, '2026-03-05', { minute: 60 })
    await ana.keep(3, '2026-03-01')
    await ana.keep(4, '2026-03-05')
    await ana.keep(5, '2025-12-31')
    expect(await ana.read('2026-03-01', '2026-03-31')).toEqual([3, 4, 2, 1])
    expect(await ana.read('2026-03-02', '2026-03-04')).toEqual([])
    // Points alone: no answer has a place for a number that was made of them.
    expect(Object.keys(feelingCalls['feelings.read'].result.item.entries).sort()).toEqual(
      ['activities', 'day', 'energy', 'feeling', 'id', 'minute', 'words', 'zone'].sort(),
    )
  })

  it('is hidden by range, shown again, and stays hidden when it is changed', async () => {
    const ana = diary()
    for (const [n, on] of ['2026-03-01', '2026-03-02', '2026-03-03'].entries()) await ana.keep(n, on)
    const range = { from: day('2026-03-02'), to: day('2026-03-03') }
    await ana.calls['feelings.hide']({ ...range, hidden: true })
    await ana.keep(2, '2026-03-03', { feeling: 'low' })
    expect(await ana.read('2026-01-01', '2026-12-31')).toEqual([0])
    expect(await ana.read('2026-01-01', '2026-12-31', true)).toEqual([1, 2])
    await ana.calls['feelings.hide']({ ...range, hidden: false })
    expect(await ana.read('2026-01-01', '2026-12-31')).toEqual([0, 1, 2])
  })

  it('is deleted, one or a range with what is hidden in it, and can be kept again by what was answered', async () => {
    const ana = diary()
    for (const [n, on] of ['2026-03-01', '2026-03-02', '2026-03-03'].entries())
      await ana.keep(n, on, { words: ['mine'] })
    await ana.calls['feelings.hide']({ from: day('2026-03-02'), to: day('2026-03-02'), hidden: true })
    const gone = await value(ana.calls['feelings.delete']({ from: day('2026-03-01'), to: day('2026-03-02') }))
    expect(gone.map(one => one.day)).toEqual(['2026-03-01', '2026-03-02'])
    expect(ana.db.prepare('SELECT count(*) FROM checkin_word').pluck().get()).toBe(1)
    expect(ana.erased()).toBe(1)
    for (const one of gone) await ana.calls['feelings.keep'](one)
    expect(await ana.read('2026-01-01', '2026-12-31')).toEqual([0, 1, 2])
    expect(await value(ana.calls['feelings.delete']({ id: id(1) }))).toHaveLength(1)
    expect(await value(ana.calls['feelings.delete']({ id: id(1) }))).toEqual([])
    expect(await ana.read('2026-01-01', '2026-12-31')).toEqual([0, 2])
  })

  it('is something new to a backup', async () => {
    const ana = diary()
    const before = heldNow(ana.db)
    await ana.keep(1, '2026-03-01')
    expect(heldNow(ana.db)).not.toBe(before)
  })
})
