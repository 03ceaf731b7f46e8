/** Who belongs to a circle, with which devices, keys and open invitations: what a log says, read in full. */
import type { BoxPublic, CircleId, DeviceId, EntryId, MemberId, SignPublic } from '../../crypto/keys.ts'

export type MemberState = {
  readonly id: MemberId
  name: string
  status: 'active' | 'left'
  /** A facilitator when a number: the order of promotion, the founder 0. */
  rank: number | null
  readonly devices: DeviceId[]
  /** The entry that let them in. */
  readonly since: EntryId
}

export type DeviceState = {
  readonly id: DeviceId
  readonly sign: SignPublic
  readonly box: BoxPublic
  readonly member: MemberId
  /** `forked`: two entries of it know nothing of each other (a copied or restored device); it may write no more. */
  status: 'active' | 'left' | 'forked'
  readonly since: EntryId
}

export type InviteState = {
  readonly id: EntryId
  readonly pk: SignPublic
  /** UTC ms, for the admitting device's clock; the log never judges it. */
  readonly expiry: number
  readonly epochs: readonly EntryId[]
  readonly sealed: Uint8Array
  status: 'open' | 'used' | 'revoked'
  usedBy: EntryId | null
}

export type EpochState = {
  readonly id: EntryId
  readonly commit: Uint8Array
  /** By hex of the device: the recipients, and what each was given. */
  readonly boxes: Map<string, Uint8Array>
  /** By hex of the epoch before: its key under this one's. */
  readonly wraps: Map<string, Uint8Array>
}

/** Why an entry has no effect. The first group holds wherever it is read; the second only beside what was concurrent. */
export type Void =
  | 'malformed'
  | 'unknown-device'
  | 'inactive-device'
  | 'signature'
  | 'not-allowed'
  | 'invite'
  | 'proof'
  | 'keys'
  | 'chain'
  | 'too-much'
  | 'admitted-otherwise'
  | 'followed-from-void'

/** Maps by hex of the id. */
export type CircleState = {
  readonly circle: CircleId
  name: string
  history: 'everything' | 'from-joining'
  needsTwo: boolean
  founder: MemberId
  readonly members: Map<string, MemberState>
  readonly devices: Map<string, DeviceState>
  readonly invites: Map<string, InviteState>
  readonly epochs: Map<string, EpochState>
  /** Epochs that none follows: writing is under the keys of all of them. In byte order. */
  epochHeads: EntryId[]
  /** Entries that none follows, in byte order. */
  heads: EntryId[]
  readonly voided: Map<string, Void>
  /** By hex of the device: how many valid entries it has said. */
  readonly said: Map<string, number>
  /** Admissions that lost to another use of the same invitation: a facilitator's task. */
  readonly pendingAdmits: EntryId[]
  /** Entries of a type or version this program does not apply. */
  readonly kept: EntryId[]
  /** Something here needs a newer Kinfold. */
  newer: boolean
}

export const emptyState = (circle: CircleId): CircleState => ({
  circle,
  name: '',
  history: 'everything',
  needsTwo: false,
  founder: new Uint8Array(16) as MemberId,
  members: new Map(),
  devices: new Map(),
  invites: new Map(),
  epochs: new Map(),
  epochHeads: [],
  heads: [],
  voided: new Map(),
  said: new Map(),
  pendingAdmits: [],
  kept: [],
  newer: false,
})
