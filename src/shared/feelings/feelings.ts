/**
 * A check-in: how it was, in a person's own words. It is theirs alone and never travels: no room that speaks to the network
 * may import this file (.dependency-cruiser.cjs, `feelings-stay-home`).
 */
import * as v from 'valibot'
import { Day } from '../journal/day.ts'
import { Moment } from '../journal/moment.ts'
import { TagName } from '../journal/tag.ts'

/** The words that are given, and none of them is a number. */
export const FEELINGS = ['very-low', 'low', 'in-between', 'okay', 'good'] as const
export const Feeling = v.picklist(FEELINGS)
export type Feeling = v.InferOutput<typeof Feeling>

export const ENERGIES = ['empty', 'some', 'plenty'] as const
export const Energy = v.picklist(ENERGIES)
export type Energy = v.InferOutput<typeof Energy>

/** 16 random bytes as hex, made by the face. */
export const CheckInId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type CheckInId = v.InferOutput<typeof CheckInId>

/** Somebody's own word for it; written and compared as tags are. */
const Word = TagName
const Words = v.pipe(v.array(Word), v.maxLength(50))

export const CheckIn = v.object({
  id: CheckInId,
  day: Day,
  /** Without a minute: for the day as a whole, or gone by. */
  ...Moment.entries,
  feeling: v.nullable(Feeling),
  energy: v.nullable(Energy),
  words: Words,
  activities: Words,
})
export type CheckIn = v.InferOutput<typeof CheckIn>
