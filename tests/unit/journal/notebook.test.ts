import { describe, expect, it } from 'vitest'
import { BURST } from '../../../src/main/vault/journal/burst.ts'
import { day, id, notebook, says, value } from './notebook.ts'

const versions = (ana: ReturnType<typeof notebook>) =>
  (ana.db.prepare('SELECT writing FROM entry_version ORDER BY n').pluck().all() as string[]).map(
    json => JSON.parse(json).content[0].content[0].text,
  )

describe('the notebook', () => {
  it('shows the newest day first and a day as it was lived, and pages on', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'a')
    await ana.write(2, '2026-03-03', 'b')
    await ana.write(3, '2026-03-03', 'c')
    await ana.write(4, '2025-12-31', 'd')
    await ana.write(5, '0987-01-01', 'e')
    expect(await ana.lines()).toEqual([
      '2026-03-03 b',
      '2026-03-03 c',
      '2026-03-01 a',
      '2025-12-31 d',
      '0987-01-01 e',
    ])
    const first = await value(ana.calls['journal.timeline']({ days: 2 }))
    expect([first.lines.length, first.more]).toEqual([3, true])
    expect(await ana.lines(2, '2026-03-01')).toEqual(['2025-12-31 d', '0987-01-01 e'])
    const whole = await value(ana.calls['journal.timeline']({ days: 4 }))
    expect(whole.more).toBe(false)
    expect((await value(ana.calls['journal.day']({ day: day('2026-03-03') }))).map(one => one.id)).toEqual([
      id(2),
      id(3),
    ])
  })

  it('makes nothing of a visit to an empty day', async () => {
    const ana = notebook()
    expect(await value(ana.calls['journal.day']({ day: day('2026-03-03') }))).toEqual([])
    expect(ana.db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(0)
  })

  it('moves an entry that was given another day, and only that one', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'a')
    await ana.write(2, '2026-03-02', 'b')
    await ana.write(1, '2026-03-03', 'a')
    expect(await ana.lines()).toEqual(['2026-03-03 a', '2026-03-02 b'])
  })

  it('counts saving the same twice as saving once', async () => {
    const ana = notebook()
    const first = await value(ana.write(1, '2026-03-01', 'a'))
    ana.clock.at += 1000
    expect(await value(ana.write(1, '2026-03-01', 'a'))).toEqual(first)
  })

  it('keeps what stood there before each burst of editing', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'one')
    await ana.write(1, '2026-03-01', 'one two')
    expect(versions(ana)).toEqual([])
    ana.clock.at += BURST
    await ana.write(1, '2026-03-01', 'four')
    await ana.write(1, '2026-03-01', 'four of')
    expect(versions(ana)).toEqual(['one two'])
    ana.clock.at -= 365 * 86_400_000
    // Saved as it stands, which begins nothing.
    await ana.write(1, '2026-03-01', 'four of')
    await ana.write(1, '2026-03-01', 'five')
    expect(versions(ana)).toEqual(['one two', 'four of'])
  })

  it('keeps every entry in its place when the clock is a year back, a year ahead and ten years ahead', async () => {
    const year = 365 * 86_400_000
    const ana = notebook()
    const now = ana.clock.at
    let n = 0
    for (const shift of [0, -year, year, 10 * year, 0]) {
      ana.clock.at = now + shift
      await ana.write(++n, `2026-03-0${n}`, `on day ${n}`)
      await ana.write(++n + 10, '2026-03-20', `later ${n}`)
    }
    ana.clock.at = now
    expect(await ana.lines()).toEqual([
      '2026-03-20 later 2',
      '2026-03-20 later 4',
      '2026-03-20 later 6',
      '2026-03-20 later 8',
      '2026-03-20 later 10',
      '2026-03-09 on day 9',
      '2026-03-07 on day 7',
      '2026-03-05 on day 5',
      '2026-03-03 on day 3',
      '2026-03-01 on day 1',
    ])
    await ana.calls['journal.bin']({ id: id(1) })
    ana.clock.at = now + 10 * year
    expect((await value(ana.calls['journal.binned']({}))).map(line => line.id)).toEqual([id(1)])
    await ana.calls['journal.unbin']({ id: id(1) })
    expect((await ana.lines()).at(-1)).toBe('2026-03-01 on day 1')
  })

  it('moves no entry to another day when Ana travels or the clocks change', async () => {
    const zone = process.env['TZ']
    const ana = notebook()
    try {
      for (const [n, tz] of ['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Berlin'].entries()) {
        process.env['TZ'] = tz
        await ana.write(n, `2026-03-2${8 + (n % 2)}`, tz)
      }
      process.env['TZ'] = 'Pacific/Pago_Pago'
      expect(await ana.lines()).toEqual([
        '2026-03-29 America/Los_Angeles',
        '2026-03-28 Pacific/Kiritimati',
        '2026-03-28 Europe/Berlin',
      ])
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('opens with the first 140 code points and never half an emoji', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', `  ${'👩‍👩‍👧 '.repeat(60)}`)
    const [line] = (await value(ana.calls['journal.timeline']({ days: 1 }))).lines
    expect([...line!.opening].length).toBeLessThanOrEqual(140)
    expect(line!.opening.startsWith('👩‍👩‍👧 👩‍👩‍👧')).toBe(true)
    expect(line!.opening.replaceAll('👩‍👩‍👧', '').trim()).toBe('…')
  })

  it('refuses more than eight megabytes and keeps what was there', async () => {
    const ana = notebook()
    await ana.write(1, '2026-03-01', 'small')
    expect(await ana.write(1, '2026-03-01', 'é'.repeat(4.2 * 1024 * 1024))).toEqual({
      ok: false,
      fault: 'too-large',
    })
    expect((await value(ana.calls['journal.read']({ id: id(1) }))).writing).toEqual(says('small'))
  })

  it('says not-found for what was never written', async () => {
    const ana = notebook()
    for (const name of ['journal.read', 'journal.bin', 'journal.unbin'] as const)
      expect(await ana.calls[name]({ id: id(9) })).toEqual({ ok: false, fault: 'not-found' })
  })

  it('reads the timeline in the order of the table', () => {
    const { db } = notebook()
    const plan = db
      .prepare(
        'EXPLAIN QUERY PLAN SELECT id FROM entry WHERE place < ? AND binned IS NULL ORDER BY place DESC',
      )
      .all(1) as { detail: string }[]
    expect(plan.map(step => step.detail)).toEqual(['SEARCH entry USING INTEGER PRIMARY KEY (rowid<?)'])
  })
})
