/** What the payload of each type holds, and how it is read. Formats: docs/protocol.md, "The log". */
import * as v from 'valibot'
import { compare } from '../../../../shared/bytes.ts'
import { LAST_INSTANT } from '../../../../shared/clock.ts'
import { bare, isName } from '../../../../shared/text.ts'
import { AEAD_OVERHEAD } from '../../crypto/aead.ts'
import { BOX_OVERHEAD } from '../../crypto/box.ts'
import {
  type BoxPublic,
  type CircleId,
  type DeviceId,
  type DocId,
  type EntryId,
  type EnvId,
  ID,
  KEY,
  MEMBER_ID,
  type MemberId,
  SIGNATURE,
  type Signature,
  type SignPublic,
} from '../../crypto/keys.ts'
import { MAX_JOIN_DEVICES } from './join.ts'

/** Devices that are in a circle at a time: with 400 boxes, 32 cuts and 16 wraps the longest REMOVE has 57 KB of its 64. */
export const MAX_DEVICES = 400
/** Epoch heads, as an entry and a header may name them. */
export const MAX_EPOCH_HEADS = 16
export const MAX_LINES = 10
export const MAX_WORDS = 400
/** Devices of one member in one ERASE: 4 KB. */
export const MAX_ERASE = 64

const bytes = <T extends Uint8Array>(length: number) =>
  v.custom<T>(value => value instanceof Uint8Array && value.length === length)
const entryId = bytes<EntryId>(ID)
const memberId = bytes<MemberId>(MEMBER_ID)
const circleId = bytes<CircleId>(ID)
const text = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(words => words === bare(words) && words.length >= least && words.length <= most),
  )
const name = v.pipe(v.string(), v.check(isName))
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT))

export type DevicePublicKeys = { sign: SignPublic; box: BoxPublic }
/** K of an epoch, sealed to each device; in byte order of the device. */
export type KeyBoxes = { device: DeviceId; box: Uint8Array }[]
/** A new epoch. */
export type Rekey = {
  commit: Uint8Array
  boxes: KeyBoxes
  /**
   * The epoch heads it follows, each with its key wrapped under the new one: null where history is from joining on, and of
   * one whose key its author lacks. Older epochs too, to which nothing else leads.
   */
  wraps: { epoch: EntryId; key: Uint8Array | null }[]
}
/** The newest envelope of a device that the author had: 0 and null when there was none. */
export type CutAt = { device: DeviceId; seq: number; hash: EnvId | null }

export type Payloads = {
  GENESIS: {
    name: string
    /** Whether who comes in later may read what was there before. */
    history: 'everything' | 'from-joining'
    needsTwo: boolean
    member: MemberId
    memberName: string
    device: DevicePublicKeys
  }
  INVITE: {
    pk: SignPublic
    expiry: number
    /** The epochs under whose writing key the rendezvous secret is sealed. */
    epochs: EntryId[]
    sealed: Uint8Array
  }
  INVITE_REVOKE: { invite: EntryId }
  ADMIT: {
    invite: EntryId
    member: MemberId
    name: string
    devices: DevicePublicKeys[]
    transcript: Uint8Array
    proof: Signature
    deviceProofs: Signature[]
    /** For each epoch head, its key for each of the devices; none while the admission waits for a second member. */
    keys: { epoch: EntryId; boxes: KeyBoxes }[]
  }
  /** Signs what another member's entry asks for. */
  CONSENT: { entry: EntryId }
  /** The author's member has one more device, which signs that it wants to be. */
  DEVICE_ADD: { device: DevicePublicKeys; transcript: Uint8Array; proof: Signature }
  DEVICE_REVOKE: CutAt
  REMOVE: {
    member: MemberId
    /** One for each device of the member. */
    cuts: CutAt[]
    /** Acts at once where two are needed. */
    emergency: boolean
    rekey: Rekey | null
  }
  REMOVE_LAPSED: { remove: EntryId }
  LEAVE: Record<never, never>
  PROMOTE: { member: MemberId }
  DEMOTE: { member: MemberId; cuts: CutAt[] }
  REKEY: Rekey
  PROFILE: { name: string }
  /** A whole new version of the agreements. */
  AGREEMENT_PROPOSE: {
    lines: string[]
    /** The proposal on which it is built. */
    after: EntryId | null
    /** When the circle wants to look at it again, UTC ms. */
    review: number | null
  }
  AGREEMENT_ADOPT: { proposal: EntryId }
  /** What a host did in everybody's name. Which actions there are is for the screen to say. */
  HOST_ACTION: { action: string; doc: DocId | null; member: MemberId | null; words: string }
  SUCCEED: { member: MemberId }
  /** `to`: a circle that goes on from this one. `from`: the one this circle goes on from. One of them is null. */
  FORKED: { from: CircleId | null; to: CircleId | null }
  CLOSE: Record<never, never>
  /** The author made a readable copy of what they can read, outside. */
  EXPORTED: Record<never, never>
  /** What devices of the author's member wrote in a document, up to these numbers: its bodies are to go. */
  ERASE: { doc: DocId; upto: { device: DeviceId; seq: number }[] }
}

