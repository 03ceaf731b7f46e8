/** Backups: what the face may ask of the vault about them. Folders are chosen in a dialog of the shell, never named here. */
import * as v from 'valibot'
import { Day } from '../journal/day.ts'
import { Entry, EntryId, EntryLine } from '../journal/entry.ts'
import { Key } from './keys.ts'
import { call } from './wire.ts'

const nothing = v.object({})

/** A folder that a person chose: 16 random bytes as hex, made by the shell, good for as long as the vault's process lives. */
export const FolderToken = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type FolderToken = v.InferOutput<typeof FolderToken>

/** One backup: its folder's name, in the folder `folder`, or in the one chosen for backups. */
export const BackupRef = v.object({
  folder: v.optional(FolderToken),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(/^[^/\\]+$/)),
})
export type BackupRef = v.InferOutput<typeof BackupRef>

/**
 * `opens`: it opens with the key of today and was checked page by page (`checked`, UTC ms). `other-key`: made under a
 * key this notebook no longer has, so only its own passphrase can tell. `newer`: by a newer Kinfold. `damaged`: it does
 * not open any more.
 */
export const BackupState = v.picklist(['opens', 'other-key', 'newer', 'damaged'])
export const Backup = v.object({
  name: v.string(),
  /** UTC ms, from the folder's name; null when it has another name. */
  made: v.nullable(v.number()),
  bytes: v.number(),
  /** null when it could not be opened without its passphrase. */
  entries: v.nullable(v.number()),
  checked: v.nullable(v.number()),
  state: BackupState,
})
export type Backup = v.InferOutput<typeof Backup>

/** What a backup holds, counted by reading all of it. `binned` entries are among `entries`. */
export const Contents = v.object({
  entries: v.number(),
  binned: v.number(),
  first: v.nullable(Day),
  last: v.nullable(Day),
  circles: v.number(),
  notes: v.number(),
  bytes: v.number(),
})
export type Contents = v.InferOutput<typeof Contents>

/**
 * How far the long work of backups is. `gathering`: the notebook is written together, beside itself, or what can be read of a
 * damaged one is. `copying`: onto the disk it is for. `checking`: all of it is read again. `part`: 0 to 1 of this step;
 * null where nobody knows.
 */
export const Going = v.object({
  step: v.picklist(['gathering', 'copying', 'checking']),
  part: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
})
export type Going = v.InferOutput<typeof Going>

/** Why a backup did not happen by itself. `damaged`: the notebook is. */
export const Trouble = v.picklist(['folder-gone', 'folder-refuses', 'folder-full', 'damaged', 'not-saved'])
export type Trouble = v.InferOutput<typeof Trouble>

/** `none`: no folder is chosen. `gone`: it is not there now, a stick that is elsewhere perhaps. */
const Place = v.picklist(['none', 'there', 'gone'])

export const backupCalls = {
  'backup.list': call(
    nothing,
    v.object({
      place: Place,
      /** The chosen folder's path, to be read by a person. */
      folder: v.nullable(v.string()),
      /** Newest first. */
      backups: v.array(Backup),
      /** Notebooks that a restore put aside: their folders' names beside the vault. */
      before: v.array(v.object({ name: v.string(), bytes: v.number() })),
    }),
  ),
  /** Where backups go from now on; without a folder: nowhere. What lies there stays. faults: folder-gone, folder-refuses */
  'backup.choose': call(v.object({ folder: v.optional(FolderToken) }), nothing),
  /** Now, checked. In `folder` once, or where backups go. faults: no-folder, folder-gone, folder-refuses, folder-full, damaged */
  'backup.make': call(v.object({ folder: v.optional(FolderToken) }), Backup),
  /** Opens it with its passphrase or words, reads all of it and changes nothing. faults: wrong-passphrase, backup-damaged, newer-version */
  'backup.try': call(v.object({ from: BackupRef, key: Key }), Contents),
  /** As `journal.timeline`, of a backup. faults: wrong-passphrase (it has another key: ask for its passphrase), backup-damaged */
  'backup.timeline': call(
    v.object({
      from: BackupRef,
      key: v.optional(Key),
      before: v.optional(Day),
      days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)),
    }),
    v.object({ lines: v.array(EntryLine), more: v.boolean() }),
  ),
  'backup.read': call(v.object({ from: BackupRef, id: EntryId }), Entry),
  /** As a new entry of its own day beside what is there: it never writes over anything. */
  'backup.bringBack': call(v.object({ from: BackupRef, id: EntryId }), v.object({ id: EntryId, day: Day })),
  /** Deletes, for good, a notebook that a restore put aside. */
  'backup.dropBefore': call(v.object({ name: v.string() }), nothing),
  /** `remind`: no folder is chosen and it is time to say so. `trouble`: why the last backup by itself did not happen. */
  'backup.reminder': call(
    nothing,
    v.object({
      remind: v.boolean(),
      trouble: v.nullable(Trouble),
    }),
  ),
  /** Not now. After the third the reminder stays away. */
  'backup.notNow': call(nothing, nothing),

  // While the notebook is closed, too.

  /**
   * Ends what is under way of `backup.make`, `.try`, `.newest`, `.restore` and `.salvage`: that answers `stopped`, nothing
   * half is left, and the notebook is as it was. What was done before it heard of it is done.
   */
  'backup.stop': call(nothing, nothing),

  /** What lies in a chosen folder; nothing is opened. Newest first. */
  'backup.found': call(v.object({ folder: FolderToken }), v.array(Backup)),
  /**
   * For a damaged notebook: the newest backup that opens with this passphrase and is whole. `place`: of the backup
   * folder; `none` also when it cannot be known. `harmed`: newer ones that are not whole.
   */
  'backup.newest': call(
    v.object({ key: Key, folder: v.optional(FolderToken) }),
    v.object({
      place: Place,
      harmed: v.number(),
      newest: v.nullable(v.object({ name: v.string(), made: v.nullable(v.number()), contents: Contents })),
    }),
  ),
  /**
   * The backup becomes the notebook; the one of now is put aside whole. While it is open, the change waits for the next
   * start: lock at once. Closed, it is done with the answer. faults: wrong-passphrase, backup-damaged, newer-version, disk-full
   */
  'backup.restore': call(v.object({ from: BackupRef, key: Key }), nothing),
  /**
   * All that can still be read of a damaged notebook, in a new one under the same key; the damaged one is put
   * aside whole. Only while it is closed. faults: wrong-passphrase, nothing-readable, newer-version, disk-full
   */
  'backup.salvage': call(
    v.object({ key: Key, folder: v.optional(FolderToken) }),
    /**
     * `earlier`: entries of which only an earlier version could be read; they are among `entries`. Circles, and the notes in
     * them, are there to be read; as after any restore this computer is no member of them. `whole`: only the header was
     * harmed, and everything is there as it was.
     */
    v.object({
      entries: v.number(),
      earlier: v.number(),
      circles: v.number(),
      notes: v.number(),
      whole: v.boolean(),
    }),
  ),
} as const

export const backupNews = {
  'backup.going': Going,
  /** A backup was made or went away, or could not be made. */
  'backup.changed': nothing,
} as const
