/** Who sits where: one's own seat comes first, and the ring puts it at the bottom. */
import type { Member } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import type { Seat } from '../../ui/Ring.tsx'

/** The shape belongs to the place in the circle's own list, so that everyone sees the same one. */
export function seatsOf(members: readonly Member[]): readonly (Seat & { readonly of: Member })[] {
  const seated = members.map((member, seat) => ({ member, seat }))
  const mine = seated.findIndex(({ member }) => member.you)
  const round = mine > 0 ? [...seated.slice(mine), ...seated.slice(0, mine)] : seated
  return round.map(({ member, seat }) => ({
    id: member.id,
    name: member.name,
    seat,
    of: member,
    ...(member.you ? { below: t('circle.you') } : {}),
  }))
}