/** In strict byte order, so that one set has one form. */
const rising = (ids: readonly Uint8Array[]): boolean =>
  ids.every((id, i) => i === 0 || compare(ids[i - 1]!, id) < 0)

const device = v.strictObject({ sign: bytes<SignPublic>(KEY), box: bytes<BoxPublic>(KEY) })
const boxes = v.pipe(
  v.array(v.strictObject({ device: bytes<DeviceId>(ID), box: bytes<Uint8Array>(KEY + BOX_OVERHEAD) })),
  v.maxLength(MAX_DEVICES),
  v.check(list => rising(list.map(({ device }) => device))),
)
const epochs = v.pipe(
  v.array(entryId),
  v.minLength(1),
  v.maxLength(MAX_EPOCH_HEADS),
  v.check(ids => rising(ids)),
)
const rekey = {
  commit: bytes<Uint8Array>(KEY),
  boxes,
  wraps: v.pipe(
    v.array(v.strictObject({ epoch: entryId, key: v.nullable(bytes<Uint8Array>(KEY + AEAD_OVERHEAD)) })),
    v.maxLength(MAX_EPOCH_HEADS),
    v.check(list => rising(list.map(({ epoch }) => epoch))),
  ),
}
const cut: v.GenericSchema<unknown, CutAt> = v.pipe(
  v.strictObject({
    device: bytes<DeviceId>(ID),
    seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
    hash: v.nullable(bytes<EnvId>(ID)),
  }),
  v.check(({ seq, hash }) => (seq === 0) === (hash === null)),
)
const cuts = v.pipe(
  v.array(cut),
  v.minLength(1),
  v.maxLength(MAX_DEVICES),
  v.check(list => rising(list.map(({ device }) => device))),
)

export const schemas: { [T in keyof Payloads]: v.GenericSchema<unknown, Payloads[T]> } = {
  GENESIS: v.strictObject({
    name,
    history: v.picklist(['everything', 'from-joining']),
    needsTwo: v.boolean(),
    member: memberId,
    memberName: name,
    device,
  }),
  INVITE: v.strictObject({
    pk: bytes<SignPublic>(KEY),
    expiry: instant,
    epochs,
    sealed: bytes<Uint8Array>(KEY + AEAD_OVERHEAD),
  }),
  INVITE_REVOKE: v.strictObject({ invite: entryId }),
  ADMIT: v.strictObject({
    invite: entryId,
    member: memberId,
    name,
    devices: v.pipe(v.array(device), v.minLength(1), v.maxLength(MAX_JOIN_DEVICES)),
    transcript: bytes<Uint8Array>(KEY),
    proof: bytes<Signature>(SIGNATURE),
    deviceProofs: v.pipe(v.array(bytes<Signature>(SIGNATURE)), v.maxLength(MAX_JOIN_DEVICES)),
    keys: v.pipe(
      v.array(v.strictObject({ epoch: entryId, boxes })),
      v.maxLength(MAX_EPOCH_HEADS),
      v.check(list => rising(list.map(({ epoch }) => epoch))),
    ),
  }),
  CONSENT: v.strictObject({ entry: entryId }),
  DEVICE_ADD: v.strictObject({
    device,
    transcript: bytes<Uint8Array>(KEY),
    proof: bytes<Signature>(SIGNATURE),
  }),
  DEVICE_REVOKE: cut,
  REMOVE: v.strictObject({
    member: memberId,
    cuts,
    emergency: v.boolean(),
    rekey: v.nullable(v.strictObject(rekey)),
  }),
  REMOVE_LAPSED: v.strictObject({ remove: entryId }),
  LEAVE: v.strictObject({}),
  PROMOTE: v.strictObject({ member: memberId }),
  DEMOTE: v.strictObject({ member: memberId, cuts }),
  REKEY: v.strictObject(rekey),
  PROFILE: v.strictObject({ name }),
  AGREEMENT_PROPOSE: v.strictObject({
    lines: v.pipe(v.array(text(1, MAX_WORDS)), v.minLength(1), v.maxLength(MAX_LINES)),
    after: v.nullable(entryId),
    review: v.nullable(instant),
  }),
  AGREEMENT_ADOPT: v.strictObject({ proposal: entryId }),
  HOST_ACTION: v.strictObject({
    action: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
    doc: v.nullable(bytes<DocId>(ID)),
    member: v.nullable(memberId),
    words: text(0, MAX_WORDS),
  }),
  SUCCEED: v.strictObject({ member: memberId }),
  FORKED: v.pipe(
    v.strictObject({ from: v.nullable(circleId), to: v.nullable(circleId) }),
    v.check(({ from, to }) => (from === null) !== (to === null)),
  ),
  CLOSE: v.strictObject({}),
  EXPORTED: v.strictObject({}),
  ERASE: v.strictObject({
    doc: bytes<DocId>(ID),
    upto: v.pipe(
      v.array(
        v.strictObject({ device: bytes<DeviceId>(ID), seq: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
      ),
      v.minLength(1),
      v.maxLength(MAX_ERASE),
      v.check(list => rising(list.map(({ device }) => device))),
    ),
  }),
}
