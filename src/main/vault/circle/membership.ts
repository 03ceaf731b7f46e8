/** What this device says in the log: inviting, admitting, signing for others, ranks, leaving, closing. Removal: removal.ts. */
import { compare, equal } from '../../../shared/bytes.ts'
import { LAST_INSTANT, stamp } from '../../../shared/clock.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { EntryId, MemberId, Signature } from '../crypto/keys.ts'
import { boxesFor } from './epoch/epoch.ts'
import { openRendezvous, sealRendezvous } from './epoch/rendezvous.ts'
import { amFacilitator, type Held, newestOf, ownDevice, setLog, speaking } from './held.ts'
import { type Act, payloadOf } from './log/act.ts'
import type { DeviceClaim } from './log/device.ts'
import { type Entry, writeEntry } from './log/entry.ts'
import { checkJoin, type JoinClaim, type JoinProof } from './log/join.ts'
import { MAX_OPEN_INVITES } from './log/judge.ts'
import { twoNeeded } from './log/judge-facilitators.ts'
import type { CutAt } from './log/payloads.ts'
import { readLog } from './log/reduce.ts'
import type { CircleState, InviteState, MemberState, Void } from './log/state.ts'
import { deviceId } from './names/device.ts'
import { hex } from './names/hex.ts'
import { inviteKeys, inviteRendezvous } from './names/invite.ts'

/** Appends an entry after all that is known, judged as everyone will judge it. Inside a transaction. */
export function append(held: Held, act: Act): Result<Entry, Void> {
  const entry = writeEntry(
    {
      circle: held.circle,
      parents: speaking(held, needsOf(held, act)).parents,
      type: act.type,
      payload: payloadOf(act),
      wallTime: stamp(held.clock),
    },
    held.keys,
  )
  const log = readLog(held.circle, [...held.log.order, entry])
  const fault = log.verdict(entry.id)
  if (fault) return err(fault)
  held.rows.addEntry(entry.id, entry.bytes)
  setLog(held, log)
  return ok(entry)
}

/** What an act cannot be judged without. */
function needsOf({ log: { state } }: Held, act: Act): EntryId[] {
  switch (act.type) {
    case 'CONSENT':
      return [act.entry]
    case 'AGREEMENT_ADOPT':
      return [act.proposal]
    case 'AGREEMENT_PROPOSE':
      return act.after ? [act.after] : []
    case 'DEVICE_REVOKE': {
      const device = state.devices.get(hex(act.device))
      return device ? [device.since] : []
    }
    default:
      return []
  }
}

/** `seed`: 16 random bytes, which only the invitation carries. `expires` in UTC ms. */
export function invite(held: Held, seed: Uint8Array, expires: number): Result<Entry, 'not-allowed'> {
  if (!amFacilitator(held) || !maySpeak(held)) return err('not-allowed')
  if (openInvites(held).length >= MAX_OPEN_INVITES) closeRunOut(held)
  if (openInvites(held).length >= MAX_OPEN_INVITES) return err('not-allowed')
  const { state } = speaking(held)
  const pk = inviteKeys(seed).publicKey
  const epochs = [...state.epochHeads]
  const expiry = Math.min(LAST_INSTANT, expires)
  const sealed = sealRendezvous(inviteRendezvous(seed), held.circle, pk, epochs, held.ring)
  const entry = sealed && append(held, { type: 'INVITE', pk, expiry, epochs, sealed })
  return entry?.ok ? entry : err('not-allowed')
}

const openInvites = ({ log }: Held): InviteState[] =>
  [...log.state.invites.values()].filter(({ status }) => status === 'open')

/** By this device's clock. The log asks no clock: those that ran out hold their places until somebody says so. */
function closeRunOut(held: Held): void {
  for (const { id, expiry } of openInvites(held))
    if (expiry < held.clock.now()) append(held, { type: 'INVITE_REVOKE', invite: id })
}

/** The secret of the room where an invitation is answered. Undefined when there is none, or its key is not here. */
export function rendezvous(held: Held, id: EntryId): Uint8Array | undefined {
  const open = held.log.state.invites.get(hex(id))
  return open && openRendezvous(open.sealed, held.circle, open.pk, open.epochs, held.ring)
}

export function uninvite(held: Held, id: EntryId): Result<Entry, 'not-allowed' | 'not-found'> {
  if (!amFacilitator(held) || !maySpeak(held)) return err('not-allowed')
  const entry = append(held, { type: 'INVITE_REVOKE', invite: id })
  return entry.ok ? entry : err('not-found')
}

