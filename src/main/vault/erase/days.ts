/**
 * Days of use: the only time by which the bin empties itself. A clock may be wrong by years, so none is believed alone:
 * a day counts when the calendar has moved and, within one life of the process, 24 hours have really passed. A jump of
 * more than three days, or backwards, stops the count until a person says what day it is.
 */
import type { Day } from '../../../shared/journal/day.ts'

export const DAY_MS = 24 * 3600_000
/** A holiday at most, in days, that is believed without asking. */
const BELIEVED = 3

export type UseDays = {
  /** On how many days the vault was open. */
  readonly days: number
  /** The calendar day that was counted last; null before the first. */
  readonly last: Day | null
  /** The day this computer says, which nobody has confirmed: nothing is erased. */
  readonly asks: Day | null
}

/** The calendar day of an instant, by this computer's zone. */
export function calendarDay(instant: number): Day {
  const local = new Date(instant - new Date(instant).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10) as Day
}

const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/**
 * The count as it is now that this computer says `today`. `passed`: ms of the monotonic clock since this process counted
 * a day; undefined at opening, when a day counts by the calendar alone. At most one day is added.
 */
export function counted(use: UseDays, today: Day, passed?: number): UseDays {
  if (use.last === null) return { days: use.days, last: today, asks: null }
  const moved = dayNumber(today) - dayNumber(use.last)
  if (moved < 0 || moved > BELIEVED) return { ...use, asks: today }
  const whole = moved > 0 && (passed === undefined || passed >= DAY_MS)
  return whole
    ? { days: use.days + 1, last: today, asks: null }
    : use.asks === null
      ? use
      : { ...use, asks: null }
}

/** A person says that it is this day: from here on the count goes on. The jump itself counts for nothing. */
export const confirmed = (use: UseDays, today: Day): UseDays => ({ days: use.days, last: today, asks: null })
