/** A day and a time as programs write them: ISO 8601, with `T` or a blank, with or without where that clock hung. */
import type { Day } from '../../../../shared/journal/day.ts'

export type Stamp = {
  /** As written, whatever zone. */
  readonly day: Day
  /** Since midnight; null: a day alone. */
  readonly minute: number | null
  /** UTC ms; null where nothing says how far that clock was from UTC. */
  readonly instant: number | null
  /** Told in UTC, which says nothing about where somebody was. */
  readonly utc: boolean
}

/** Undefined for a day that no calendar has. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (year < 1 || year > 9999 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return undefined
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as Day
}

export const minuteOf = (hour: number, minute: number): number | undefined =>
  hour < 24 && minute < 60 ? hour * 60 + minute : undefined

/** UTC ms of midnight in UTC. */
export const midnight = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([AP])M)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i

/** Half past twelve in the morning is 0:30. */
function hourOf(written: string, half: string | undefined): number {
  const hour = Number(written)
  if (!half) return hour
  if (hour < 1 || hour > 12) return 24
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
}

export function readStamp(text: string): Stamp | undefined {
  const [, year, month, date, hour, minutes, second = '0', part = '', half, where] =
    ISO.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  const day = dayOf(Number(year), Number(month), Number(date))
  if (!day) return undefined
  if (hour === undefined) return { day, minute: null, instant: null, utc: false }
  const minute = minuteOf(hourOf(hour, half), Number(minutes))
  if (minute === undefined || Number(second) > 60) return undefined
  if (where === undefined) return { day, minute, instant: null, utc: false }
  const utc = /^[a-z]/i.test(where) || /^[+-]00:?00$/.test(where)
  const [, sign, hours = '0', rest = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(where) ?? []
  const ahead = (Number(hours) * 60 + Number(rest)) * (sign === '-' ? -1 : 1)
  const ms = Number(part.padEnd(3, '0').slice(0, 3))
  const instant = midnight(day) + (minute - ahead) * 60_000 + Math.min(59, Number(second)) * 1000 + ms
  return { day, minute, instant, utc }
}

/** UTC ms of when something was changed: ISO with a zone, or as moment.js writes it. Null: nobody can say. */
export function instantIn(text: string): number | null {
  const stamp = readStamp(text)
  if (stamp) return stamp.instant
  const moment = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4}/.exec(text)
  const instant = moment ? Date.parse(moment[0]) : Number.NaN
  return Number.isNaN(instant) ? null : instant
}
