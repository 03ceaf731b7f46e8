/**
 * One line of the membership log, as bytes: `[body, signature]`, body = `[v, circle, author, parents, type, payload,
 * wallTime]`. The signature covers the body exactly as it came; the id is the hash of the whole. In every later version
 * the first four fields of the body stay what and where they are, so that an older device can still hang the entry in.
 */
import { compare } from '../../../../shared/bytes.ts'
import { LAST_INSTANT } from '../../../../shared/clock.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { hash } from '../../crypto/hash.ts'
import {
  type CircleId,
  type DeviceId,
  type EntryId,
  ID,
  SIGNATURE,
  type Signature,
  type SignPublic,
} from '../../crypto/keys.ts'
import { sign, verify } from '../../crypto/sign.ts'
import { type Cbor, decode, encode } from '../cbor.ts'
import type { DeviceKeys } from '../names/device.ts'
import { hex } from '../names/hex.ts'

export const ENTRY_VERSION = 1
/** Fifty devices' boxes are 6 KB. */
export const MAX_ENTRY = 64 * 1024
export const MAX_PARENTS = 16

export type Entry = {
  readonly id: EntryId
  readonly v: number
  /** Null in GENESIS alone, whose id is the circle's. */
  readonly circle: CircleId | null
  readonly author: DeviceId
  readonly parents: readonly EntryId[]
  /** Empty, like the payload, when the version is newer than this program. */
  readonly type: string
  readonly payload: Cbor
  /** What the author's clock said, UTC ms. Shown, never judged. */
  readonly wallTime: number
  readonly bytes: Uint8Array
  readonly body: Uint8Array
  readonly signature: Signature
}

export type EntryFields = Pick<Entry, 'circle' | 'parents' | 'type' | 'payload' | 'wallTime'>
export type EntryFault = 'malformed' | 'too-large'

const isId = (value: Cbor | undefined): value is Uint8Array =>
  value instanceof Uint8Array && value.length === ID
const isTime = (value: Cbor | undefined): value is number =>
  typeof value === 'number' && value >= 0 && value <= LAST_INSTANT

export const entryId = (bytes: Uint8Array): EntryId => hash('kinfold/entry/1', bytes) as Uint8Array as EntryId

export function writeEntry(fields: EntryFields, keys: DeviceKeys): Entry {
  const { circle, type, payload, wallTime } = fields
  const parents = [...fields.parents].sort(compare)
  const body = encode([ENTRY_VERSION, circle, keys.id, parents, type, payload, wallTime])
  const signature = sign('kinfold/entry-body/1', body, keys.sign.secretKey)
  const bytes = encode([body, signature])
  return {
    id: entryId(bytes),
    v: ENTRY_VERSION,
    circle,
    author: keys.id,
    parents,
    type,
    payload,
    wallTime,
    bytes,
    body,
    signature,
  }
}

/** Form alone: who may have written it, and whether they did, is for the log to say. */
export function readEntry(bytes: Uint8Array): Result<Entry, EntryFault> {
  const outer = decode(bytes, { maxBytes: MAX_ENTRY, maxDepth: 1 })
  if (!outer.ok) return err(outer.fault === 'too-large' ? 'too-large' : 'malformed')
  if (!Array.isArray(outer.value) || outer.value.length !== 2) return err('malformed')
  const [body, signature] = outer.value as Cbor[]
  if (!(body instanceof Uint8Array && signature instanceof Uint8Array)) return err('malformed')
  if (signature.length !== SIGNATURE) return err('malformed')
  const inner = decode(body, { maxBytes: MAX_ENTRY })
  if (!inner.ok || !Array.isArray(inner.value)) return err('malformed')
  const [v, circle, author, parents, type, payload, wallTime, ...rest] = inner.value as Cbor[]
  if (typeof v !== 'number' || v < 1 || !isId(author)) return err('malformed')
  if (circle !== null && !isId(circle)) return err('malformed')
  if (!Array.isArray(parents) || parents.length > MAX_PARENTS || !parents.every(isId)) return err('malformed')
  if (!parents.every((id, i) => i === 0 || compare(parents[i - 1] as Uint8Array, id) < 0))
    return err('malformed')
  if ((circle === null) !== (parents.length === 0)) return err('malformed')
  const common = {
    id: entryId(bytes),
    v,
    circle: circle as CircleId | null,
    author: author as DeviceId,
    parents: parents as readonly Uint8Array[] as readonly EntryId[],
    bytes,
    body,
    signature: signature as Signature,
  }
  if (v > ENTRY_VERSION) return ok({ ...common, type: '', payload: null, wallTime: 0 })
  if (typeof type !== 'string' || !/^[A-Z_]{1,32}$/.test(type) || !isTime(wallTime)) return err('malformed')
  if (payload === undefined || rest.length > 0 || (circle === null) !== (type === 'GENESIS'))
    return err('malformed')
  return ok({ ...common, type, payload, wallTime })
}

const judged = new WeakMap<Entry, boolean>()

/** Once for each entry: an author's id is the hash of the keys, so there is one key it can be true under. */
export function signedBy(entry: Entry, key: SignPublic): boolean {
  const known = judged.get(entry)
  if (known !== undefined) return known
  const good = verify('kinfold/entry-body/1', entry.body, entry.signature, key)
  judged.set(entry, good)
  return good
}

export type EntryNames = { readonly id: string; readonly author: string; readonly parents: readonly string[] }

const named = new WeakMap<Entry, EntryNames>()

/** Ids of an entry by hex, as they are looked up again and again. */
export function namesOf(entry: Entry): EntryNames {
  const known = named.get(entry)
  if (known) return known
  const names = { id: hex(entry.id), author: hex(entry.author), parents: entry.parents.map(hex) }
  named.set(entry, names)
  return names
}
