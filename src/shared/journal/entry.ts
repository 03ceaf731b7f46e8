import * as v from 'valibot'
import { Writing } from '../writing/writing.ts'
import { BookId } from './book.ts'
import { Day } from './day.ts'
import { Moment } from './moment.ts'
import { TagName } from './tag.ts'

/** 16 random bytes as hex, made by the face, so that saving twice is saving once. */
export const EntryId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type EntryId = v.InferOutput<typeof EntryId>

/** What is said of an entry beside its words. */
export const Details = v.object({
  journal: BookId,
  ...Moment.entries,
  favourite: v.boolean(),
  /** For reading alone: it takes no words until it is unlocked. */
  locked: v.boolean(),
})
export type Details = v.InferOutput<typeof Details>

/** At most so many on one entry. */
export const Tags = v.pipe(v.array(TagName), v.maxLength(200))

/** One piece of writing for one day. Instants are UTC milliseconds. */
export const Entry = v.object({
  id: EntryId,
  day: Day,
  writing: Writing,
  created: v.number(),
  modified: v.number(),
  ...Details.entries,
  /** In the order of the alphabet. */
  tags: Tags,
})
export type Entry = v.InferOutput<typeof Entry>

/** A line of the timeline: where, and the first words (at most 140 code points). */
export const EntryLine = v.object({
  id: EntryId,
  day: Day,
  opening: v.string(),
  created: v.number(),
  modified: v.number(),
  ...Details.entries,
})
export type EntryLine = v.InferOutput<typeof EntryLine>

/** A search hit: `opening` cut around the match; `[start, end)` UTF-16 ranges of what matched. */
export const Hit = v.object({
  id: EntryId,
  day: Day,
  created: v.number(),
  excerpt: v.string(),
  matches: v.array(v.tuple([v.number(), v.number()])),
})
export type Hit = v.InferOutput<typeof Hit>

/** Counts all versions of a notebook. */
export const VersionNumber = v.pipe(v.number(), v.integer(), v.minValue(1))

/** What an entry said before, and when that was saved: its first words (at most 140 code points), or all of them. */
export const VersionLine = v.object({ version: VersionNumber, modified: v.number(), opening: v.string() })
export type VersionLine = v.InferOutput<typeof VersionLine>
export const Version = v.object({ version: VersionNumber, modified: v.number(), writing: Writing })
export type Version = v.InferOutput<typeof Version>
