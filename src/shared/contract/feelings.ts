/** How it was: check-ins of a day. No calls of a circle name them (.dependency-cruiser.cjs, `feelings-stay-home`). */
import * as v from 'valibot'
import { CheckIn, CheckInId } from '../feelings/feelings.ts'
import { Day } from '../journal/day.ts'
import { TagName } from '../journal/tag.ts'
import { call } from './wire.ts'

const nothing = v.object({})
const Range = v.object({ from: Day, to: Day })

export const feelingCalls = {
  /** Creates or changes; several a day, and days gone by. */
  'feelings.keep': call(CheckIn, nothing),
  /**
   * Every check-in from `from` to `to`, both included, as it was said: the oldest day first, within a day without a time first,
   * then by time. No days are made up between them. Hidden ones only when `hidden` is said, and then alone.
   */
  'feelings.read': call(v.object({ ...Range.entries, hidden: v.optional(v.boolean()) }), v.array(CheckIn)),
  /** Own words and activities of the last 2,000 check-ins, the last one's first, at most 100 each. */
  'feelings.words': call(nothing, v.object({ words: v.array(TagName), activities: v.array(TagName) })),
  /** Not shown, not searched, and still there; `hidden: false` shows them again. */
  'feelings.hide': call(v.object({ ...Range.entries, hidden: v.boolean() }), nothing),
  /** One, or all of a range, hidden ones among them. What is answered can be kept again. */
  'feelings.delete': call(v.union([v.object({ id: CheckInId }), Range]), v.array(CheckIn)),
} as const
