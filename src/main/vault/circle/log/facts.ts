/** What a valid entry stands on and whom it is against: taken from its author's past once, when it is judged. */
import { absurd } from '../../../../shared/result.ts'
import type { MemberId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { type Act, type ActOf, actOf } from './act.ts'
import type { Entry } from './entry.ts'
import { idOf } from './join.ts'
import { twoNeeded } from './judge-facilitators.ts'
import type { CircleState } from './state.ts'

/** Entries are named by hex of the id, devices and members likewise. */
export type Facts = {
  readonly act: Act | 'kept'
  readonly device: string
  readonly member: string
  /** Said as a facilitator, who they were by these promotions; empty when it needs none. */
  readonly terms: readonly string[]
  /** The author was a facilitator by these promotions, whatever they said. */
  readonly promotions: readonly string[]
  readonly facilitator: boolean
  /** Entries that must stand for this one to stand. */
  readonly leansOn: readonly string[]
  /** REMOVE of somebody who is out: what put them out. One of these must be in force. */
  readonly outBy: readonly string[]
  /** SUCCEED: the promotions of the facilitators who are there. */
  readonly hosts: readonly string[]
  /** What must have come in: the author's device and member, and whom it lifts. */
  readonly comers: readonly string[]
  /** A second member has to sign, or a facilitator a sibling's revoke. */
  readonly two: boolean
  /** And nothing changes before. */
  readonly waits: boolean
  readonly voters: readonly MemberId[]
  readonly needed: number
  /** Invitation, member and devices that this entry takes for itself. */
  readonly claims: readonly string[]
}

/** More than half of those who may sign a succession, and two at least. */
export const votesNeeded = (voters: number): number => Math.max(2, Math.floor(voters / 2) + 1)

/** `past`: the state in which the entry was found valid. */
export function factsOf(entry: Entry, past: CircleState): Facts {
  const act = actOf(entry)
  if (act === 'malformed') throw new Error('not valid')
  const author = past.devices.get(hex(entry.author))
  const member =
    act !== 'kept' && act.type === 'GENESIS' ? act.member : (author?.member ?? (new Uint8Array() as MemberId))
  const known = past.members.get(hex(member))
  const two = needsSecond(act, entry, past)
  const voters =
    act !== 'kept' && act.type === 'SUCCEED'
      ? [...past.members.values()].filter(({ status }) => status === 'active').map(({ id }) => id)
      : []
  const hosts =
    act !== 'kept' && act.type === 'SUCCEED'
      ? [...past.members.values()].filter(({ status }) => status === 'active').flatMap(({ terms }) => terms)
      : []
  const gone = act !== 'kept' && act.type === 'REMOVE' ? past.members.get(hex(act.member)) : undefined
  const promotions = (known?.terms ?? []).map(hex)
  const about = act !== 'kept' && (act.type === 'PROMOTE' || act.type === 'SUCCEED') ? hex(act.member) : null
  const names = { device: hex(entry.author), member: hex(member) }
  return {
    act,
    ...names,
    comers: [
      `device ${names.device}`,
      `member ${names.member}`,
      ...(about === null ? [] : [`member ${about}`]),
    ],
    terms: asFacilitator(act, past) ? promotions : [],
    promotions,
    facilitator: known !== undefined && known.rank !== null,
    leansOn: leansOn(act),
    outBy: gone && gone.status !== 'active' ? gone.outBy.map(hex) : [],
    hosts: hosts.map(hex),
    two,
    waits: two && !(act !== 'kept' && act.type === 'REMOVE' && act.emergency),
    voters,
    needed: votesNeeded(voters.length),
    claims: claimsOf(act),
  }
}

function needsSecond(act: Act | 'kept', entry: Entry, past: CircleState): boolean {
  if (act === 'kept') return false
  switch (act.type) {
    case 'ADMIT':
    case 'REMOVE':
    case 'PROMOTE':
    case 'AGREEMENT_ADOPT':
      return twoNeeded(past)
    case 'DEVICE_REVOKE':
      return hex(act.device) !== hex(entry.author)
    default:
      return false
  }
}

/** Whether an act hangs on its author's being a facilitator. What is not known here hangs on whatever its author was. */
function asFacilitator(act: Act | 'kept', past: CircleState): boolean {
  if (act === 'kept') return true
  switch (act.type) {
    case 'CONSENT':
      return past.pending.get(hex(act.entry))?.type === 'DEVICE_REVOKE'
    case 'GENESIS':
    case 'PROFILE':
    case 'LEAVE':
    case 'AGREEMENT_PROPOSE':
    case 'FORKED':
    case 'EXPORTED':
    case 'SUCCEED':
    case 'DEVICE_ADD':
    case 'DEVICE_REVOKE':
    case 'ERASE':
      return false
    case 'INVITE':
    case 'INVITE_REVOKE':
    case 'ADMIT':
    case 'REKEY':
    case 'REMOVE':
    case 'REMOVE_LAPSED':
    case 'PROMOTE':
    case 'DEMOTE':
    case 'AGREEMENT_ADOPT':
    case 'HOST_ACTION':
    case 'CLOSE':
      return true
    default:
      return absurd(act)
  }
}

function leansOn(act: Act | 'kept'): string[] {
  if (act === 'kept') return []
  switch (act.type) {
    case 'ADMIT':
      return [hex(act.invite)]
    case 'CONSENT':
      return [hex(act.entry)]
    case 'REMOVE_LAPSED':
      return [hex(act.remove)]
    case 'AGREEMENT_ADOPT':
      return [hex(act.proposal)]
    default:
      return []
  }
}

function claimsOf(act: Act | 'kept'): string[] {
  if (act === 'kept') return []
  if (act.type === 'DEVICE_ADD') return [`device ${hex(idOf(act.device))}`]
  return act.type === 'ADMIT' ? claimsOfAdmit(act) : []
}

const claimsOfAdmit = ({ invite, member, devices }: ActOf<'ADMIT'>): string[] => [
  `invite ${hex(invite)}`,
  `member ${hex(member)}`,
  ...devices.map(device => `device ${hex(idOf(device))}`),
]
