/** Where an entry stands in the notebook, as one number: its day first, then how many-th it was on that day. */
import type { Day } from '../../../shared/journal/day.ts'

/** An entry's places a day: an import of a whole life into one day fits. */
export const PER_DAY = 2 ** 20

/** The first place of a day. Days are ordered as they are written; no time zone and no clock has a say. */
export function firstPlace(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return (year * 372 + (month - 1) * 31 + (date - 1)) * PER_DAY
}
