/** By what time the bin empties itself: days of use, and never on the word of one clock. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calendarDay,
  confirmed,
  counted,
  DAY_MS,
  type Proven,
  proven,
  type UseDays,
} from '../../../src/main/vault/erase/days.ts'
import type { Day } from '../../../src/shared/journal/day.ts'

const HOUR = DAY_MS / 24
const day = (text: string): Day => text as Day
const NONE: UseDays = { days: 0, last: null, asks: null }
const at = (days: number, last: string): UseDays => ({ days, last: day(last), asks: null })
const time = (ms: number): Proven => ({ ms, uptime: 7 * DAY_MS })
const use = at(4, '2026-11-22')
/** The count alone. */
const count = (before: UseDays, today: string, ms = DAY_MS): UseDays =>
  counted(before, day(today), time(ms))[0]

describe('a day of use', () => {
  it('begins the count with the first day, which counts for nothing', () =>
    expect(count(NONE, '2026-11-22')).toEqual(at(0, '2026-11-22')))
  it('counts once a calendar day, however often the notebook is opened', () => {
    expect(count(use, '2026-11-22')).toBe(use)
    expect(count(use, '2026-11-23')).toEqual(at(5, '2026-11-23'))
  })
  it('counts one for a weekend away: days without use are no days', () =>
    expect(count(use, '2026-11-25')).toEqual(at(5, '2026-11-25')))
  it('counts only when a day has really passed, give or take the hour at which somebody writes', () => {
    expect(count(use, '2026-11-23', 20 * HOUR - 1)).toBe(use)
    expect(count(use, '2026-11-23', 20 * HOUR)).toEqual(at(5, '2026-11-23'))
    expect(count(use, '2026-11-22', DAY_MS)).toBe(use)
  })
  it('costs 24 hours of what was proven, whether they were there or not', () => {
    expect(counted(use, day('2026-11-23'), time(DAY_MS))[1].ms).toBe(0)
    expect(counted(use, day('2026-11-23'), time(20 * HOUR))[1].ms).toBe(-4 * HOUR)
    expect(counted(use, day('2026-11-22'), time(DAY_MS))[1].ms).toBe(DAY_MS)
  })
})

describe('what the uptime proves', () => {
  it('is how much it grew, and after a start of the computer no more than since that', () => {
    expect(proven({ ms: HOUR, uptime: 5 * HOUR }, 7 * HOUR)).toEqual({ ms: 3 * HOUR, uptime: 7 * HOUR })
    expect(proven({ ms: HOUR, uptime: 50 * HOUR }, 2 * HOUR)).toEqual({ ms: 3 * HOUR, uptime: 2 * HOUR })
  })
  it('is nothing before it was looked at, and never more than a day', () => {
    expect(proven(undefined, 90 * DAY_MS)).toEqual({ ms: 0, uptime: 90 * DAY_MS })
    expect(proven({ ms: 0, uptime: 0 }, 90 * DAY_MS).ms).toBe(DAY_MS)
  })
  it('owes four hours once, not each day: a date put on by a day every 20 hours gains nothing', () => {
    let now = at(0, calendarDay(20_000 * DAY_MS))
    let kept = proven(undefined, 0)
    for (let n = 1; n <= 30; n++) {
      ;[now, kept] = counted(now, calendarDay((20_000 + n) * DAY_MS), proven(kept, n * 20 * HOUR))
      expect(now.days).toBeLessThanOrEqual((n * 20 + 4) / 24)
    }
    expect(now.days).toBeGreaterThan(15)
  })
  it('lets no more days pass than real ones did, whatever the date says and however often it starts anew', () => {
    // Real hours pass, the computer is on or off, and the date is set to anything.
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 30 }),
      restart: fc.constantFrom('no', 'program', 'computer'),
      on: fc.integer({ min: 0, max: 30 }),
      date: fc.integer({ min: -1, max: 4 }),
      right: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), steps => {
        let real = 0
        let uptime = 100 * HOUR
        let date = 20_000
        let now = at(0, calendarDay(date * DAY_MS + DAY_MS / 2))
        let kept = proven(undefined, uptime)
        for (const { hours, restart, on, date: by, right } of steps) {
          real += hours * HOUR
          uptime = restart === 'computer' ? Math.min(on, hours) * HOUR : uptime + hours * HOUR
          date += by
          const today = calendarDay(date * DAY_MS + DAY_MS / 2)
          ;[now, kept] = counted(now, today, proven(kept, uptime))
          if (now.asks && right) now = confirmed(now, today)
          expect(now.days).toBeLessThanOrEqual((real + 4 * HOUR) / DAY_MS)
        }
      }),
    )
  })
})

describe('a clock that jumps', () => {
  it.each(['2026-11-26', '2027-11-22', '2036-11-22', '2026-11-21', '1970-01-01'])(
    'to %s adds nothing and asks',
    to => {
      for (const passed of [0, DAY_MS])
        expect(counted(use, day(to), time(passed))).toEqual([{ ...use, asks: day(to) }, time(passed)])
    },
  )
  it('asks no more when it is right again by itself', () => {
    expect(count(count(use, '2036-11-22'), '2026-11-22')).toEqual(use)
  })
  it('goes on from the day a person confirms, without the days between', () => {
    const asked = count(use, '2027-01-10')
    expect(confirmed(asked, day('2027-01-10'))).toEqual(at(4, '2027-01-10'))
  })
  it('never adds more than one day a look, nor takes one away, whatever it says', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map(n => calendarDay(n * DAY_MS + DAY_MS / 2))
    fc.assert(
      fc.property(fc.array(fc.tuple(anyDay, fc.nat(DAY_MS))), looks => {
        let now = NONE
        for (const [today, passed] of looks) {
          const [next] = counted(now, today, time(passed))
          expect(next.days - now.days).toBeGreaterThanOrEqual(0)
          expect(next.days - now.days).toBeLessThanOrEqual(1)
          now = next
        }
      }),
    )
  })
})
