/** Bringing in what another program kept: looked at first, then taken, reported entry by entry, and taken back whole. */
import * as v from 'valibot'
import { Feeling } from '../feelings/feelings.ts'
import { Day } from '../journal/day.ts'
import { EntryId } from '../journal/entry.ts'
import { Zone } from '../journal/moment.ts'
import { PlaceToken } from './attachments.ts'
import { call } from './wire.ts'

const nothing = v.object({})
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const Format = v.picklist([
  'mini-diary',
  'mini-diarium',
  'day-one',
  'jrnl',
  'markdown',
  'journey',
  'diarium',
  'daylio',
  'kinfold',
])
export type Format = v.InferOutput<typeof Format>

/** What of an entry could not be taken over as it was; `name`: of the file or the tag. */
export const ImportRemark = v.object({
  what: v.picklist([
    'file-missing',
    'file-unnamed',
    'file-outside',
    'file-empty',
    'file-too-large',
    'file-unread',
    'tag-left-out',
    'zone-unknown',
    'day-guessed',
    'text-plain',
    'repeated',
  ]),
  name: v.optional(v.string()),
})
export type ImportRemark = v.InferOutput<typeof ImportRemark>

export const ImportId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type ImportId = v.InferOutput<typeof ImportId>

/** What an import would bring, or did. `known`: came by an earlier one. `unread`: could not be read. */
export const ImportCounts = v.object({ entries: Count, known: Count, unread: Count })
export type ImportCounts = v.InferOutput<typeof ImportCounts>

export const ImportPlan = v.object({
  format: Format,
  ...ImportCounts.entries,
  files: Count,
  from: v.nullable(Day),
  to: v.nullable(Day),
  /** Names of journals, as the source has them, and whether one here is called so. */
  journals: v.array(v.object({ name: v.string(), here: v.boolean() })),
  /** Words for how it was, which a person may give a meaning. */
  moods: v.array(v.string()),
  /** Entries that a remark would be made of. */
  remarks: v.array(v.object({ what: ImportRemark.entries.what, entries: Count })),
})
export type ImportPlan = v.InferOutput<typeof ImportPlan>

/** `bringing`: under way, or going on after a restart. `returning`: being taken back. `left`: what it left when it was. */
export const Import = v.object({
  id: ImportId,
  /** Name of the file or folder. */
  source: v.string(),
  format: Format,
  began: v.number(),
  state: v.picklist(['bringing', 'done', 'returning', 'left']),
  ...ImportCounts.entries,
})
export type Import = v.InferOutput<typeof Import>

/** `entry`: where it stands; of what could not be read there is none, and `where` says how to find it in the source. */
export const ImportLine = v.object({
  what: v.picklist(['brought', 'known', 'unread']),
  entry: v.nullable(EntryId),
  day: v.nullable(Day),
  title: v.string(),
  where: v.nullable(v.string()),
  why: v.nullable(v.picklist(['no-date', 'not-an-entry', 'too-large'])),
  remarks: v.array(ImportRemark),
})
export type ImportLine = v.InferOutput<typeof ImportLine>

/**
 * A file, folder or archive that the person chose; the password of one that has one; and the zone they were in, for a source that
 * tells instants alone (docs/import.md).
 */
const Source = {
  file: PlaceToken,
  password: v.optional(v.pipe(v.string(), v.maxLength(1024))),
  zone: v.optional(Zone),
}

export const importCalls = {
  /** Reads all of it and writes nothing. faults: import-… (docs/import.md), stopped */
  'import.look': call(v.object(Source), ImportPlan),
  /**
   * `moods`: what the source's words mean; one without a meaning stays a word. Nothing of it is seen until all of it is read, and
   * one that is stopped brings nothing. faults: as above, disk-full, too-many
   */
  'import.take': call(
    v.object({ ...Source, moods: v.optional(v.record(v.string(), Feeling)) }),
    v.object({ import: ImportId, ...ImportCounts.entries }),
  ),
  /** Ends what is under way of `import.look` and `import.take`. */
  'import.stop': call(nothing, nothing),
  /** The last one first. */
  'import.list': call(nothing, v.array(Import)),
  /** A hundred lines, in the order of the source. `after`: how many were read before. faults: not-found */
  'import.report': call(
    v.object({ import: ImportId, after: v.optional(Count) }),
    v.object({ lines: v.array(ImportLine), more: v.boolean() }),
  ),
  /**
   * Takes away what it brought and nobody changed since: entries, check-ins, and journals and tags that are empty then. `left`:
   * entries that somebody changed. faults: not-found, disk-full
   */
  'import.undo': call(v.object({ import: ImportId }), v.object({ taken: Count, left: Count })),
} as const

export const importNews = {
  /** How far what `import.stop` ends is, 0 to 1. */
  'import.going': v.object({ part: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
} as const
