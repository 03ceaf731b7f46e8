/** Over the page: writing together is turned on and off, and whoever has it on too is named. */
import type { Other } from '../../../../shared/circle/circle.ts'
import { listed, t } from '../../../../shared/locales/speak.ts'
import { Seal, SealShapes } from '../../ui/Seal.tsx'
import { Switch } from '../../ui/Switch.tsx'
import styles from './Together.module.css'

export type TogetherProps = {
  readonly on: boolean
  readonly turn: (on: boolean) => void
  readonly others: readonly Other[]
}

/** Read aloud when somebody comes or goes; a cursor that moves changes no word of it. */
export function Together({ on, turn, others }: TogetherProps) {
  // Somebody may be here on two computers.
  const people = new Map(others.map(({ name, seat }) => [seat, name]))
  return (
    <div className={styles['together']}>
      <Switch on={on} onChange={turn}>
        {t('note.together')}
      </Switch>
      {!on && <p className="hush">{t('note.together.what')}</p>}
      <p role="status" className={`hush ${styles['here']}`}>
        {on && [...people.keys()].map(seat => <Seal key={seat} seat={seat} />)}
        {on && (
          <span>
            {people.size > 0
              ? t('note.together.with', { names: listed([...people.values()]) })
              : t('note.together.alone')}
          </span>
        )}
      </p>
      {on && <SealShapes />}
    </div>
  )
}
