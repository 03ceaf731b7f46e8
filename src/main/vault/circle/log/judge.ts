/** Whether an entry may stand, judged by what its author had before them and by nothing else. */
import { equal } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { type Act, type ActOf, actOf } from './act.ts'
import { checkDevice } from './device.ts'
import { type Entry, signedBy } from './entry.ts'
import { idOf, MAX_ADDED_DEVICES, MAX_JOIN_DEVICES } from './join.ts'
import { hasRoom, judgeFacilitators } from './judge-facilitators.ts'
import type { CircleState, DeviceState, MemberState, PendingState, Void } from './state.ts'

export { MAX_OPEN_INVITES } from './judge-facilitators.ts'

/** What a member who is no facilitator may put into everybody's log: bytes in one entry, entries in its past. */
const MEMBERS = { bytes: 5 * 1024, said: 200, freely: 400 }

/** About oneself, or asked for by somebody else: counted apart, so that whoever has said much can still say these. */
const FREELY: readonly string[] = ['CONSENT', 'ERASE']
/** Going, and shutting out a computer of one's own: said once by each device of each, whatever a stolen one has said. */
const ALWAYS: readonly string[] = ['LEAVE', 'DEVICE_REVOKE']

/** By which count of a member what they say is bounded. */
export function countOf(act: Act | 'kept'): 'said' | 'freely' | undefined {
  if (act === 'kept') return 'said'
  if (ALWAYS.includes(act.type)) return undefined
  return FREELY.includes(act.type) ? 'freely' : 'said'
}

/** What may still be said in a circle that is closed. */
const AFTER_CLOSE: readonly string[] = ['LEAVE', 'FORKED', 'EXPORTED', 'ERASE']

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
  const member = author && past.members.get(hex(author.member))
  if (!author || !member) return 'unknown-device'
  if (!signedBy(entry, author.sign)) return 'signature'
  // What follows from both sides of its author's fork.
  if (author.status === 'forked') return 'chain'
  if (author.status !== 'active') return 'inactive-device'
  if (saysTooMuch(entry, act, past, author)) return 'too-much'
  if (act === 'kept') return undefined
  if (past.closed && !AFTER_CLOSE.includes(act.type)) return 'closed'
  switch (act.type) {
    case 'PROFILE':
    case 'LEAVE':
    case 'EXPORTED':
      return undefined
    case 'AGREEMENT_PROPOSE':
      return act.after === null || past.agreements.has(hex(act.after)) ? undefined : 'target'
    case 'FORKED':
      return act.to !== null || equal(member.id, past.founder) ? undefined : 'not-allowed'
    case 'ERASE':
      return act.upto.every(({ device }) => isOf(past.devices.get(hex(device)), member))
        ? undefined
        : 'not-allowed'
    case 'CONSENT':
      return judgeConsent(act, past, member)
    case 'SUCCEED': {
      if (member.rank !== null || asks(past, author, 'SUCCEED')) return 'not-allowed'
      const heir = past.members.get(hex(act.member))
      return heir?.status === 'active' && heir.rank === null ? undefined : 'target'
    }
    case 'DEVICE_ADD':
      return isAskedAbout(past, author) ? 'not-allowed' : judgeDeviceAdd(entry, act, past, member)
    case 'DEVICE_REVOKE':
      return judgeDeviceRevoke(act, past, author)
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
      return isFacilitator(past, author) ? judgeFacilitators(entry, act, past, member) : 'not-allowed'
    default:
      return absurd(act)
  }
}

const isOf = (device: DeviceState | undefined, { id }: MemberState): boolean =>
  device !== undefined && equal(device.member, id)

function saysTooMuch(entry: Entry, act: Act | 'kept', past: CircleState, author: DeviceState): boolean {
  const count = countOf(act)
  if (isFacilitator(past, author) || count === undefined) return false
  if (entry.bytes.length > MEMBERS.bytes) return true
  return (past[count].get(hex(author.member)) ?? 0) >= MEMBERS[count]
}

