/** What a circle decides about itself, said in its log: agreements, what a host did for everybody, who follows the hosts. */
import { equal } from '../../../shared/bytes.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { DocId, EntryId, MemberId } from '../crypto/keys.ts'
import type { Held } from './held.ts'
import type { Entry } from './log/entry.ts'
import { votesNeeded } from './log/facts.ts'
import { activeDevices } from './log/judge.ts'
import { isFirst } from './log/judge-facilitators.ts'
import type { CircleState, MemberState } from './log/state.ts'
import { maySpeak, say } from './membership.ts'
import { hex } from './names/hex.ts'
import { revoke } from './removal.ts'

type Said = Result<Entry, 'not-allowed'>

/** A whole new version. `after`: the proposal it is built on. `review`: UTC ms. */
export const propose = (
  held: Held,
  lines: readonly string[],
  after: EntryId | null,
  review: number | null,
): Said => say(held, { type: 'AGREEMENT_PROPOSE', lines: [...lines], after, review })

export const adopt = (held: Held, proposal: EntryId): Said => say(held, { type: 'AGREEMENT_ADOPT', proposal })

export type HostAct = { action: string; doc: DocId | null; member: MemberId | null; words: string }
/** `action`: lower-case letters and dashes, at most 32. `words`: at most 400, without blanks at the ends. */
export const act = (held: Held, what: HostAct): Said => say(held, { type: 'HOST_ACTION', ...what })

/** Asks that this member become a host, because no host is there. In force when more than half have signed it. */
export const succeed = (held: Held, member: MemberId): Said => say(held, { type: 'SUCCEED', member })

/** A readable copy was made. */
export const exported = (held: Held): Said => say(held, { type: 'EXPORTED' })

/** This device takes itself out, at once. Another one of this person's has to stay: whoever goes wholly leaves. */
export function signOut(held: Held): Said {
  const others = activeDevices(held.log.state).filter(
    ({ id, member }) => equal(member, held.member) && !equal(id, held.keys.id),
  )
  return others.length === 0 ? err('not-allowed') : revoke(held, held.keys.id)
}

/** How many must sign that somebody follows the hosts, and how many there are who may. */
export function succession(state: CircleState): { needed: number; people: number } {
  const active = [...state.members.values()].filter(({ status }) => status === 'active')
  return { needed: votesNeeded(active.length), people: active.filter(({ rank }) => rank === null).length }
}

export type May = 'close' | 'keys' | 'succeed' | 'propose' | 'adopt'

/** What this device's person may do about the circle as a whole, as everyone's log would judge it. */
export function mayIn(held: Held): May[] {
  const { state } = held.log
  const own = state.members.get(hex(held.member))
  if (!own || !maySpeak(held) || held.parted || held.away || state.closed) return []
  if (own.rank === null) return maySucceed(held, own) ? ['succeed', 'propose'] : ['propose']
  return isFirst(own, state) ? ['close', 'keys', 'propose', 'adopt'] : ['keys', 'propose', 'adopt']
}

function maySucceed({ keys, log: { state } }: Held, { id }: MemberState): boolean {
  const { needed, people } = succession(state)
  const asks = [...state.pending.values()].some(
    ({ type, by, device }) => type === 'SUCCEED' && (equal(by, id) || equal(device, keys.id)),
  )
  return people >= needed && !asks
}
