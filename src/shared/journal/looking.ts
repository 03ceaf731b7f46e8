/** What an entry is looked for by, beside words. All that is said must hold. */
import * as v from 'valibot'
import { Feeling } from '../feelings/feelings.ts'
import { BookId } from './book.ts'
import { Day } from './day.ts'
import { TagName } from './tag.ts'

/** `file`: any that is none of the others. */
export const FileKind = v.picklist(['image', 'audio', 'video', 'file'])
export type FileKind = v.InferOutput<typeof FileKind>

export const Looking = v.object({
  /** Also what lies under it: “a/b” under “a”. */
  tag: v.optional(TagName),
  journal: v.optional(BookId),
  /** Both included. */
  from: v.optional(Day),
  to: v.optional(Day),
  favourite: v.optional(v.literal(true)),
  /** Has such a file; `any`: has one at all. */
  has: v.optional(v.union([FileKind, v.literal('any')])),
  /** Of a day with a check-in, not hidden, that says this: a given word, or one's own. */
  feeling: v.optional(v.union([v.object({ given: Feeling }), v.object({ own: TagName })])),
})
export type Looking = v.InferOutput<typeof Looking>
