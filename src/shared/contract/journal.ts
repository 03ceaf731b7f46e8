/** The journal: what is written, for which day, in which journal, under which tags; how it is found again. */
import * as v from 'valibot'
import { Book, BookId } from '../journal/book.ts'
import { Day } from '../journal/day.ts'
import {
  Details,
  Entry,
  EntryId,
  EntryLine,
  Hit,
  Tags,
  Version,
  VersionLine,
  VersionNumber,
} from '../journal/entry.ts'
import { Looking } from '../journal/looking.ts'
import { Moment } from '../journal/moment.ts'
import { TagName } from '../journal/tag.ts'
import { Writing } from '../writing/writing.ts'
import { call } from './wire.ts'

const nothing = v.object({})

/** A journal that was deleted, as it stood: its place in the order, its entries, and those that went into the bin with it. */
const BookBefore = v.object({
  journal: Book,
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  entries: v.array(EntryId),
  binned: v.array(EntryId),
})
/** Tags as they stood, with all their entries: what takes a change of them back. */
const TagsBefore = v.object({
  before: v.array(v.object({ name: TagName, entries: v.array(EntryId) })),
})

export const journalCalls = {
  /**
   * Creates or changes. `begun`: of a new entry, where it belongs and when it was; of one that is there it says nothing.
   * faults: locked, entry-locked, too-large (over 8 MiB of JSON), disk-full
   */
  'journal.save': call(
    v.object({
      id: EntryId,
      day: Day,
      writing: Writing,
      begun: v.optional(v.object({ journal: v.optional(BookId), ...Moment.entries })),
    }),
    v.object({ saved: v.number() }),
  ),
  /**
   * What is said of an entry beside its words; what is not named stays. Another day moves it there. faults: not-found (the
   * entry, or the journal), entry-locked (its day and time, unless it is unlocked by the same call), disk-full
   */
  'journal.change': call(
    v.object({ id: EntryId, change: v.partial(v.object({ day: Day, ...Details.entries, tags: Tags })) }),
    nothing,
  ),
  'journal.read': call(v.object({ id: EntryId }), Entry),
  /** Entries of one day: those without a time first, then by their time, then as they were begun. */
  'journal.day': call(v.object({ day: Day }), v.array(Entry)),
  /**
   * Newest day first, within a day as above; `before` pages on by day. At most `days` days with entries. `journal`: of that
   * one alone.
   */
  'journal.timeline': call(
    v.object({
      before: v.optional(Day),
      days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)),
      journal: v.optional(BookId),
    }),
    v.object({ lines: v.array(EntryLine), more: v.boolean() }),
  ),
  /** Days with entries from `from` to `to`, both included, oldest first; `earlier`: the nearest one before `from`. */
  'journal.days': call(
    v.object({ from: Day, to: Day }),
    v.object({ days: v.array(Day), earlier: v.nullable(Day) }),
  ),
  /** The same days, each with the journals that have something there, in the order of the journals. */
  'journal.month': call(
    v.object({ from: Day, to: Day }),
    v.array(v.object({ day: Day, journals: v.array(BookId) })),
  ),
  /**
   * Entries of the same month and day in other years, the newest year first, at most 400. 29 February: of other leap years. 28
   * February of a year without a 29th: of both days.
   */
  'journal.sameDay': call(v.object({ day: Day, journal: v.optional(BookId) }), v.array(EntryLine)),
  /**
   * Each word a prefix, all must be there; newest first, at most 20. `looking`: what else must hold. Nothing of either finds
   * nothing. `after`: a hit of before, to page on from it; one that is gone by then finds nothing.
   */
  'journal.search': call(
    v.object({
      words: v.pipe(v.string(), v.maxLength(400)),
      after: v.optional(EntryId),
      looking: v.optional(Looking),
    }),
    v.array(Hit),
  ),
  'journal.bin': call(v.object({ id: EntryId }), nothing),
  'journal.unbin': call(v.object({ id: EntryId }), nothing),
  /** The last thrown first, at most 20. `after`: a line of before, to go on from it; one that is not there finds nothing. */
  'journal.binned': call(v.object({ after: v.optional(EntryId) }), v.array(EntryLine)),

  /** What an entry said before, the newest first, at most 10. `before`: a version, to go on from it. faults: not-found */
  'journal.versions': call(
    v.object({ id: EntryId, before: v.optional(VersionNumber) }),
    v.object({ lines: v.array(VersionLine), more: v.boolean() }),
  ),
  /** faults: not-found */
  'journal.version': call(v.object({ id: EntryId, version: VersionNumber }), Version),
  /**
   * These words are what the entry says again. What it said till then is the version `before`, and putting that back
   * undoes this. faults: not-found, entry-locked, disk-full
   */
  'journal.putBack': call(
    v.object({ id: EntryId, version: VersionNumber }),
    v.object({ before: VersionNumber }),
  ),

  /** In their order; one at least. */
  'journals.list': call(v.object({}), v.array(Book)),
  /** Creates, as the last, or changes. */
  'journals.keep': call(Book, nothing),
  /** These first, in this order; the others stay behind them in theirs. */
  'journals.order': call(v.object({ journals: v.array(BookId) }), nothing),
  /**
   * `to`: the journal that its entries go to; null: into the bin. What is answered takes it back. faults: not-found, last-journal
   */
  'journals.delete': call(v.object({ id: BookId, to: v.nullable(BookId) }), BookBefore),
  'journals.putBack': call(BookBefore, nothing),

  /** All that an entry has, in the order of the alphabet. */
  'tags.list': call(nothing, v.array(TagName)),
  /** Into a name that is there already they merge. What is answered takes it back. faults: not-found */
  'tags.rename': call(v.object({ from: TagName, to: TagName }), TagsBefore),
  /** From every entry. faults: not-found */
  'tags.delete': call(v.object({ name: TagName }), TagsBefore),
  'tags.putBack': call(TagsBefore, nothing),
} as const
