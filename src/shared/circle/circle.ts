import * as v from 'valibot'
import { Bytes } from '../bytes.ts'
import { bare, isName } from '../text.ts'

/** Ids as hex, as the face and the courier see them; inside the vault they are bytes. */
const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)))
export const CircleId = hex(32)
export type CircleId = v.InferOutput<typeof CircleId>
export const DocId = hex(32)
export type DocId = v.InferOutput<typeof DocId>
export const MemberId = hex(16)
export type MemberId = v.InferOutput<typeof MemberId>
export const JoinId = hex(16)
export type JoinId = v.InferOutput<typeof JoinId>
/** The INVITE entry's id. */
export const InviteId = hex(32)
export type InviteId = v.InferOutput<typeof InviteId>

/** 1 to 80 characters a person chose, one of them to be seen: a circle's name, a person's. */
export const Name = v.pipe(v.string(), v.transform(bare), v.check(isName))

export const Member = v.object({
  id: MemberId,
  name: v.string(),
  you: v.boolean(),
  facilitator: v.boolean(),
  /** From 0, in the order in which people came; nobody gets the one of somebody who has gone. */
  seat: v.number(),
  /** Whether words were compared with them here; `changed`: not for every computer they have now. null: oneself. */
  compared: v.nullable(v.picklist(['no', 'yes', 'changed'])),
  /** What this device's person may do about them. */
  may: v.array(v.picklist(['promote', 'demote', 'remove'])),
})
export type Member = v.InferOutput<typeof Member>

/** A line in the list of a circle's shared notes, newest first. Instants are UTC milliseconds. */
export const NoteLine = v.object({
  id: DocId,
  title: v.string(),
  modified: v.number(),
  readOnly: v.boolean(),
})
export type NoteLine = v.InferOutput<typeof NoteLine>

/**
 * How far what is on this device has travelled, from signed heads only: on how many people's devices, never whose.
 * `links` is the number of members' devices connected now, `coming` that of updates. Instants are UTC ms, null: never.
 */
export const SyncState = v.object({
  people: v.number(),
  reached: v.number(),
  coming: v.number(),
  /** This person's other computers that are in, and of these those that have everything that is here. */
  computers: v.object({ others: v.number(), reached: v.number() }),
  links: v.number(),
  /** By which ways those are connected: on one's own network, or perhaps by servers that a person named. */
  ways: v.array(v.picklist(['local', 'wide'])),
  /** When another device last said what it has, by whichever way. */
  heard: v.nullable(v.number()),
  /** Since when the oldest of what is here is not with somebody yet; null: everybody has everything. */
  waiting: v.nullable(v.number()),
  /** When a sync file of this circle was last written here, and last opened. */
  files: v.object({ wrote: v.nullable(v.number()), took: v.nullable(v.number()) }),
  /** By this person, on this computer: it is in no room, and nothing passes but sync files. */
  paused: v.boolean(),
  /** It goes by files alone, as this person chose on this computer, or because what they chose does not read. */
  off: v.boolean(),
  /** By its keeper, since then (UTC ms): absent where there is none or it is not reached. */
  keeper: v.optional(v.number()),
})
export type SyncState = v.InferOutput<typeof SyncState>

/** Somebody at the door: the host compares words by voice or in person, then says yes or no. */
export const JoinRequest = v.object({
  id: JoinId,
  name: v.string(),
  words: v.array(v.string()),
  /** They asked by a joining file: a yes is followed by an answer to it. */
  byFile: v.optional(v.boolean()),
})
export type JoinRequest = v.InferOutput<typeof JoinRequest>

/**
 * Somebody who asked by a file, was let in and was not heard since. They wait for a `second` person of the circle, for the
 * `key` that a host's device makes by itself, or for the `answer`, a sync file.
 */
export const Newcomer = v.object({
  member: MemberId,
  name: v.string(),
  waits: v.picklist(['second', 'key', 'answer']),
})
export type Newcomer = v.InferOutput<typeof Newcomer>

