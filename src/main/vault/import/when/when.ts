/**
 * The day that something was written for, in the zone it was written in (docs/import.md). Where a source tells an instant
 * and no zone, a person may have named theirs; else the day is the one in UTC, and that is said.
 */
import type { Day } from '../../../../shared/journal/day.ts'
import type { Remark } from '../incoming.ts'
import type { Stamp } from './stamp.ts'
import { inUtc, inZone, isZone } from './zone.ts'

export type When = {
  readonly day: Day
  readonly minute: number | null
  readonly zone: string | null
  readonly created: number | null
  readonly remarks: readonly Remark[]
}

/** `home`: the zone that the person says they were in; it is not the source's word, so no entry is given it. */
export function whenAt(instant: number, zone: string, home?: string): When | undefined {
  const there = zone === '' ? undefined : inZone(instant, zone)
  if (there) return { ...there, created: instant, remarks: [] }
  const here = home === undefined ? undefined : inZone(instant, home)
  if (here) return { ...here, zone: null, created: instant, remarks: [] }
  const utc = inUtc(instant)
  return utc && { ...utc, created: instant, remarks: [{ what: 'zone-unknown' }] }
}

/** A clock's own hands are believed: only what is told in UTC, or comes with a zone's name, is worked out. */
export function whenWritten(stamp: Stamp, zone: string, home?: string): When | undefined {
  const { day, minute, instant, utc } = stamp
  if (instant !== null && (utc || inZone(instant, zone))) return whenAt(instant, zone, home)
  return { day, minute, zone: isZone(zone) ? zone : null, created: instant, remarks: [] }
}
