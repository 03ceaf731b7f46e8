import type { CircleId } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { useCircle } from './useCircle.ts'

/** Beside a code of a circle that is paused here: it would not be answered. */
export function PausedDoor({ id }: { readonly id: CircleId }) {
  const { circle } = useCircle(id)
  if (!circle?.sync.paused) return null
  return (
    <p>
      {t('sync.paused.door')}{' '}
      <Button look="quiet" onPress={() => go({ at: 'sync', circle: id })}>
        {t('sync.look')}
      </Button>
    </p>
  )
}