/** The entry of the log that waits. */
export const WaitingId = hex(32)
export type WaitingId = v.InferOutput<typeof WaitingId>
/**
 * What one member asked for and a second one has to sign. `removed`: it is done, because it was urgent, and is asked about
 * afterwards. `computer`: one of theirs is lost. `adopt`: agreements. `succeed`: to follow hosts who are gone. `name`: whom it is about; `by`: who asked. Nobody is shown that they themselves are to be let out.
 */
export const Waiting = v.object({
  id: WaitingId,
  what: v.picklist(['admit', 'promote', 'remove', 'removed', 'computer', 'adopt', 'succeed']),
  name: v.string(),
  by: v.string(),
  /** Asked by this person. */
  yours: v.boolean(),
  mayAgree: v.boolean(),
  /** Of `computer`: when the one that is to be shut out was added, and the one that asks; UTC ms. */
  which: v.optional(v.object({ lost: v.number(), asks: v.number() })),
  /** Of `succeed`: how many have signed, how many must, since when (UTC ms), and whether this person is a host who may end it. */
  votes: v.optional(
    v.object({ signed: v.number(), needed: v.number(), since: v.number(), mayEnd: v.boolean() }),
  ),
})
export type Waiting = v.InferOutput<typeof Waiting>

/** That somebody waits, and where; nothing of who it is. */
export const AtDoor = v.object({ circle: CircleId, join: JoinId })
export type AtDoor = v.InferOutput<typeof AtDoor>

/** A question that this person may answer, and where; nothing of whom it is about. */
export const OpenQuestion = v.object({ circle: CircleId, waiting: WaitingId })
export type OpenQuestion = v.InferOutput<typeof OpenQuestion>

/** A refused or quarantined envelope: it changed no document, and has a place where it can be looked at. */
export const Refusal = v.object({ reason: v.string(), from: v.string(), bytes: v.number(), at: v.number() })
export type Refusal = v.InferOutput<typeof Refusal>

/** Whether one is in it. `signedOut`: by this person. `held`: two of theirs want each other out. `newer`: a host said something that this program does not know. */
export const Standing = v.picklist([
  'in',
  'removed',
  'left',
  'signedOut',
  'closed',
  'restored',
  'held',
  'newer',
])

/** Whether words of it still pass: what somebody wrote before they heard that it is closed still arrives. */
export const travels = (standing: v.InferOutput<typeof Standing>): boolean =>
  standing === 'in' || standing === 'newer' || standing === 'closed' || standing === 'held'

/** `away`: put away by this person, on this computer. */
export const CircleLine = v.object({ id: CircleId, name: v.string(), away: v.boolean(), standing: Standing })
export type CircleLine = v.InferOutput<typeof CircleLine>

/** What people who come later can read: all that is still here, or what begins after they came. Fixed at the founding. */
export const CircleHistory = v.picklist(['everything', 'from-joining'])
export type CircleHistory = v.InferOutput<typeof CircleHistory>

export const Circle = v.object({
  id: CircleId,
  name: v.string(),
  history: CircleHistory,
  members: v.array(Member),
  notes: v.array(NoteLine),
  /** How many more notes there are that cannot be opened here: begun before this person came, or erased in part. */
  closedNotes: v.number(),
  requests: v.array(JoinRequest),
  newcomers: v.array(Newcomer),
  /** Of invitations that nobody used and nobody took back, for hosts alone, the newest first; instants UTC ms. */
  invitations: v.array(v.object({ id: InviteId, made: v.number(), expires: v.number() })),
  waiting: v.array(Waiting),
  /** `removed`: also when this one device was let go. `restored`: put back from a copy, to be read. */
  standing: Standing,
  away: v.boolean(),
  /** Somebody who is no host said something that this program does not know. */
  newer: v.boolean(),
  /** What this device's person may do about the circle as a whole. */
  may: v.array(v.picklist(['close', 'keys', 'succeed', 'propose', 'adopt'])),
  /** Names of those who said that a new circle goes on from this one; and whether this one goes on from another. */
  goesOn: v.object({ by: v.array(v.string()), from: v.boolean() }),
  /** This device is new here and has no key to write with until a host's device was in reach. */
  keyless: v.boolean(),
  /** Computers that were shut out, the newest first; instants UTC ms, by the clock of whoever said so. */
  shutOut: v.array(v.object({ name: v.string(), you: v.boolean(), at: v.number() })),
  /** A second person has to agree to who comes, who goes and who is a host. */
  two: v.boolean(),
  refusals: v.array(Refusal),
  sync: SyncState,
})
export type Circle = v.InferOutput<typeof Circle>

