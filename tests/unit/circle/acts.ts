/** What people do to each other in a circle's log, by the book, where no screen says it yet. */
import { makeEpochKey, rekey } from '../../../src/main/vault/circle/epoch/epoch.ts'
import { type Act, payloadOf } from '../../../src/main/vault/circle/log/act.ts'
import { activeDevices } from '../../../src/main/vault/circle/log/judge.ts'
import type { MemberState } from '../../../src/main/vault/circle/log/state.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId, DeviceId, EntryId, EnvId } from '../../../src/main/vault/crypto/keys.ts'
import { compare, equal } from '../../../src/shared/bytes.ts'
import { ring, say } from './forge.ts'
import type { Person } from './people.ts'

export const memberOf = (who: Person, circle: CircleId, seer: Person = who): MemberState =>
  seer.store.state(circle).members.get(hex(who.store.me(circle).member))!

export type CutAt = { device: DeviceId; seq: number; hash: EnvId | null }

/** The newest envelope of each of a member's devices that `by` has. */
export const cutsOf = (by: Person, circle: CircleId, { devices }: MemberState): CutAt[] =>
  [...devices].sort(compare).map(device => {
    const had = by.store.have(circle).find(have => equal(have.device, device))
    return { device, seq: had?.seq ?? 0, hash: had?.hash ?? null }
  })

/** Says it, and throws when nobody would take it. */
export function does(by: Person, circle: CircleId, act: Act): EntryId {
  const entry = say(by, circle, act.type, payloadOf(act))
  const { refused } = by.store.importLog(circle, [entry.bytes])
  if (refused > 0) throw new Error(`${act.type} is not taken`)
  return entry.id
}

/** Out, with a new key for everybody else. */
export function remove(
  by: Person,
  circle: CircleId,
  who: MemberState,
  cuts = cutsOf(by, circle, who),
): EntryId {
  const state = by.store.state(circle)
  const others = activeDevices(state).filter(({ member }) => !equal(member, who.id))
  const keys = rekey(circle, makeEpochKey(), others, state.epochHeads, ring(by, circle))
  if (!keys) throw new Error('a remover without keys')
  const { type: _, ...epoch } = keys
  return does(by, circle, { type: 'REMOVE', member: who.id, cuts, emergency: false, rekey: epoch })
}

export const promote = (by: Person, circle: CircleId, who: MemberState): EntryId =>
  does(by, circle, { type: 'PROMOTE', member: who.id })

export const demote = (
  by: Person,
  circle: CircleId,
  who: MemberState,
  cuts = cutsOf(by, circle, who),
): EntryId => does(by, circle, { type: 'DEMOTE', member: who.id, cuts })
