/** Who sits where: one's own seat comes first, and the ring puts it at the bottom. */
import type { Member } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import type { Seat } from '../../ui/Ring.tsx'

/** The shape belongs to the seat: everyone sees the same one, and it stays when somebody else goes. */
export function seatsOf(members: readonly Member[]): readonly (Seat & { readonly of: Member })[] {
  const mine = members.findIndex(({ you }) => you)
  const round = mine > 0 ? [...members.slice(mine), ...members.slice(0, mine)] : members
  return round.map(member => ({
    id: member.id,
    name: member.name,
    seat: member.seat,
    of: member,
    ...(member.you ? { below: t('circle.you') } : {}),
  }))
}
