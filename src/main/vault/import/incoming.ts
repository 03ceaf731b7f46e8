/** What an import brings: one entry of another program's, in Kinfold's own terms, whatever it was read from. */
import type { Day } from '../../../shared/journal/day.ts'
import type { Writing } from '../../../shared/writing/writing.ts'

export type Format =
  | 'mini-diary'
  | 'mini-diarium'
  | 'day-one'
  | 'jrnl'
  | 'markdown'
  | 'journey'
  | 'diarium'
  | 'daylio'
  | 'kinfold'

/** A file of an entry. `read` gives it a piece at a time, from the place where it lies, and never by way of the disk. */
export type IncomingFile = {
  readonly name: string
  /** As the source says; the bytes have the last word. Null: it does not say. */
  readonly mime: string | null
  /** Bytes, as the source says. */
  readonly size: number
  readonly read: () => AsyncIterable<Uint8Array>
}

/** What could not be taken over as it was, and why; a sentence is made of it for the report. */
export type Remark =
  | { readonly what: 'file-missing' | 'file-unnamed' | 'file-outside'; readonly name: string }
  | { readonly what: 'zone-unknown' | 'day-guessed' | 'text-plain' | 'repeated' }

export type Incoming = {
  /** The same whenever the same entry is read: a second import of it brings nothing. At most 200 characters. */
  readonly identity: string
  /** The day it was written for, in the zone it was written in. */
  readonly day: Day
  /** Minutes since midnight, as a clock showed them there: 0 to 1,439. Null: the source has no time. */
  readonly minute: number | null
  /** IANA name. Null: the source does not say. */
  readonly zone: string | null
  /** UTC ms. Null: the source does not say. */
  readonly created: number | null
  readonly modified: number | null
  /** Becomes a heading before the words. Empty: none. */
  readonly title: string
  /** In the place of a file stands `{type: 'incoming', attrs: {file, alt}}`, where `file` counts in `files` from 0. */
  readonly writing: Writing
  readonly files: readonly IncomingFile[]
  readonly tags: readonly string[]
  readonly favourite: boolean
  /** The name of the journal that it was in. */
  readonly journal: string | null
  /** The source's own word for how it was, and what was done that day. */
  readonly mood: string | null
  readonly activities: readonly string[]
  /** What the source says beside, by its own names: kept, and exported again. */
  readonly extra: Readonly<Record<string, string>>
  readonly remarks: readonly Remark[]
}

/** An entry that could not be read at all; the others still can. `where`: a number or name by which a person finds it. */
export type Unread = { readonly where: string; readonly why: 'no-date' | 'not-an-entry' | 'too-large' }
