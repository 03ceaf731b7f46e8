import type { Circle, CircleId } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'

/** The way back to the circle that a page is about; to all of them, where it is gone. */
export function BackToCircle({
  id,
  circle,
}: {
  readonly id: CircleId
  readonly circle: Pick<Circle, 'name'> | null
}) {
  return (
    <PlaceLink to={circle ? { at: 'circle', circle: id } : { at: 'circles' }}>
      {circle ? t('note.back', { circle: circle.name }) : t('places.back')}
    </PlaceLink>
  )
}
