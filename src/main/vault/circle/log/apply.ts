/** What a valid entry changes. */
import { compare } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import type { EntryId, MemberId } from '../../crypto/keys.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { type Act, type ActOf, actOf, TYPES } from './act.ts'
import { ENTRY_VERSION, type Entry } from './entry.ts'
import type { DevicePublic } from './join.ts'
import type { CircleState, Void } from './state.ts'

/**
 * Changes `state`, which holds the entries before it in the log's order. Undefined: applied, or kept. A reason: void
 * beside what was concurrent with it, and marked so.
 */
export function apply(state: CircleState, entry: Entry): Void | undefined {
  const act = actOf(entry)
  if (act === 'malformed') throw new Error('applied without being judged')
  const author = state.devices.get(hex(entry.author))
  if (!author && (act === 'kept' || act.type !== 'GENESIS')) {
    state.voided.set(hex(entry.id), 'followed-from-void')
    return 'followed-from-void'
  }
  if (act === 'kept') {
    state.kept.push(entry.id)
    if (entry.v > ENTRY_VERSION || !(TYPES as readonly string[]).includes(entry.type)) state.newer = true
    return undefined
  }
  change(state, entry, act, author?.member)
  return undefined
}

function change(state: CircleState, entry: Entry, act: Act, author: MemberId | undefined): void {
  switch (act.type) {
    case 'GENESIS':
      state.name = act.name
      state.history = act.history
      state.needsTwo = act.needsTwo
      state.founder = act.member
      enter(state, entry.id, { id: act.member, name: act.memberName, rank: 0, devices: [act.device] })
      return
    case 'INVITE':
      state.invites.set(hex(entry.id), {
        id: entry.id,
        pk: act.pk,
        expiry: act.expiry,
        epochs: act.epochs,
        sealed: act.sealed,
        status: 'open',
        usedBy: null,
      })
      return
    case 'INVITE_REVOKE': {
      const invite = state.invites.get(hex(act.invite))
      // Used meanwhile by somebody who could not know: authority rests on the one who admitted.
      if (invite?.status === 'open') invite.status = 'revoked'
      return
    }
    case 'ADMIT':
      admit(state, entry.id, act)
      return
    case 'REKEY': {
      state.epochs.set(hex(entry.id), {
        id: entry.id,
        commit: act.commit,
        boxes: new Map(act.boxes.map(({ device, box }) => [hex(device), box])),
        wraps: new Map(act.wraps.map(({ epoch, key }) => [hex(epoch), key])),
      })
      const followed = new Set(act.wraps.map(({ epoch }) => hex(epoch)))
      state.epochHeads = [...state.epochHeads.filter(id => !followed.has(hex(id))), entry.id].sort(compare)
      return
    }
    case 'PROFILE': {
      const member = author && state.members.get(hex(author))
      if (member) member.name = act.name
      return
    }
    case 'LEAVE': {
      const member = author && state.members.get(hex(author))
      if (!member) return
      member.status = 'left'
      for (const id of member.devices) {
        const device = state.devices.get(hex(id))
        if (device) device.status = 'left'
      }
      return
    }
    default:
      absurd(act)
  }
}

type Newcomer = { id: MemberId; name: string; rank: number | null; devices: readonly DevicePublic[] }

function enter(state: CircleState, since: EntryId, { id, name, rank, devices }: Newcomer): void {
  const ids = devices.map(({ sign, box }) => deviceId(sign, box))
  state.members.set(hex(id), { id, name, status: 'active', rank, devices: ids, since })
  devices.forEach(({ sign, box }, i) => {
    state.devices.set(hex(ids[i]!), { id: ids[i]!, sign, box, member: id, status: 'active', since })
  })
}

function admit(state: CircleState, id: EntryId, act: ActOf<'ADMIT'>): void {
  enter(state, id, { id: act.member, name: act.name, rank: null, devices: act.devices })
  const invite = state.invites.get(hex(act.invite))
  if (invite) {
    invite.status = 'used'
    invite.usedBy = id
  }
  for (const { epoch, boxes } of act.keys)
    for (const { device, box } of boxes) state.epochs.get(hex(epoch))?.boxes.set(hex(device), box)
}
