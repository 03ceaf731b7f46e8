/** What this device says in the log: founding, inviting, admitting, keys, leaving. */
import { compare } from '../../../shared/bytes.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { EntryId } from '../crypto/keys.ts'
import { boxesFor, makeEpochKey, rekey as makeRekey } from './epoch/epoch.ts'
import { openRendezvous, sealRendezvous } from './epoch/rendezvous.ts'
import { amFacilitator, type Held, ownDevice, setLog } from './held.ts'
import { type Act, payloadOf } from './log/act.ts'
import { type Entry, MAX_PARENTS, writeEntry } from './log/entry.ts'
import { checkJoin, type JoinClaim, type JoinProof } from './log/join.ts'
import { activeDevices, MAX_OPEN_INVITES } from './log/judge.ts'
import { twoNeeded } from './log/judge-facilitators.ts'
import { readLog } from './log/reduce.ts'
import type { CircleState, Void } from './log/state.ts'
import { deviceId } from './names/device.ts'
import { hex } from './names/hex.ts'
import { inviteKeys, inviteRendezvous } from './names/invite.ts'

/** Appends an entry after all that is known, judged as everyone will judge it. Inside a transaction. */
export function append(held: Held, act: Act): Result<Entry, Void> {
  const { heads } = held.log.state
  const entry = writeEntry(
    {
      circle: held.circle,
      parents: heads.slice(0, MAX_PARENTS),
      type: act.type,
      payload: payloadOf(act),
      wallTime: Math.max(0, Math.trunc(held.clock.now())),
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

/** A new epoch for exactly the active devices, over all heads. */
export function rekey(held: Held): Result<Entry, 'not-allowed'> {
  if (!amFacilitator(held)) return err('not-allowed')
  const { state } = held.log
  const act = makeRekey(held.circle, makeEpochKey(), activeDevices(state), state.epochHeads, held.ring)
  const entry = act && append(held, act)
  return entry?.ok ? entry : err('not-allowed')
}

/** Several epoch heads, none, or recipients who are not the active devices: a facilitator's device makes a new one. */
export function rekeyNeeded(state: CircleState): boolean {
  const [head, ...more] = state.epochHeads
  const epoch = head && state.epochs.get(hex(head))
  if (!epoch || more.length > 0) return true
  const active = activeDevices(state)
  return active.length !== epoch.boxes.size || active.some(({ id }) => !epoch.boxes.has(hex(id)))
}

/** `seed`: 16 random bytes, which only the invitation carries. `expiry` in UTC ms. */
export function invite(held: Held, seed: Uint8Array, expiry: number): Result<Entry, 'not-allowed'> {
  if (!amFacilitator(held) || held.stopped) return err('not-allowed')
  const { state } = held.log
  const open = [...state.invites.values()].filter(({ status }) => status === 'open')
  if (open.length >= MAX_OPEN_INVITES) return err('not-allowed')
  const pk = inviteKeys(seed).publicKey
  const epochs = [...state.epochHeads]
  const sealed = sealRendezvous(inviteRendezvous(seed), held.circle, pk, epochs, held.ring)
  const entry = sealed && append(held, { type: 'INVITE', pk, expiry, epochs, sealed })
  return entry?.ok ? entry : err('not-allowed')
}

/** The secret of the room where an invitation is answered. Undefined when there is none, or its key is not here. */
export function rendezvous(held: Held, id: EntryId): Uint8Array | undefined {
  const open = held.log.state.invites.get(hex(id))
  return open && openRendezvous(open.sealed, held.circle, open.pk, open.epochs, held.ring)
}

export function uninvite(held: Held, id: EntryId): Result<Entry, 'not-allowed' | 'not-found'> {
  if (!amFacilitator(held) || held.stopped) return err('not-allowed')
  const entry = append(held, { type: 'INVITE_REVOKE', invite: id })
  return entry.ok ? entry : err('not-found')
}

/** After the yes. The keys of all epoch heads go along: a newcomer reads back, so no new epoch is needed. */
export function admit(
  held: Held,
  { claim, proof, name }: { claim: JoinClaim; proof: JoinProof; name: string },
): Result<Entry, 'not-allowed' | 'invitation-used' | 'proof'> {
  if (!amFacilitator(held) || held.stopped) return err('not-allowed')
  const { state } = held.log
  const invite = state.invites.get(hex(claim.invite))
  if (invite?.status !== 'open') return err('invitation-used')
  if (compare(claim.circle, held.circle) !== 0 || !checkJoin(claim, proof, invite.pk)) return err('proof')
  const recipients = claim.devices.map(({ sign, box }) => ({ id: deviceId(sign, box), box }))
  const keys = []
  // Where a second member has to sign, keys come when they have.
  for (const epoch of twoNeeded(state) ? [] : state.epochHeads) {
    const key = held.ring.get(hex(epoch))
    if (!key) return err('not-allowed')
    const boxes = boxesFor(key, recipients)
    if (!boxes) return err('proof')
    keys.push({ epoch, boxes })
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

export function leave(held: Held): Result<Entry, 'not-allowed'> {
  if (ownDevice(held)?.status !== 'active' || held.stopped) return err('not-allowed')
  const entry = append(held, { type: 'LEAVE' })
  return entry.ok ? entry : err('not-allowed')
}

export function rename(held: Held, name: string): Result<Entry, 'not-allowed'> {
  if (ownDevice(held)?.status !== 'active' || held.stopped) return err('not-allowed')
  const entry = append(held, { type: 'PROFILE', name })
  return entry.ok ? entry : err('not-allowed')
}
