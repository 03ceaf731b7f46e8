/** By what time the bin empties itself: days of use, and never on the word of one clock. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDay, confirmed, counted, DAY_MS, type UseDays } from '../../../src/main/vault/erase/days.ts'
import type { Day } from '../../../src/shared/journal/day.ts'

const day = (text: string): Day => text as Day
const NONE: UseDays = { days: 0, last: null, asks: null }
const at = (days: number, last: string): UseDays => ({ days, last: day(last), asks: null })

describe('a day of use', () => {
  it('begins the count with the first day, which counts for nothing', () =>
    expect(counted(NONE, day('2026-11-22'))).toEqual(at(0, '2026-11-22')))
  it('counts once a calendar day, however often the notebook is opened', () => {
    const use = at(4, '2026-11-22')
    expect(counted(use, day('2026-11-22'))).toBe(use)
    expect(counted(use, day('2026-11-23'))).toEqual(at(5, '2026-11-23'))
  })
  it('counts one for a weekend away: days without use are no days', () =>
    expect(counted(at(4, '2026-11-22'), day('2026-11-25'))).toEqual(at(5, '2026-11-25')))
  it('counts while the notebook stays open only when a day has really passed', () => {
    const use = at(4, '2026-11-22')
    expect(counted(use, day('2026-11-23'), DAY_MS - 1)).toBe(use)
    expect(counted(use, day('2026-11-23'), DAY_MS)).toEqual(at(5, '2026-11-23'))
    expect(counted(use, day('2026-11-22'), 9 * DAY_MS)).toBe(use)
  })
})

describe('a clock that jumps', () => {
  it.each(['2026-11-26', '2027-11-22', '2036-11-22', '2026-11-21', '1970-01-01'])(
    'to %s adds nothing and asks',
    to => {
      for (const passed of [undefined, 0, 9 * DAY_MS])
        expect(counted(at(4, '2026-11-22'), day(to), passed)).toEqual({
          ...at(4, '2026-11-22'),
          asks: day(to),
        })
    },
  )
  it('asks no more when it is right again by itself', () => {
    const asked = counted(at(4, '2026-11-22'), day('2036-11-22'))
    expect(counted(asked, day('2026-11-22'))).toEqual(at(4, '2026-11-22'))
  })
  it('goes on from the day a person confirms, without the days between', () => {
    const asked = counted(at(4, '2026-11-22'), day('2027-01-10'))
    expect(confirmed(asked, day('2027-01-10'))).toEqual(at(4, '2027-01-10'))
  })
  it('never adds more than one day a look, nor takes one away, whatever it says', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map(n => calendarDay(n * DAY_MS + DAY_MS / 2))
    fc.assert(
      fc.property(fc.array(fc.tuple(anyDay, fc.option(fc.nat(3 * DAY_MS), { nil: undefined }))), looks => {
        let use = NONE
        for (const [today, passed] of looks) {
          const next = counted(use, today, passed)
          expect(next.days - use.days).toBeGreaterThanOrEqual(0)
          expect(next.days - use.days).toBeLessThanOrEqual(1)
          use = next
        }
      }),
    )
  })
})
