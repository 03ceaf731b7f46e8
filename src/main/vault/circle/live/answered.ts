/** The invitations of one circle in whose rooms a host's computer stands: never more than any host may have open. */
import { MAX_OPEN_INVITES } from '../log/judge.ts'
import type { InviteState } from '../log/state.ts'

/** An invitation lives for a week, in ms. Its room is answered for another, to say so. */
export const INVITE_LIFE = 7 * 24 * 3600_000

const RANK = { open: 0, used: 1, revoked: 2 } as const

/**
 * Those that let somebody in first, then those that may have to say a yes again, and of these the newest; `invites` as the log
 * has them, the oldest first. What an invitation says of its own end lengthens nothing: it lives as long as ours do. `now` in
 * UTC ms.
 */
export function answered(invites: Iterable<InviteState>, now: number): InviteState[] {
  return [...invites]
    .filter(({ at, expiry }) => Math.min(expiry, at + INVITE_LIFE) + INVITE_LIFE > now)
    .reverse()
    .sort((a, b) => RANK[a.status] - RANK[b.status])
    .slice(0, MAX_OPEN_INVITES)
}
