/** What a clock in a zone shows: by the zone's own rules, and never by the zone of this computer. */
import type { Day } from '../../../../shared/journal/day.ts'
import { dayOf, midnight } from './stamp.ts'

const clocks = new Map<string, Intl.DateTimeFormat | null>()
/** A source can name as many as it likes. */
const MOST = 1000

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  let clock: Intl.DateTimeFormat | null = null
  try {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  } catch {
    // No zone that anybody knows.
  }
  if (clocks.size >= MOST) clocks.clear()
  clocks.set(zone, clock)
  return clock
}

/** An IANA name; `+02:00`, which Intl takes too, is none. */
export const isZone = (name: string): boolean => /^[A-Za-z]/.test(name) && clockOf(name) !== null

/** Minutes ahead of UTC, of the names that an iPhone gives where it knows no better: `GMT+0200`, `UTC-3`. */
function fixed(name: string): number | undefined {
  const [, sign, hours, rest = '0'] = /^(?:GMT|UTC)([+-])(\d{1,2}):?(\d{2})?$/.exec(name) ?? []
  const ahead = hours === undefined ? 0 : Number(hours) * 60 + Number(rest)
  if (hours === undefined || ahead > 14 * 60) return undefined
  return sign === '-' ? -ahead : ahead
}

/** Etc/GMT-2 is two hours ahead of UTC: POSIX counts the other way round. */
const nameOf = (ahead: number): string | null => {
  const hours = ahead / 60
  if (!Number.isInteger(hours) || hours < -12 || hours > 14) return null
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}

export type Shown = { readonly day: Day; readonly minute: number; readonly zone: string | null }

const EARLIEST = Date.parse('0001-01-02T00:00:00Z')
const LATEST = Date.parse('9999-12-30T00:00:00Z')

/** In UTC, of no zone. Undefined outside the years 1 to 9999. */
export function inUtc(instant: number): Shown | undefined {
  if (!(instant >= EARLIEST && instant <= LATEST)) return undefined
  const date = new Date(instant)
  const day = dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
  return day && { day, minute: Math.floor((instant - midnight(day)) / 60_000), zone: null }
}

/** Undefined for a zone that is not known, and outside the years 1 to 9999. */
export function inZone(instant: number, zone: string): Shown | undefined {
  if (!(instant >= EARLIEST && instant <= LATEST)) return undefined
  const ahead = fixed(zone)
  if (ahead !== undefined) {
    const shown = inUtc(instant + ahead * 60_000)
    return shown && { ...shown, zone: nameOf(ahead) }
  }
  if (!isZone(zone)) return undefined
  const parts = new Map(
    clockOf(zone)
      ?.formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN
  const day = dayOf(of('year'), of('month'), of('day'))
  return day && { day, minute: of('hour') * 60 + of('minute'), zone }
}
