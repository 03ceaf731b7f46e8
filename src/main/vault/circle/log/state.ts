/** Who belongs to a circle, with which devices, keys and open invitations: what a log says, read in full. */
import type {
  BoxPublic,
  CircleId,
  DeviceId,
  DocId,
  EntryId,
  EnvId,
  MemberId,
  SignPublic,
} from '../../crypto/keys.ts'

export type MemberState = {
  readonly id: MemberId
  name: string
  /** `pending`: let in by one, and a second member has not consented yet. */
  status: 'pending' | 'active' | 'left' | 'removed'
  /** A facilitator when a number: the order of promotion, the founder 0. */
  rank: number | null
  /** The promotions that their rank stands on: GENESIS, PROMOTE, SUCCEED. */
  terms: EntryId[]
  /** What put them out: LEAVE, and REMOVEs in force. */
  readonly outBy: EntryId[]
  readonly devices: DeviceId[]
  /** The entry that let them in. */
  readonly since: EntryId
}

/** The last envelope that counts, of those written without knowing `by`. 0 and null: none does. */
export type Cut = { readonly by: EntryId; readonly seq: number; readonly hash: EnvId | null }

export type DeviceState = {
  readonly id: DeviceId
  readonly sign: SignPublic
  readonly box: BoxPublic
  readonly member: MemberId
  /**
   * `forked`: two entries of it know nothing of each other (a copied or restored device); it may write no more.
   * `suspended`: it and a sibling ask to revoke each other, and no facilitator has said which.
   */
  status: 'pending' | 'active' | 'left' | 'removed' | 'revoked' | 'suspended' | 'forked'
  readonly since: EntryId
  /** The one that counts: of a removal, else of a revoke; of several the highest. */
  cut: Cut | null
  /** Of removals that no other one's author knew. */
  removalCuts: readonly Cut[]
  /** The first that revoked it. */
  revokedBy: EntryId | null
  /** Of a demotion: for what only facilitators write. */
  facilitatorCut: Cut | null
}

export type InviteState = {
  readonly id: EntryId
  readonly pk: SignPublic
  /** UTC ms, for the admitting device's clock; the log never judges it. */
  readonly expiry: number
  /** When it was made, as its entry says: UTC ms. */
  readonly at: number
  readonly epochs: readonly EntryId[]
  readonly sealed: Uint8Array
  status: 'open' | 'used' | 'revoked'
  usedBy: EntryId | null
}

/** Void when `voided` names it: then its key is for reading alone. */
export type EpochState = {
  readonly id: EntryId
  readonly author: DeviceId
  readonly commit: Uint8Array
  /** By hex of the device: the recipients, and what each was given. */
  readonly boxes: Map<string, Uint8Array>
  /** By hex of the epoch before: its key under this one's. */
  readonly wraps: Map<string, Uint8Array | null>
}

/** An entry that waits for others to sign. */
export type PendingState = {
  readonly id: EntryId
  readonly type: 'ADMIT' | 'REMOVE' | 'PROMOTE' | 'AGREEMENT_ADOPT' | 'DEVICE_REVOKE' | 'SUCCEED'
  readonly by: MemberId
  readonly device: DeviceId
  /** Whom it is about; nobody, for an adoption. */
  readonly member: MemberId | null
  /** DEVICE_REVOKE: the device that shall go. */
  readonly revokes: DeviceId | null
  /** SUCCEED: who may sign, and how many must. */
  readonly voters: readonly MemberId[]
  readonly needed: number
  readonly signers: MemberId[]
}

export type RemovalState = {
  readonly id: EntryId
  readonly member: MemberId
  readonly by: MemberId
  /** `unconfirmed`: an emergency, in force, without a second member's consent. `lapsed`: it never came. */
  status: 'pending' | 'in-force' | 'unconfirmed' | 'lapsed'
}

