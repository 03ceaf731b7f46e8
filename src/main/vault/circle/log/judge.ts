/** Whether an entry may stand, judged by what its author had before them and by nothing else. */
import { equal } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { type Act, type ActOf, actOf } from './act.ts'
import { type Entry, signedBy } from './entry.ts'
import { checkJoin } from './join.ts'
import type { CircleState, DeviceState, Void } from './state.ts'

/** Open at once, so that a lost laptop does not leave a hundred doors. */
export const MAX_OPEN_INVITES = 20

/** What a device that is no facilitator's may put into everybody's log: bytes in one entry, entries in its own past. */
const MEMBERS = { bytes: 5 * 1024, entries: 200 }

export const activeDevices = (state: CircleState): DeviceState[] =>
  [...state.devices.values()].filter(({ status }) => status === 'active')

/** Facilitators' devices: they author all but what belongs to one member. */
export function isFacilitator(state: CircleState, device: DeviceState): boolean {
  const member = state.members.get(hex(device.member))
  return member?.status === 'active' && member.rank !== null
}

/** Undefined: valid. `past`: the state of exactly the entry's ancestors. */
export function judge(entry: Entry, past: CircleState): Void | undefined {
  const act = actOf(entry)
  if (act === 'malformed') return 'malformed'
  if (act !== 'kept' && act.type === 'GENESIS') return judgeGenesis(entry, act, past.circle)
  const author = past.devices.get(hex(entry.author))
  if (!author) return 'unknown-device'
  if (!signedBy(entry, author.sign)) return 'signature'
  // What follows from both sides of its author's fork.
  if (author.status === 'forked') return 'chain'
  if (author.status !== 'active') return 'inactive-device'
  if (saysTooMuch(entry, act, past, author)) return 'too-much'
  if (act === 'kept') return undefined
  switch (act.type) {
    case 'PROFILE':
    case 'LEAVE':
      return undefined
    case 'INVITE':
    case 'INVITE_REVOKE':
    case 'ADMIT':
    case 'REKEY':
      return isFacilitator(past, author) ? judgeFacilitators(act, past) : 'not-allowed'
    default:
      return absurd(act)
  }
}

/** Leaving is always free. */
function saysTooMuch(entry: Entry, act: Act | 'kept', past: CircleState, author: DeviceState): boolean {
  if (isFacilitator(past, author) || (act !== 'kept' && act.type === 'LEAVE')) return false
  return entry.bytes.length > MEMBERS.bytes || (past.said.get(hex(author.id)) ?? 0) >= MEMBERS.entries
}

function judgeGenesis(entry: Entry, { device }: ActOf<'GENESIS'>, circle: CircleId): Void | undefined {
  if (!equal(entry.id, circle)) return 'not-allowed'
  if (!equal(deviceId(device.sign, device.box), entry.author)) return 'unknown-device'
  return signedBy(entry, device.sign) ? undefined : 'signature'
}

type ByFacilitators = Extract<Act, { type: 'INVITE' | 'INVITE_REVOKE' | 'ADMIT' | 'REKEY' }>

function judgeFacilitators(act: ByFacilitators, past: CircleState): Void | undefined {
  switch (act.type) {
    case 'INVITE': {
      if (!act.epochs.every(id => past.epochs.has(hex(id)))) return 'keys'
      const open = [...past.invites.values()].filter(({ status }) => status === 'open')
      return open.length < MAX_OPEN_INVITES ? undefined : 'invite'
    }
    case 'INVITE_REVOKE':
      return past.invites.get(hex(act.invite))?.status === 'open' ? undefined : 'invite'
    case 'ADMIT':
      return judgeAdmit(act, past)
    case 'REKEY':
      return judgeRekey(act, past)
    default:
      return absurd(act)
  }
}

function judgeAdmit(act: ActOf<'ADMIT'>, past: CircleState): Void | undefined {
  const invite = past.invites.get(hex(act.invite))
  if (invite?.status !== 'open') return 'invite'
  // A member is admitted once; a device belongs to one member. Coming back is a new membership.
  if (past.members.has(hex(act.member))) return 'not-allowed'
  const ids = act.devices.map(({ sign, box }) => hex(deviceId(sign, box)))
  if (new Set(ids).size !== ids.length || ids.some(id => past.devices.has(id))) return 'not-allowed'
  const claim = { ...act, circle: past.circle }
  if (!checkJoin(claim, { invite: act.proof, devices: act.deviceProofs }, invite.pk)) return 'proof'
  const heads = past.epochHeads.map(hex)
  if (act.keys.length !== heads.length || act.keys.some(({ epoch }) => !heads.includes(hex(epoch))))
    return 'keys'
  return act.keys.every(({ boxes }) => sameSet(boxes, ids)) ? undefined : 'keys'
}

/** Recipients are exactly the active devices; what it follows is exactly the heads its author saw. */
function judgeRekey(act: ActOf<'REKEY'>, past: CircleState): Void | undefined {
  const active = activeDevices(past).map(({ id }) => hex(id))
  if (!sameSet(act.boxes, active)) return 'keys'
  const heads = past.epochHeads.map(hex)
  const before = act.wraps.map(({ epoch }) => hex(epoch))
  return before.length === heads.length && before.every(id => heads.includes(id)) ? undefined : 'keys'
}

const sameSet = (boxes: readonly { device: Uint8Array }[], ids: readonly string[]): boolean =>
  boxes.length === ids.length && boxes.every(({ device }) => ids.includes(hex(device)))
