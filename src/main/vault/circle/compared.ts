/**
 * Words that any two members can compare at any time, and what a person said here about them. Each member has five, from
 * their active devices; two people compare both halves. Not one hash over both: whoever stands between chooses keys on two
 * sides, and would need the square root of the work. The marks are this device's own and never on the wire.
 */
import { compare } from '../../../shared/bytes.ts'
import { hash } from '../crypto/hash.ts'
import type { CircleId, DeviceId, MemberId } from '../crypto/keys.ts'
import { encode } from './cbor.ts'
import type { Held } from './held.ts'
import { spell, stretched } from './invite/words.ts'
import type { CircleState } from './log/state.ts'
import { hex } from './names/hex.ts'

export const MEMBER_WORDS = 5
export const CIRCLE_WORDS = 6
export const memberWords = (circle: CircleId, member: MemberId, devices: readonly DeviceId[]): string[] =>
  spell(
    stretched(hash('kinfold/member-words/1', encode([circle, member, [...devices].sort(compare)]))),
    MEMBER_WORDS,
  )

/** The same for everyone in a circle, for ever. They say which circle it is, and nothing of who is in it. */
export const circleWords = (circle: CircleId): string[] =>
  spell(stretched(hash('kinfold/circle-words/1', circle)), CIRCLE_WORDS)

export const activeOf = (state: CircleState, member: MemberId): DeviceId[] =>
  (state.members.get(hex(member))?.devices ?? []).filter(
    id => state.devices.get(hex(id))?.status === 'active',
  )

export type Compared = 'no' | 'yes' | 'changed'

/** With each other member, by hex of the id. Devices that were compared when somebody came in count as compared. */
export function comparedWith(held: Held): Map<string, Compared> {
  const { members, devices } = held.log.state
  const known = new Set(
    held.db
      .prepare<[Uint8Array], Uint8Array>('SELECT device FROM compared WHERE circle = ?')
      .pluck()
      .all(held.circle)
      .map(hex),
  )
  const authors = new Map(held.log.order.map(({ id, author }) => [hex(id), hex(author)]))
  const me = members.get(hex(held.member))
  const whoLetMeIn = me && authors.get(hex(me.since))
  const found = new Map<string, Compared>()
  for (const [id, { since, devices: all }] of members) {
    if (id === hex(held.member)) continue
    const admitter = devices.get(authors.get(hex(since)) ?? '')
    const byMe = admitter !== undefined && hex(admitter.member) === hex(held.member)
    const isKnown = (device: string): boolean =>
      known.has(device) || device === whoLetMeIn || (byMe && hex(devices.get(device)!.since) === hex(since))
    const active = all.map(hex).filter(device => devices.get(device)?.status === 'active')
    const any = all.some(device => isKnown(hex(device)))
    found.set(id, !any ? 'no' : active.every(isKnown) ? 'yes' : 'changed')
  }
  return found
}

/** Inside a transaction. `same`: a person says that the words of now are; else that they are not. */
export function markCompared(held: Held, member: MemberId, same: boolean): void {
  const { state } = held.log
  const put = held.db.prepare('INSERT OR REPLACE INTO compared (circle, device, at) VALUES (?, ?, ?)')
  const drop = held.db.prepare('DELETE FROM compared WHERE circle = ? AND device = ?')
  if (same) for (const device of activeOf(state, member)) put.run(held.circle, device, held.clock.now())
  else for (const device of state.members.get(hex(member))?.devices ?? []) drop.run(held.circle, device)
}