/**
 * `link` is kinfold:… with seed, circleId and hub addresses; `code` is the seed alone, in groups, with check characters;
 * `addresses` are the hub addresses of this computer, one of which goes with the code. Single use; `expires` in UTC ms.
 */
export const Invitation = v.object({
  id: InviteId,
  link: v.string(),
  code: v.string(),
  addresses: v.array(v.string()),
  expires: v.number(),
})
export type Invitation = v.InferOutput<typeof Invitation>

/**
 * Where a joining stands, on the joiner's side. `words` are there at `compare`, and by files until one is in. `second`: both have said yes, and somebody
 * else of the circle has to agree.
 */
export const Joining = v.object({
  id: JoinId,
  step: v.picklist([
    'looking',
    'compare',
    'second',
    /** By files: the joining file can be written. `agreed`: words were compared. `answered`: an answer came before they were. */
    'file',
    'agreed',
    'answered',
    'joined',
    'declined',
    /** The invitation was taken back. */
    'withdrawn',
    'unreachable',
    'expired',
    'used',
    'other-circle',
    /** Its log is longer than whoever comes in can take. */
    'crowded',
  ]),
  circleName: v.optional(v.string()),
  circle: v.optional(CircleId),
  words: v.array(v.string()),
  /** By the code of one's other computer. */
  own: v.boolean(),
  /** Then: whose that computer says it is. */
  name: v.optional(v.string()),
})
export type Joining = v.InferOutput<typeof Joining>

/** An envelope's number on this device. */
export const NoteVersionNumber = v.pipe(v.number(), v.integer(), v.minValue(1))

/**
 * What a note said before. `modified`: when its last change came to this device, UTC ms. `by`: names of who wrote since the
 * version before; one who is no member any more has the name they had. `opening`: at most 140 code points.
 */
export const NoteVersionLine = v.object({
  version: NoteVersionNumber,
  modified: v.number(),
  by: v.array(v.string()),
  opening: v.string(),
})
export type NoteVersionLine = v.InferOutput<typeof NoteVersionLine>
/** `state`: a Yjs update, V2, of all that stood there. */
export const NoteVersion = v.object({ version: NoteVersionNumber, modified: v.number(), state: Bytes() })
export type NoteVersion = v.InferOutput<typeof NoteVersion>

/**
 * Words that nobody deleted and nobody sees in the note: they landed in a part that was changed meanwhile. `by`: names of
 * who wrote them. `at`: how many blocks stand before them, null when they have no place any more. `ranges`: client, clock
 * and length, which whoever puts them back names as deleted, so that they are put back once.
 */
export const AsidePassage = v.object({
  id: v.pipe(v.string(), v.maxLength(80)),
  by: v.array(v.string()),
  text: v.string(),
  at: v.nullable(v.number()),
  ranges: v.array(v.tuple([v.number(), v.number(), v.number()])),
})
export type AsidePassage = v.InferOutput<typeof AsidePassage>

export const DeviceId = hex(32)
export type DeviceId = v.InferOutput<typeof DeviceId>
/** One of this person's computers in a circle. `since`: UTC ms, by the log. */
export const Computer = v.object({
  id: DeviceId,
  this: v.boolean(),
  since: v.number(),
  /** `asked`: it is to be shut out, and a host has to agree. `held`: two ask it of each other. `split`: put back from a copy. */
  state: v.picklist(['in', 'asked', 'held', 'split', 'out']),
  mayShutOut: v.boolean(),
  /** This one, where another one stays. */
  maySignOut: v.boolean(),
})
export type Computer = v.InferOutput<typeof Computer>

