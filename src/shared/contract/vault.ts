/** What the face may ask of the vault, and what the vault tells it. */
import * as v from 'valibot'
import { Bytes } from '../bytes.ts'
import {
  AsidePassage,
  AtDoor,
  Circle,
  CircleHistory,
  CircleId,
  CircleLine,
  Computers,
  DeviceId,
  DocId,
  FileOpened,
  Invitation,
  InviteId,
  JoinId,
  Joining,
  LinkCode,
  MemberId,
  Name,
  NoteReaders,
  NoteVersion,
  NoteVersionLine,
  NoteVersionNumber,
  OpenNote,
  OpenQuestion,
  Other,
  PairWords,
  WaitingId,
} from '../circle/circle.ts'
import { BlobId } from '../writing/attachment.ts'
import { SharedFile, SharedFileId, SharedFileState } from '../writing/shared-file.ts'
import { actCalls } from './acts.ts'
import {
  attachmentCalls,
  attachmentNews,
  LARGEST_PIECE,
  MediaType,
  PlaceToken,
  Telling,
} from './attachments.ts'
import { backupCalls, backupNews } from './backups.ts'
import { connectionCalls, connectionNews } from './connection.ts'
import { deskCalls } from './desk.ts'
import { erasingCalls, erasingNews } from './erasing.ts'
import { feelingCalls } from './feelings.ts'
import { importCalls, importNews } from './importing.ts'
import { journalCalls } from './journal.ts'
import { keeperCalls } from './keeping.ts'
import { Key, keyCalls, keyNews, Passphrase } from './keys.ts'
import { networkCalls } from './network.ts'
import { shortcutCalls } from './shortcuts.ts'
import { spellingCalls } from './spelling.ts'
import { type Contract, call } from './wire.ts'

