/** Where an entry stands in the notebook, as one number: its day first, then how many-th it was on that day. */
import type { Day } from '../../../shared/journal/day.ts'
import type { Database } from '../storage/open.ts'

/** An entry's places a day: an import of a whole life into one day fits. */
export const PER_DAY = 2 ** 20

/** The first place of a day. Days are ordered as they are written; no time zone and no clock has a say. */
export function firstPlace(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return (year * 372 + (month - 1) * 31 + (date - 1)) * PER_DAY
}

const two = (n: number): string => String(n).padStart(2, '0')

/** The day of a place; of one behind all days, the last that can be written. */
export function dayAt(place: number): Day {
  const at = Math.floor(place / PER_DAY)
  const year = Math.floor(at / 372)
  if (year > 9999) return '9999-12-31' as Day
  return `${String(year).padStart(4, '0')}-${two(Math.floor((at % 372) / 31) + 1)}-${two((at % 31) + 1)}` as Day
}

/** What comes after the day of the last place before this one: to compare days with, and no day of a calendar. */
export const dayAfter = (before: number): Day => `${dayAt(before - 1)}~` as Day

/** The place behind everything that stands on a day. */
export function nextPlace(db: Database): (day: Day) => number {
  const last = db
    .prepare<[number, number], number | null>('SELECT max(place) FROM entry WHERE place >= ? AND place < ?')
    .pluck()
  return day => {
    const first = firstPlace(day)
    return (last.get(first, first + PER_DAY) ?? first - 1) + 1
  }
}
