/** What a facilitator says, judged by their past: invitations, admissions, keys, removals, ranks, agreements. */
import { equal } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import { hex } from '../names/hex.ts'
import type { Act, ActOf } from './act.ts'
import type { Entry } from './entry.ts'
import { checkJoin, idOf } from './join.ts'
import { type CutAt, MAX_DEVICES, type Rekey } from './payloads.ts'
import type { CircleState, MemberState, Void } from './state.ts'

/** Open at once, so that a lost laptop does not leave a hundred doors. */
export const MAX_OPEN_INVITES = 20

export type ByFacilitators = Extract<
  Act,
  {
    type:
      | 'INVITE'
      | 'INVITE_REVOKE'
      | 'ADMIT'
      | 'REKEY'
      | 'REMOVE'
      | 'REMOVE_LAPSED'
      | 'PROMOTE'
      | 'DEMOTE'
      | 'AGREEMENT_ADOPT'
      | 'HOST_ACTION'
      | 'CLOSE'
  }
>

/** With fewer than three there is nobody who could be the second. Fixed at the founding, and by the author's past. */
export const twoNeeded = (past: CircleState): boolean =>
  past.needsTwo && [...past.members.values()].filter(({ status }) => status === 'active').length >= 3

/** So many more devices: each one that is not out has a box in the next REKEY. */
export const hasRoom = (past: CircleState, more: number): boolean =>
  [...past.devices.values()].filter(({ status }) => !['removed', 'left', 'revoked'].includes(status)).length +
    more <=
  MAX_DEVICES

export function judgeFacilitators(
  entry: Entry,
  act: ByFacilitators,
  past: CircleState,
  author: MemberState,
): Void | undefined {
  switch (act.type) {
    case 'INVITE': {
      if (!act.epochs.every(id => past.epochs.has(hex(id)))) return 'keys'
      const open = [...past.invites.values()].filter(({ status }) => status === 'open')
      return open.length < MAX_OPEN_INVITES ? undefined : 'invite'
    }
    case 'INVITE_REVOKE':
      return past.invites.get(hex(act.invite))?.status === 'open' ? undefined : 'invite'
    case 'ADMIT':
      return judgeAdmit(entry, act, past)
    case 'REKEY':
      return isRekey(act, past) ? undefined : 'keys'
    case 'REMOVE':
      return judgeRemove(act, past, author)
    case 'REMOVE_LAPSED':
      return past.removals.get(hex(act.remove))?.status === 'unconfirmed' ? undefined : 'target'
    case 'PROMOTE': {
      const member = past.members.get(hex(act.member))
      return member?.status === 'active' && member.rank === null ? undefined : 'target'
    }
    case 'DEMOTE': {
      const member = past.members.get(hex(act.member))
      if (member?.status !== 'active' || member.rank === null) return 'target'
      if (!outranks(author, member)) return 'not-allowed'
      return cutsAll(act.cuts, member) ? undefined : 'cuts'
    }
    case 'AGREEMENT_ADOPT':
      return past.agreements.has(hex(act.proposal)) ? undefined : 'target'
    case 'HOST_ACTION':
      return act.member === null || past.members.has(hex(act.member)) ? undefined : 'target'
    case 'CLOSE':
      return isFirst(author, past) ? undefined : 'not-allowed'
    default:
      return absurd(act)
  }
}

/** Only people promoted later, and those who are no facilitators: so nobody can be against another both ways. */
export const outranks = (author: MemberState, target: MemberState): boolean =>
  author.rank !== null && (target.rank === null || author.rank < target.rank)

/** The facilitator promoted first, of those who are there: the founder, as long as they are. */
export const isFirst = (author: MemberState, past: CircleState): boolean =>
  [...past.members.values()].every(
    member => member.status !== 'active' || equal(member.id, author.id) || outranks(author, member),
  )

const cutsAll = (cuts: readonly CutAt[], { devices }: MemberState): boolean =>
  sameSet(
    cuts,
    devices.map(id => hex(id)),
  )

function judgeRemove(act: ActOf<'REMOVE'>, past: CircleState, author: MemberState): Void | undefined {
  const member = past.members.get(hex(act.member))
  // Leaving is for oneself.
  if (!member || member.status === 'pending' || equal(member.id, author.id)) return 'target'
  // Whoever is out already has no rank to speak of: what is left to say is where their words end.
  if (member.status === 'active' && !outranks(author, member)) return 'not-allowed'
  if (!cutsAll(act.cuts, member)) return 'cuts'
  if (act.rekey === null) return undefined
  if (twoNeeded(past) && !act.emergency) return 'keys'
  return isRekey(act.rekey, past, member) ? undefined : 'keys'
}

const checked = new WeakMap<Entry, boolean>()

function judgeAdmit(entry: Entry, act: ActOf<'ADMIT'>, past: CircleState): Void | undefined {
  const invite = past.invites.get(hex(act.invite))
  if (invite?.status !== 'open') return 'invite'
  // A member is admitted once; a device belongs to one member. Coming back is a new membership.
  if (past.members.has(hex(act.member))) return 'not-allowed'
  const ids = act.devices.map(device => hex(idOf(device)))
  if (new Set(ids).size !== ids.length || ids.some(id => past.devices.has(id))) return 'not-allowed'
  if (!hasRoom(past, ids.length)) return 'too-much'
  // The invitation's key follows from its id, so the answer hangs on the entry alone.
  const claim = { ...act, circle: past.circle }
  const good =
    checked.get(entry) ?? checkJoin(claim, { invite: act.proof, devices: act.deviceProofs }, invite.pk)
  checked.set(entry, good)
  if (!good) return 'proof'
  // From joining on: whoever comes in gets the keys of epochs that begin with them, by a REKEY.
  if (twoNeeded(past) || past.history === 'from-joining') return act.keys.length === 0 ? undefined : 'keys'
  const heads = past.epochHeads.map(hex)
  if (act.keys.length !== heads.length || act.keys.some(({ epoch }) => !heads.includes(hex(epoch))))
    return 'keys'
  return act.keys.every(({ boxes }) => sameSet(boxes, ids)) ? undefined : 'keys'
}

/**
 * Recipients are exactly the active devices, without those of `gone`; it follows the heads its author saw. Where everything
 * may be read it may lack the key of a head, since nobody but a patched host may have one, and have those of older epochs.
 */
function isRekey(rekey: Rekey, past: CircleState, gone?: MemberState): boolean {
  const stay = [...past.devices.values()].filter(
    ({ status, member }) => status === 'active' && !(gone && equal(member, gone.id)),
  )
  if (
    !sameSet(
      rekey.boxes,
      stay.map(({ id }) => hex(id)),
    )
  )
    return false
  const heads = past.epochHeads.map(hex)
  const older = rekey.wraps.filter(({ epoch }) => !heads.includes(hex(epoch)))
  if (rekey.wraps.length - older.length !== heads.length) return false
  return past.history === 'everything'
    ? older.every(({ epoch, key }) => key !== null && past.epochs.has(hex(epoch)))
    : older.length === 0 && rekey.wraps.every(({ key }) => key === null)
}

const sameSet = (boxes: readonly { device: Uint8Array }[], ids: readonly string[]): boolean =>
  boxes.length === ids.length && boxes.every(({ device }) => ids.includes(hex(device)))
