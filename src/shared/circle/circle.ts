import * as v from 'valibot'
import { Bytes } from '../bytes.ts'

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

/** 1 to 80 characters a person chose: a circle's name, a circle name, a note's title. */
export const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))

export const Member = v.object({
  id: MemberId,
  name: v.string(),
  you: v.boolean(),
  facilitator: v.boolean(),
  /** Whether the safety words were compared with them from this device; null: with oneself. */
  compared: v.nullable(v.boolean()),
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
 * `links` is the number of members' devices connected now.
 */
export const SyncState = v.object({
  people: v.number(),
  reached: v.number(),
  coming: v.number(),
  links: v.number(),
})
export type SyncState = v.InferOutput<typeof SyncState>

/** Somebody at the door: the host compares words by voice or in person, then says yes or no. */
export const JoinRequest = v.object({
  id: JoinId,
  name: v.string(),
  words: v.array(v.string()),
})
export type JoinRequest = v.InferOutput<typeof JoinRequest>

/** That somebody waits, and where; nothing of who it is. */
export const AtDoor = v.object({ circle: CircleId, join: JoinId })
export type AtDoor = v.InferOutput<typeof AtDoor>

/** A refused or quarantined envelope: it changed no document, and has a place where it can be looked at. */
export const Refusal = v.object({ reason: v.string(), from: v.string(), bytes: v.number(), at: v.number() })
export type Refusal = v.InferOutput<typeof Refusal>

export const CircleLine = v.object({ id: CircleId, name: v.string() })
export type CircleLine = v.InferOutput<typeof CircleLine>

export const Circle = v.object({
  id: CircleId,
  name: v.string(),
  members: v.array(Member),
  notes: v.array(NoteLine),
  requests: v.array(JoinRequest),
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

/** Where a joining stands, on the joiner's side. `words` are there from `compare` on. */
export const Joining = v.object({
  id: JoinId,
  step: v.picklist([
    'looking',
    'compare',
    'joined',
    'declined',
    'unreachable',
    'expired',
    'used',
    'other-circle',
  ]),
  circleName: v.optional(v.string()),
  circle: v.optional(CircleId),
  words: v.array(v.string()),
})
export type Joining = v.InferOutput<typeof Joining>

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
