/**
 * Days of use: the only time by which the bin empties itself. The date may be wrong by years and may be set by anybody,
 * so it is never believed alone: a day counts when the date has moved and a whole day is proven to have passed besides.
 * A jump of more than three days, or backwards, stops the count until a person says what day it is.
 *
 * Proven is what this computer was on: its uptime, which nobody sets. From one look to the next at least so much time
 * has passed: how much the uptime grew, or, where it is less than before, all of it, since the computer was started
 * anew. What passed while it was off no clock of its own can prove, and it does not count: who turns the computer off
 * each night waits longer than thirty days, and nobody ever waits less.
 */
import type { Day } from '../../../shared/journal/day.ts'

const HOUR_MS = 3600_000
export const DAY_MS = 24 * HOUR_MS
/** A holiday at most, in days, that is believed without asking. */
const BELIEVED = 3
/** Opened at nine and the next day at half past eight: these hours may be owed. A counted day costs 24 all the same. */
const OWED = 4 * HOUR_MS

export type UseDays = {
  /** On how many days the vault was open. */
  readonly days: number
  /** The calendar day that was counted last; null before the first. */
  readonly last: Day | null
  /** The day this computer says, which nobody has confirmed: nothing is erased. */
  readonly asks: Day | null
}

/** Time that no date can make: ms proven and not yet spent on a day, at this uptime, ms. */
export type Proven = { readonly ms: number; readonly uptime: number }

/** At most a day is kept: time that passed without use is no day of use. */
export function proven(before: Proven | undefined, uptime: number): Proven {
  if (!before) return { ms: 0, uptime }
  const passed = uptime >= before.uptime ? uptime - before.uptime : uptime
  return { ms: Math.min(DAY_MS, before.ms + passed), uptime }
}

/** The calendar day of an instant, by this computer's zone. */
export function calendarDay(instant: number): Day {
  const local = new Date(instant - new Date(instant).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10) as Day
}

const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/** The count and what it was proven by, now that this computer says `today`. At most one day is added. */
export function counted(use: UseDays, today: Day, time: Proven): readonly [UseDays, Proven] {
  if (use.last === null) return [{ days: use.days, last: today, asks: null }, time]
  const moved = dayNumber(today) - dayNumber(use.last)
  if (moved < 0 || moved > BELIEVED) return [{ ...use, asks: today }, time]
  if (moved > 0 && time.ms >= DAY_MS - OWED)
    return [
      { days: use.days + 1, last: today, asks: null },
      { ...time, ms: time.ms - DAY_MS },
    ]
  return [use.asks === null ? use : { ...use, asks: null }, time]
}

/** A person says that it is this day: from here on the count goes on. The jump itself counts for nothing. */
export const confirmed = (use: UseDays, today: Day): UseDays => ({ days: use.days, last: today, asks: null })
