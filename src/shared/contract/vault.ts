/** What the face may ask of the vault, and what the vault tells it. */
import * as v from 'valibot'
import { Bytes } from '../bytes.ts'
import {
  AtDoor,
  Circle,
  CircleId,
  CircleLine,
  DocId,
  Invitation,
  InviteId,
  JoinId,
  Joining,
  Name,
  OpenNote,
} from '../circle/circle.ts'
import { Day } from '../journal/day.ts'
import { Entry, EntryId, EntryLine, Hit, Version, VersionLine, VersionNumber } from '../journal/entry.ts'
import { Writing } from '../writing/writing.ts'
import { attachmentCalls } from './attachments.ts'
import { backupCalls, backupNews } from './backups.ts'
import { deskCalls } from './desk.ts'
import { erasingCalls, erasingNews } from './erasing.ts'
import { Key, keyCalls, keyNews, Passphrase } from './keys.ts'
import { shortcutCalls } from './shortcuts.ts'
import { spellingCalls } from './spelling.ts'
import { type Contract, call } from './wire.ts'

const nothing = v.object({})
const bytes = Bytes()

/**
 * Opened, and worth a sentence. `header-older`: the key file is older than the notebook remembers (a copy put back).
 * `words-void`: a new key made the recovery words worthless, and there are no new ones. `log-harmed`: the file with the
 * newest changes came to harm; some of the last ones before a kill or a power cut are missing, and a copy of it is kept.
 */
export const Notice = v.picklist(['header-older', 'words-void', 'log-harmed'])

/** `none`: no vault on this computer yet. `closed`: there is one. `open`: unlocked. */
export const VaultState = v.picklist(['none', 'closed', 'open'])
export type VaultState = v.InferOutput<typeof VaultState>

export const vaultContract = {
  calls: {
    'vault.state': call(nothing, v.object({ state: VaultState })),
    /**
     * faults: vault-exists, passphrase-too-short (under 8 characters), disk-full, vault-in-use, partly-erased (what was
     * to be erased here still holds a key)
     */
    'vault.create': call(v.object({ passphrase: Passphrase }), nothing),
    /**
     * faults: no-vault, wrong-passphrase, wrong-words, words-unreadable, damaged, linked (the key file is a link),
     * newer-version, vault-in-use, disk-full
     */
    'vault.unlock': call(Key, v.object({ notices: v.array(Notice) })),

    /** Creates or changes. faults: locked, too-large (over 8 MiB of JSON), disk-full */
    'journal.save': call(
      v.object({ id: EntryId, day: Day, writing: Writing }),
      v.object({ saved: v.number() }),
    ),
    'journal.read': call(v.object({ id: EntryId }), Entry),
    /** Entries of one day, oldest first. */
    'journal.day': call(v.object({ day: Day }), v.array(Entry)),
    /** Newest day first, within a day oldest first; `before` pages on by day. At most `days` days with entries. */
    'journal.timeline': call(
      v.object({
        before: v.optional(Day),
        days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(400)),
      }),
      v.object({ lines: v.array(EntryLine), more: v.boolean() }),
    ),
    /** Days with entries from `from` to `to`, both included, oldest first; `earlier`: the nearest one before `from`. */
    'journal.days': call(
      v.object({ from: Day, to: Day }),
      v.object({ days: v.array(Day), earlier: v.nullable(Day) }),
    ),
    /**
     * Each word a prefix, all must be there; newest first, at most 20. An empty query finds nothing. `after`: a hit of
     * before, to page on from it; one that is gone by then finds nothing.
     */
    'journal.search': call(
      v.object({ words: v.pipe(v.string(), v.maxLength(400)), after: v.optional(EntryId) }),
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
     * undoes this. faults: not-found, disk-full
     */
    'journal.putBack': call(
      v.object({ id: EntryId, version: VersionNumber }),
      v.object({ before: VersionNumber }),
    ),

    ...attachmentCalls,
    ...deskCalls,
    ...erasingCalls,
    ...shortcutCalls,
    ...spellingCalls,
    ...backupCalls,
    ...keyCalls,

    'circle.list': call(nothing, v.array(CircleLine)),
    'circle.found': call(v.object({ name: Name, ownName: Name }), v.object({ circle: CircleId })),
    'circle.read': call(v.object({ circle: CircleId }), Circle),
    /** faults: not-allowed (not a facilitator, or 20 are open) */
    'circle.invite': call(v.object({ circle: CircleId }), Invitation),
    'circle.uninvite': call(v.object({ circle: CircleId, invite: InviteId }), nothing),
    /** Everybody at a door of one's circles, told anew by `circle.changed`. */
    'circle.doors': call(nothing, v.array(AtDoor)),
    /** Yes or no to somebody at the door. */
    'circle.answer': call(v.object({ circle: CircleId, join: JoinId, admit: v.boolean() }), nothing),
    /** `invitation`: a link or a typed code; `address`: typed beside a code. faults: invitation-unreadable, address-unreadable, already-a-member */
    'circle.join': call(
      v.object({
        invitation: v.pipe(v.string(), v.maxLength(4096)),
        address: v.optional(v.string()),
        ownName: Name,
      }),
      Joining,
    ),
    'circle.joining': call(nothing, v.array(Joining)),
    /** The joiner's own yes: the words are the same on both screens. Nobody enters a circle without it. */
    'circle.wordsMatch': call(v.object({ join: JoinId }), nothing),
    'circle.stopJoining': call(v.object({ join: JoinId }), nothing),

    'note.create': call(v.object({ circle: CircleId }), v.object({ note: DocId })),
    'note.open': call(v.object({ circle: CircleId, note: DocId }), OpenNote),
    /**
     * One Yjs V2 update made under `cid`; answered when it is committed. faults: read-only, too-large (over 4 MiB),
     * out-of-step (cid is not the one this note is open under, or the gate refused: reopen, keep the text)
     */
    'note.change': call(v.object({ note: DocId, cid: v.number(), update: bytes }), nothing),
    /** The vault's Yjs state vector: what the face sends after a vault restart is the difference against it. */
    'note.vector': call(v.object({ note: DocId }), v.object({ vector: bytes })),
    'note.close': call(v.object({ note: DocId }), nothing),
  },
  news: {
    ...erasingNews,
    ...backupNews,
    ...keyNews,
    /** Something about this circle changed: read it again. */
    'circle.changed': v.object({ circle: CircleId }),
    'circle.listChanged': nothing,
    'circle.joining': Joining,
    /** Words by others for an open note: one Yjs V2 update. */
    'note.arrived': v.object({ note: DocId, update: bytes }),
  },
} as const satisfies Contract
export type VaultContract = typeof vaultContract