function judgeGenesis(entry: Entry, { device }: ActOf<'GENESIS'>, circle: CircleId): Void | undefined {
  if (!equal(entry.id, circle)) return 'not-allowed'
  if (!equal(idOf(device), entry.author)) return 'unknown-device'
  return signedBy(entry, device.sign) ? undefined : 'signature'
}

/** Whether this device asks for it already. */
const asks = (
  past: CircleState,
  author: DeviceState,
  type: PendingState['type'],
  of?: DeviceState,
): boolean =>
  [...past.pending.values()].some(
    asked =>
      asked.type === type &&
      equal(asked.device, author.id) &&
      (!of || (asked.revokes !== null && equal(asked.revokes, of.id))),
  )

/** Whether a sibling that still can asks to shut it out. */
const isAskedAbout = ({ pending, devices }: CircleState, { id }: DeviceState): boolean =>
  [...pending.values()].some(({ revokes, device }) => {
    const status = devices.get(hex(device))?.status
    return revokes !== null && equal(revokes, id) && (status === 'active' || status === 'suspended')
  })

/** A consent is for what still waits, and the one who asked must still be who may ask. */
function judgeConsent({ entry }: ActOf<'CONSENT'>, past: CircleState, member: MemberState): Void | undefined {
  const asked = past.pending.get(hex(entry))
  if (!asked) return 'consent'
  const by = past.members.get(hex(asked.by))
  const device = past.devices.get(hex(asked.device))
  if (by?.status !== 'active' || (device?.status !== 'active' && device?.status !== 'suspended'))
    return 'consent'
  if (equal(asked.by, member.id) || asked.signers.some(id => equal(id, member.id))) return 'not-allowed'
  return maySign(asked, by, member) ? undefined : 'not-allowed'
}

function maySign(asked: PendingState, by: MemberState, signer: MemberState): boolean {
  switch (asked.type) {
    case 'SUCCEED':
      return signer.rank === null && asked.voters.some(id => equal(id, signer.id))
    case 'DEVICE_REVOKE':
      return signer.rank !== null
    case 'ADMIT':
    case 'REMOVE':
    case 'PROMOTE':
    case 'AGREEMENT_ADOPT':
      return by.rank !== null && !(asked.member && equal(asked.member, signer.id))
    default:
      return absurd(asked.type)
  }
}

const proved = new WeakMap<Entry, boolean>()

function judgeDeviceAdd(
  entry: Entry,
  act: ActOf<'DEVICE_ADD'>,
  past: CircleState,
  member: MemberState,
): Void | undefined {
  if (past.devices.has(hex(idOf(act.device)))) return 'not-allowed'
  const has = member.devices.filter(id => past.devices.get(hex(id))?.status === 'active')
  if (has.length >= MAX_JOIN_DEVICES || !hasRoom(past, 1)) return 'too-much'
  const added = member.devices.filter(id => !equal(past.devices.get(hex(id))!.since, member.since))
  if (added.length >= MAX_ADDED_DEVICES) return 'too-much'
  // The author's id and the new device's are the hashes of their keys, so the answer hangs on the entry alone.
  const good = proved.get(entry) ?? checkDevice({ ...act, circle: past.circle, by: entry.author }, act.proof)
  proved.set(entry, good)
  return good ? undefined : 'proof'
}

/** A device belongs to one member: nobody else revokes it, and one who wants the person out says REMOVE. */
function judgeDeviceRevoke(
  act: ActOf<'DEVICE_REVOKE'>,
  past: CircleState,
  author: DeviceState,
): Void | undefined {
  const device = past.devices.get(hex(act.device))
  if (!device || !equal(device.member, author.member)) return 'not-allowed'
  if (asks(past, author, 'DEVICE_REVOKE', device)) return 'not-allowed'
  return ['active', 'forked', 'suspended'].includes(device.status) ? undefined : 'target'
}