/** After the yes. Where a newcomer may read back the keys of all epoch heads go along, and no new epoch is needed. */
export function admit(
  held: Held,
  { claim, proof, name }: { claim: JoinClaim; proof: JoinProof; name: string },
): Result<Entry, 'not-allowed' | 'invitation-used' | 'proof'> {
  if (!amFacilitator(held) || !maySpeak(held)) return err('not-allowed')
  const { state } = speaking(held)
  const invite = state.invites.get(hex(claim.invite))
  if (invite?.status !== 'open') return err('invitation-used')
  if (compare(claim.circle, held.circle) !== 0 || !checkJoin(claim, proof, invite.pk)) return err('proof')
  const recipients = claim.devices.map(({ sign, box }) => ({ id: deviceId(sign, box), box }))
  const keys = []
  // Where a second member has to sign, keys come when they have; from joining on, with the next epoch.
  for (const epoch of twoNeeded(state) || state.history === 'from-joining' ? [] : state.epochHeads) {
    const key = held.ring.get(hex(epoch))
    if (!key) return err('not-allowed')
    keys.push({ epoch, boxes: boxesFor(key, recipients) })
  }
  const entry = append(held, {
    type: 'ADMIT',
    invite: claim.invite,
    member: claim.member,
    name,
    devices: claim.devices.map(({ sign, box }) => ({ sign, box })),
    transcript: claim.transcript,
    proof: proof.invite,
    deviceProofs: [...proof.devices],
    keys,
  })
  return entry.ok ? entry : err(entry.fault === 'proof' ? 'proof' : 'not-allowed')
}

/** Whether this device may speak in the circle at all. */
export const maySpeak = (held: Held): boolean => isActive(held) && held.log.state.ahead.length === 0

const isActive = (held: Held): boolean =>
  ownDevice(held)?.status === 'active' && !held.stopped && !held.parted

/** What may be said beside a host's word that this program does not know: going oneself, and what ends that they are ahead. */
function endsAhead(state: CircleState, act: Act): boolean {
  switch (act.type) {
    case 'LEAVE':
    case 'DEVICE_REVOKE':
      return true
    case 'REMOVE':
    case 'DEMOTE':
      return isAhead(state, act.member)
    case 'CONSENT': {
      const asked = state.pending.get(hex(act.entry))
      if (asked?.type === 'DEVICE_REVOKE') return true
      return asked?.type === 'REMOVE' && asked.member !== null && isAhead(state, asked.member)
    }
    default:
      return false
  }
}

/** Whether what they said as a host needs a newer Kinfold. */
export const isAhead = ({ ahead }: CircleState, member: MemberId): boolean =>
  ahead.some(id => equal(id, member))

/** What everyone will judge alike is asked of the log alone. */
export function say(held: Held, act: Act): Result<Entry, 'not-allowed'> {
  if (!maySpeak(held) && !(isActive(held) && endsAhead(held.log.state, act))) return err('not-allowed')
  const entry = append(held, act)
  return entry.ok ? entry : err('not-allowed')
}

export const leave = (held: Held): Result<Entry, 'not-allowed'> => say(held, { type: 'LEAVE' })

export const rename = (held: Held, name: string): Result<Entry, 'not-allowed'> =>
  say(held, { type: 'PROFILE', name })

/** This person's signature on what another member asked for. */
export const consent = (held: Held, entry: EntryId): Result<Entry, 'not-allowed'> =>
  say(held, { type: 'CONSENT', entry })

export const promote = (held: Held, member: MemberId): Result<Entry, 'not-allowed'> =>
  say(held, { type: 'PROMOTE', member })

/** What they said as a host up to here stands; nothing is said to be undone. */
export function demote(held: Held, member: MemberId): Result<Entry, 'not-allowed'> {
  const target = speaking(held).state.members.get(hex(member))
  return target ? say(held, { type: 'DEMOTE', member, cuts: cutsOf(held, target) }) : err('not-allowed')
}

/** For everyone, for ever: only leaving and going on elsewhere can be said after it. */
export const closeCircle = (held: Held): Result<Entry, 'not-allowed'> => say(held, { type: 'CLOSE' })

/** The newest envelope that counts, of those that are here, of each device of a member; in byte order. */
export const cutsOf = (held: Held, { devices }: MemberState): CutAt[] =>
  [...devices].sort(compare).map(device => ({ device, ...newestOf(held, device) }))

/** Another device of this person's, which proved in this device's session that it wants to be theirs. */
export const addDevice = (
  held: Held,
  { circle, by, device, transcript }: DeviceClaim,
  proof: Signature,
): Result<Entry, 'not-allowed'> =>
  compare(circle, held.circle) === 0 && compare(by, held.keys.id) === 0
    ? say(held, { type: 'DEVICE_ADD', device: { sign: device.sign, box: device.box }, transcript, proof })
    : err('not-allowed')