/** The code that links another computer of this person: as an invitation, and for this person alone. `expires` in UTC ms. */
export const LinkCode = v.object({
  link: v.string(),
  code: v.string(),
  addresses: v.array(v.string()),
  expires: v.number(),
})
export type LinkCode = v.InferOutput<typeof LinkCode>

export const Computers = v.object({
  circle: v.string(),
  computers: v.array(Computer),
  /** How many other members are hosts: one of them has to agree when a computer is shut out. */
  hosts: v.number(),
  code: v.nullable(LinkCode),
  /** Computers with the code: words to compare. `agreed`: the yes here is given. */
  asking: v.array(v.object({ id: JoinId, words: v.array(v.string()), agreed: v.boolean() })),
  mayLink: v.boolean(),
})
export type Computers = v.InferOutput<typeof Computers>

/** Two halves, in the same order and with the same words on both screens. */
export const PairWords = v.object({
  halves: v.array(v.object({ name: v.string(), you: v.boolean(), words: v.array(v.string()) })),
  state: v.picklist(['no', 'yes', 'changed']),
})
export type PairWords = v.InferOutput<typeof PairWords>
/** What came in with a sync file. Numbers are of envelopes, `log` of entries. */
export const FileCame = v.object({
  circle: CircleId,
  /** The circle's. */
  name: v.string(),
  /** `own`: this device wrote it itself. */
  from: v.object({ member: MemberId, name: v.string(), own: v.boolean() }),
  /** New here, and by so many people. */
  updates: v.number(),
  people: v.number(),
  refused: v.number(),
  log: v.number(),
  /** The writer had them, and they are neither here nor in the file. */
  missing: v.number(),
  /** Here, and by what they said not with the writer. */
  lacks: v.number(),
  /** There is somebody to answer, and this device may. */
  reply: v.boolean(),
})
export type FileCame = v.InferOutput<typeof FileCame>

/** What a file of Kinfold's was: words for a circle; somebody who asks to come in; or the answer to one's own asking. */
export const FileOpened = v.variant('is', [
  v.object({ is: v.literal('words'), came: FileCame }),
  v.object({ is: v.literal('asking'), door: AtDoor }),
  v.object({ is: v.literal('answer'), joining: Joining }),
])
export type FileOpened = v.InferOutput<typeof FileOpened>

/**
 * Who can read a note. `opened`: by whom it was opened to this person, as it stood when, UTC ms. `partial`: some of it is not
 * here to be read. `closedTo`: names of those who came later and cannot read it. `mayErase`: this person wrote in it.
 */
export const NoteReaders = v.object({
  opened: v.nullable(v.object({ by: v.string(), at: v.number() })),
  partial: v.boolean(),
  closedTo: v.array(v.string()),
  mayErase: v.boolean(),
})
export type NoteReaders = v.InferOutput<typeof NoteReaders>

/** A note laid open for writing. The face edits its own Y.Doc under `cid` alone; the vault's copy never edits. */
export const OpenNote = v.object({
  id: DocId,
  circle: CircleId,
  title: v.string(),
  /** Yjs update, V2, of the whole state. */
  state: Bytes(),
  /** Yjs client id for this device in this document, up to 53 bits. */
  cid: v.number(),
  readOnly: v.boolean(),
})
export type OpenNote = v.InferOutput<typeof OpenNote>

/**
 * Somebody who writes together with this person in the open note. `seat`: as a member's. `at`: where
 * their cursor stands, a Yjs relative position as they wrote it; null: nowhere in the words.
 */
export const Other = v.object({
  device: DeviceId,
  name: v.string(),
  seat: v.number(),
  at: v.nullable(Bytes()),
})
export type Other = v.InferOutput<typeof Other>