export type AgreementState = {
  readonly id: EntryId
  readonly by: MemberId
  readonly lines: readonly string[]
  readonly after: EntryId | null
  readonly review: number | null
  /** The adoption that is in force. */
  adopted: EntryId | null
}

export type HostAction = {
  readonly id: EntryId
  readonly by: MemberId
  readonly action: string
  readonly doc: DocId | null
  readonly member: MemberId | null
  readonly words: string
}

export type ForkState = {
  readonly id: EntryId
  readonly by: MemberId
  readonly from: CircleId | null
  readonly to: CircleId | null
}

/** Why an entry has no effect. The first group holds wherever it is read; the second only beside what was concurrent. */
export type Void =
  | 'malformed'
  | 'invalid-parent'
  | 'unknown-device'
  | 'inactive-device'
  | 'signature'
  | 'not-allowed'
  | 'target'
  | 'cuts'
  | 'consent'
  | 'invite'
  | 'proof'
  | 'keys'
  | 'chain'
  | 'too-much'
  | 'closed'
  | 'admitted-otherwise'
  | 'removed'
  | 'demoted'
  | 'revoked'
  | 'left'
  | 'ring'
  | 'facilitator-there'
  | 'followed-from-void'

/** Maps by hex of the id. Lists are in the log's order unless they say otherwise. */
export type CircleState = {
  readonly circle: CircleId
  name: string
  history: 'everything' | 'from-joining'
  needsTwo: boolean
  founder: MemberId
  /** The CLOSE that ended the circle. */
  closed: EntryId | null
  /** How often somebody was promoted: the next rank is one more. */
  promotions: number
  readonly members: Map<string, MemberState>
  readonly devices: Map<string, DeviceState>
  readonly invites: Map<string, InviteState>
  readonly epochs: Map<string, EpochState>
  /** Epochs that count and that are no ancestors of another one that counts. In byte order. */
  epochEnds: EntryId[]
  /** Those of them under whose keys one writes: all, as long as a header can name them (`chooseHeads`). In byte order. */
  epochHeads: EntryId[]
  /** Entries that none follows, in byte order. */
  heads: EntryId[]
  readonly voided: Map<string, Void>
  /** By hex of the member: how many valid entries they have said without being a facilitator; and how many of FREELY. */
  readonly said: Map<string, number>
  readonly freely: Map<string, number>
  /** By hex of the entry that waits. */
  readonly pending: Map<string, PendingState>
  /** By hex of the REMOVE. */
  readonly removals: Map<string, RemovalState>
  /** By hex of the proposal. */
  readonly agreements: Map<string, AgreementState>
  /** The proposal that was adopted last. */
  agreement: EntryId | null
  readonly hostActions: HostAction[]
  readonly forks: ForkState[]
  /** Admissions that are void beside what was concurrent with them: facilitators may admit again. */
  readonly pendingAdmits: EntryId[]
  /** Entries of a type or version this program does not apply. */
  readonly kept: EntryId[]
  /** Something here needs a newer Kinfold. */
  newer: boolean
  /**
   * Facilitators who said it and still are what they said it as: who may read and write can have changed, so this program
   * only reads here, and says nothing but what ends that.
   */
  ahead: readonly MemberId[]
}

export const emptyState = (circle: CircleId): CircleState => ({
  circle,
  name: '',
  history: 'everything',
  needsTwo: false,
  founder: new Uint8Array(16) as MemberId,
  closed: null,
  promotions: 0,
  members: new Map(),
  devices: new Map(),
  invites: new Map(),
  epochs: new Map(),
  epochEnds: [],
  epochHeads: [],
  heads: [],
  voided: new Map(),
  said: new Map(),
  freely: new Map(),
  pending: new Map(),
  removals: new Map(),
  agreements: new Map(),
  agreement: null,
  hostActions: [],
  forks: [],
  pendingAdmits: [],
  kept: [],
  newer: false,
  ahead: [],
})