const nothing = v.object({})
const bytes = Bytes()

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
/** A file that a note of a circle names. */
const NamedFile = { circle: CircleId, blob: SharedFileId }
/** And what it takes to open it. */
const OpenFile = { ...NamedFile, key: SharedFile.pipe[0].entries.key, size: SharedFile.pipe[0].entries.size }

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

    ...journalCalls,
    ...feelingCalls,
    ...importCalls,
    ...attachmentCalls,
    ...deskCalls,
    ...erasingCalls,
    ...shortcutCalls,
    ...spellingCalls,
    ...backupCalls,
    ...keyCalls,
    ...actCalls,
    ...connectionCalls,
    ...networkCalls,
    ...keeperCalls,

    'circle.list': call(nothing, v.array(CircleLine)),
    /** `history`: everything, when nothing is said. */
    'circle.found': call(
      v.object({ name: Name, ownName: Name, history: v.optional(CircleHistory) }),
      v.object({ circle: CircleId }),
    ),
    'circle.read': call(v.object({ circle: CircleId }), Circle),
    /** faults: not-allowed (not a facilitator, or 20 are open) */
    'circle.invite': call(v.object({ circle: CircleId }), Invitation),
    'circle.uninvite': call(v.object({ circle: CircleId, invite: InviteId }), nothing),
    /** Everybody at a door of one's circles, told anew by `circle.changed`. */
    'circle.doors': call(nothing, v.array(AtDoor)),
    /** What this person may agree to, in all their circles; told anew by `circle.changed`. */
    'circle.questions': call(nothing, v.array(OpenQuestion)),
    /** Yes or no to somebody at the door. */
    'circle.answer': call(v.object({ circle: CircleId, join: JoinId, admit: v.boolean() }), nothing),
    /** `invitation`: a link or a typed code; `address`: typed beside a code. faults: invitation-unreadable, address-unreadable, address-far (not of one's own network, and the invitation names no server), already-a-member */
    'circle.join': call(
      v.object({
        invitation: v.pipe(v.string(), v.maxLength(4096)),
        address: v.optional(v.string()),
        ownName: Name,
      }),
      Joining,
    ),
    /** By files, without any network. faults: as circle.join, join-link (a typed code is not enough) */
    'circle.joinByFile': call(
      v.object({ invitation: v.pipe(v.string(), v.maxLength(4096)), ownName: Name }),
      Joining,
    ),
    /** The joining file, at the place that the person chose; again as often as they like. faults: sync-refused, sync-full */
    'circle.joinFile': call(v.object({ join: JoinId, file: PlaceToken }), nothing),
    'circle.joining': call(nothing, v.array(Joining)),
    /** The joiner's own yes: the words are the same on both screens. Nobody enters a circle without it. */
    'circle.wordsMatch': call(v.object({ join: JoinId }), nothing),
    /** Signs what another member asked for. faults: not-allowed (it waits no more, or not for this person) */
    'circle.agree': call(v.object({ circle: CircleId, waiting: WaitingId }), nothing),
    /** faults: not-allowed (not a host, or not above them) */
    'circle.promote': call(v.object({ circle: CircleId, member: MemberId }), nothing),
    'circle.demote': call(v.object({ circle: CircleId, member: MemberId }), nothing),
    /** `now`: at once, and a second person is asked afterwards, where one is needed. faults: as above */
    'circle.remove': call(v.object({ circle: CircleId, member: MemberId, now: v.boolean() }), nothing),
    /** What was shared until now stays here, to be read. */
    'circle.leave': call(v.object({ circle: CircleId }), nothing),
    /** For everyone. faults: not-allowed (not the first host) */
    'circle.close': call(v.object({ circle: CircleId }), nothing),
    /** New keys for the circle, now. faults: not-allowed (not a host) */
    'circle.rekey': call(v.object({ circle: CircleId }), nothing),
    'circle.stopJoining': call(v.object({ join: JoinId }), nothing),
    /** Every device of it in reach is told anew what is here, and those out of reach are looked for at once. faults: paused */
    'circle.syncNow': call(v.object({ circle: CircleId }), nothing),
    /** Nothing of it passes by the network until the pause is taken back, also after a restart. Sync files still do. */
    'circle.pause': call(v.object({ circle: CircleId, paused: v.boolean() }), nothing),

    /** This person's computers in a circle; told anew by `circle.changed`. */
    'circle.computers': call(v.object({ circle: CircleId }), Computers),
    /** A code for another computer of this person; the same one while it lives. faults: not-allowed */
    'circle.linkCode': call(v.object({ circle: CircleId }), LinkCode),
    /** The code lives no longer. */
    'circle.unlink': call(v.object({ circle: CircleId }), nothing),
    /** Yes or no to a computer with the code. A no also ends the code. */
    'circle.linkAnswer': call(v.object({ circle: CircleId, link: JoinId, same: v.boolean() }), nothing),
    /** `code`: a link or a typed code of one's other computer. faults: as circle.join, invitation-expired */
    'circle.takeUp': call(
      v.object({ code: v.pipe(v.string(), v.maxLength(4096)), address: v.optional(v.string()) }),
      Joining,
    ),
    /** Another computer of this person was lost: a host has to agree. faults: not-allowed */
    'circle.shutOut': call(v.object({ circle: CircleId, device: DeviceId }), nothing),
    /** Words that this person and another one can compare, and whether they did. */
    'circle.pairWords': call(v.object({ circle: CircleId, member: MemberId }), PairWords),
    /** What a person said of the words that were shown, which `words` repeats. faults: out-of-step (they have changed) */
    'circle.compared': call(
      v.object({ circle: CircleId, member: MemberId, words: v.array(v.string()), same: v.boolean() }),
      nothing,
    ),
    /** Six words that say which circle this is. */
    'circle.words': call(v.object({ circle: CircleId }), v.array(v.string())),

    /**
     * Ends what is under way of `circle.fileWrite`, `circle.fileRead`, `circle.joinFile`, `circle.export` and `note.fileCopy`: that answers
     * `stopped`. Of a file that was being read, what came in so far stays.
     */
    'circle.stopWork': call(nothing, nothing),
    /**
     * A sync file at the place that the person chose: what those it is for are not known to have. `to`: members; nobody
     * means everybody. faults: sync-nobody, sync-many, sync-left, sync-refused (the place takes no file), sync-full
     */
    'circle.fileWrite': call(
      v.object({ circle: CircleId, to: v.pipe(v.array(MemberId), v.maxLength(1000)), file: PlaceToken }),
      v.object({ bytes: v.number(), updates: v.number(), people: v.number() }),
    ),
    /**
     * Takes a sync file in, of whichever circle it is; nothing of one that is not whole. Harmless again. A joining file is
     * kept for a host's yes. faults: sync-empty, sync-unreadable, sync-newer, sync-cut, sync-harmed, sync-large (over
     * 2 GiB), sync-crowded (too much log by who is not known here), sync-not-ours, sync-stranger (its writer is no member), sync-gone (it cannot be read), disk-full; of a joining
     * file join-foreign, join-not-host, join-withdrawn, join-used, join-expired; of an answer to one
     * invitation-of-another-circle, invitation-used, log-crowded (its log is longer than whoever comes in can take)
     */
    'circle.fileRead': call(v.object({ file: PlaceToken }), FileOpened),

    'note.create': call(v.object({ circle: CircleId }), v.object({ note: DocId })),
    'note.open': call(v.object({ circle: CircleId, note: DocId }), OpenNote),
    /**
     * One Yjs V2 update made under `cid`; answered when it is committed. faults: read-only, too-large (over 4 MiB),
     * out-of-step (cid is not the one this note is open under, or the gate refused: reopen, keep the text)
     */
    'note.change': call(v.object({ note: DocId, cid: v.number(), update: bytes }), nothing),
    /** The vault's Yjs state vector: what the face sends after a vault restart is the difference against it. */
    'note.vector': call(v.object({ note: DocId }), v.object({ vector: bytes })),
    /**
     * What a note said before, at a few moments, the newest first, at most 10. `before`: a version, to go on from it.
     * faults: not-found
     */
    'note.versions': call(
      v.object({ circle: CircleId, note: DocId, before: v.optional(NoteVersionNumber) }),
      v.object({ lines: v.array(NoteVersionLine), more: v.boolean() }),
    ),
    /** faults: not-found */
    'note.version': call(
      v.object({ circle: CircleId, note: DocId, version: NoteVersionNumber }),
      NoteVersion,
    ),
    /** Words that were set aside in a note, at most 50. faults: not-found */
    'note.aside': call(v.object({ circle: CircleId, note: DocId }), v.array(AsidePassage)),
    /** They are not shown any more, on this device. faults: not-found, disk-full */
    'note.waveOff': call(
      v.object({ circle: CircleId, note: DocId, passage: AsidePassage.entries.id }),
      nothing,
    ),
    /** faults: not-found */
    'note.readers': call(v.object({ circle: CircleId, note: DocId }), NoteReaders),
    /**
     * Opens a note as it stands to everybody who is in the circle now. faults: not-found, read-only, too-large (over
     * 16 MiB), out-of-step
     */
    'note.openUp': call(v.object({ circle: CircleId, note: DocId }), nothing),
    /**
     * What this person wrote in a note is taken out of it here, and everybody else's computer is asked to do the same.
     * There is no way back. faults: not-found (nothing of theirs is there), not-allowed, disk-full
     */
    'note.eraseMine': call(v.object({ circle: CircleId, note: DocId }), nothing),
    /**
     * A file that came in by `attachment.*` becomes one of the circle's, without what an image says of itself: what stands in
     * the note is `blob`, `key`, `size` and `chunks`. faults: not-found, read-only, file-too-large-here (over 100 MB),
     * disk-full
     */
    'note.fileAdd': call(
      v.object({ circle: CircleId, blob: BlobId }),
      v.object({
        blob: SharedFileId,
        key: SharedFile.pipe[0].entries.key,
        size: Whole,
        chunks: Whole,
        tells: Telling,
      }),
    ),
    'note.fileState': call(v.object(NamedFile), SharedFileState),
    /**
     * From whoever has it and comes into reach, until it is here; over a lock and a restart, too. `note.file` tells how far
     * it is. faults: not-found (no note names it), disk-full
     */
    'note.fileFetch': call(
      v.object({ ...NamedFile, size: SharedFile.pipe[0].entries.size }),
      SharedFileState,
    ),
    /** What came so far stays. */
    'note.fileStop': call(v.object(NamedFile), nothing),
    /** `length` bytes from `from` on, fewer at the end. faults: not-found (not all of it is here), file-unreadable */
    'note.fileRead': call(
      v.object({ ...OpenFile, from: Whole, length: v.pipe(Whole, v.maxValue(LARGEST_PIECE)) }),
      v.object({ bytes }),
    ),
    /** faults: not-found, file-unreadable */
    'note.fileTells': call(v.object({ ...OpenFile, type: MediaType }), v.object({ tells: Telling })),
    /** As `attachment.copy`. faults: not-found, file-unreadable, copy-refused, copy-full, stopped (by `circle.stopWork`) */
    'note.fileCopy': call(
      v.object({ ...OpenFile, to: PlaceToken, whole: v.boolean() }),
      v.object({ bytes: Whole }),
    ),
    /**
     * Write together in this note, which is open, and in no other: others who have it on there are told by `note.others`.
     * `at`: where this person's cursor stands, a Yjs relative position. Off when the note is closed. faults: not-found,
     * read-only, bad-request (no position)
     */
    'note.together': call(v.object({ note: DocId, on: v.boolean(), at: v.nullable(bytes) }), nothing),
    'note.close': call(v.object({ note: DocId }), nothing),
  },
  news: {
    ...erasingNews,
    ...backupNews,
    ...keyNews,
    ...attachmentNews,
    ...importNews,
    ...connectionNews,
    /** Something about this circle changed: read it again. */
    'circle.changed': v.object({ circle: CircleId }),
    'circle.listChanged': nothing,
    /** How far what `circle.stopWork` ends is, 0 to 1. */
    'circle.working': v.object({ part: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
    'circle.joining': Joining,
    /** Words by others for an open note: one Yjs V2 update. */
    'note.arrived': v.object({ note: DocId, update: bytes }),
    /** How far a file of a note is. */
    'note.file': v.object({ ...NamedFile, ...SharedFileState.entries }),
    /** An open note was made anew: something in it no longer counts, or counts again. Open it again. */
    'note.rebuilt': v.object({ note: DocId }),
    /** All who write together with this person in that note, each time somebody comes, moves or goes. */
    'note.others': v.object({ note: DocId, others: v.array(Other) }),
  },
} as const satisfies Contract
export type VaultContract = typeof vaultContract
