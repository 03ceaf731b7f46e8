/** Why the circle does not take what this person says, as plainly as can be told: what the log answers is one word. */
import type { CircleId } from '../../crypto/keys.ts'
import { MAX_OPEN_INVITES } from '../log/judge.ts'
import type { CircleStore } from '../store.ts'

export type WhyNot = 'not-a-member' | 'not-a-host' | 'not-allowed'

/** `host`: only a host may say it. `not-allowed`: somebody else was quicker, or keys are still on their way. */
export function whyNot(store: CircleStore, circle: CircleId, host: boolean): WhyNot {
  const { active, parted, stopped, facilitator } = store.me(circle)
  if (!active || parted || stopped) return 'not-a-member'
  return host && !facilitator ? 'not-a-host' : 'not-allowed'
}

export function whyNoInvitation(store: CircleStore, circle: CircleId): WhyNot | 'too-many-invitations' {
  const why = whyNot(store, circle, true)
  const open = [...store.state(circle).invites.values()].filter(({ status }) => status === 'open')
  return why === 'not-allowed' && open.length >= MAX_OPEN_INVITES ? 'too-many-invitations' : why
}
