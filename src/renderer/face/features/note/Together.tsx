/** Over the page: writing together is turned on and off, and whoever has it on too is named. */
import type { Other } from '../../../../shared/circle/circle.ts'
import { listedParts, t } from '../../../../shared/locales/speak.ts'
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
  const people = [...new Map(others.map(other => [other.seat, other])).values()]
  return (
    <div className={styles['together']}>
      <Switch on={on} onChange={turn}>
        {t('note.together')}
      </Switch>
      {!on && <p className="hush">{t('note.together.what')}</p>}
      <p role="status" className={`hush ${styles['here']}`}>
        {on && (people.length > 0 ? <Names people={people} /> : t('note.together.alone'))}
      </p>
      {on && <SealShapes />}
    </div>
  )
}

/** Each beside the shape that stands at their cursor. */
function Names({ people }: { readonly people: readonly Other[] }) {
  const left = [...people]
  return (
    <>
      {t('note.together.with')}{' '}
      {listedParts(people.map(({ name }) => name)).map(({ type, value }) => {
        const person = type === 'element' && left.shift()
        if (!person) return value
        return (
          <span key={person.seat}>
            <Seal seat={person.seat} />
            {`\u00a0${value}`}
          </span>
        )
      })}
    </>
  )
}
