/** What an entry says: the payloads that this version applies, parsed where they enter. Any other is kept, not applied. */
import * as v from 'valibot'
import { compare } from '../../../../shared/bytes.ts'
import { AEAD_OVERHEAD } from '../../crypto/aead.ts'
import { BOX_OVERHEAD } from '../../crypto/box.ts'
import type { DeviceId } from '../../crypto/keys.ts'
import {
  type BoxPublic,
  type EntryId,
  ID,
  KEY,
  MEMBER_ID,
  type MemberId,
  SIGNATURE,
  type Signature,
  type SignPublic,
} from '../../crypto/keys.ts'
import type { Cbor } from '../cbor.ts'
import { ENTRY_VERSION, type Entry } from './entry.ts'
import { MAX_JOIN_DEVICES } from './join.ts'

const MAX_DEVICES = 400
const MAX_HEADS = 16

/** Each type name of KCP-1, applied or not: a name outside this list comes from a newer Kinfold. */
export const TYPES = [
  'GENESIS',
  'INVITE',
  'INVITE_REVOKE',
  'ADMIT',
  'CONSENT',
  'DEVICE_ADD',
  'DEVICE_REVOKE',
  'REMOVE',
  'REMOVE_LAPSED',
  'LEAVE',
  'PROMOTE',
  'DEMOTE',
  'REKEY',
  'PROFILE',
  'AGREEMENT_PROPOSE',
  'AGREEMENT_ADOPT',
  'HOST_ACTION',
  'SUCCEED',
  'FORKED',
  'CLOSE',
] as const

const bytes = <T extends Uint8Array>(length: number) =>
  v.custom<T>(value => value instanceof Uint8Array && value.length === length)
const entryId = bytes<EntryId>(ID)
const name = v.pipe(
  v.string(),
  v.check(text => text === text.trim() && text.length >= 1 && text.length <= 80),
)
const instant = v.pipe(v.number(), v.integer(), v.minValue(0))

type DevicePublicKeys = { sign: SignPublic; box: BoxPublic }
/** K of an epoch, sealed to each device; in byte order of the device. */
export type KeyBoxes = { device: DeviceId; box: Uint8Array }[]

type Payloads = {
  GENESIS: {
    name: string
    /** "From joining on" has its place in the format and is not offered yet. */
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
    /** For each epoch head, its key for each of the devices. */
    keys: { epoch: EntryId; boxes: KeyBoxes }[]
  }
  REKEY: {
    commit: Uint8Array
    boxes: KeyBoxes
    /** The epoch heads it follows, each with its key wrapped under the new one. */
    wraps: { epoch: EntryId; key: Uint8Array }[]
  }
  PROFILE: { name: string }
  LEAVE: Record<never, never>
}

export type Act = { [T in keyof Payloads]: { readonly type: T } & Payloads[T] }[keyof Payloads]
export type ActOf<T extends keyof Payloads> = Extract<Act, { type: T }>

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
  v.maxLength(MAX_HEADS),
  v.check(ids => rising(ids)),
)

const schemas: { [T in keyof Payloads]: v.GenericSchema<unknown, Payloads[T]> } = {
  GENESIS: v.strictObject({
    name,
    history: v.picklist(['everything', 'from-joining']),
    needsTwo: v.boolean(),
    member: bytes<MemberId>(MEMBER_ID),
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
    member: bytes<MemberId>(MEMBER_ID),
    name,
    devices: v.pipe(v.array(device), v.minLength(1), v.maxLength(MAX_JOIN_DEVICES)),
    transcript: bytes<Uint8Array>(KEY),
    proof: bytes<Signature>(SIGNATURE),
    deviceProofs: v.pipe(v.array(bytes<Signature>(SIGNATURE)), v.maxLength(MAX_JOIN_DEVICES)),
    keys: v.pipe(
      v.array(v.strictObject({ epoch: entryId, boxes })),
      v.maxLength(MAX_HEADS),
      v.check(list => rising(list.map(({ epoch }) => epoch))),
    ),
  }),
  REKEY: v.strictObject({
    commit: bytes<Uint8Array>(KEY),
    boxes,
    wraps: v.pipe(
      v.array(v.strictObject({ epoch: entryId, key: bytes<Uint8Array>(KEY + AEAD_OVERHEAD) })),
      v.maxLength(MAX_HEADS),
      v.check(list => rising(list.map(({ epoch }) => epoch))),
    ),
  }),
  PROFILE: v.strictObject({ name }),
  LEAVE: v.strictObject({}),
}

const isApplied = (type: string): type is keyof Payloads => Object.hasOwn(schemas, type)

const parsed = new WeakMap<Entry, Act | 'kept' | 'malformed'>()

/** `kept`: a type or a version this program does not apply. `malformed`: one it knows, with a payload that is none. */
export function actOf(entry: Entry): Act | 'kept' | 'malformed' {
  const known = parsed.get(entry)
  if (known) return known
  const act = parse(entry)
  parsed.set(entry, act)
  return act
}

function parse(entry: Entry): Act | 'kept' | 'malformed' {
  if (entry.v > ENTRY_VERSION || !isApplied(entry.type)) return 'kept'
  const payload = v.safeParse(schemas[entry.type] as v.GenericSchema, entry.payload)
  return payload.success ? ({ type: entry.type, ...(payload.output as object) } as Act) : 'malformed'
}

/** The payload of an act, to write it. */
export function payloadOf({ type: _, ...payload }: Act): Cbor {
  return payload as unknown as Cbor
}
