/** The circles one is in, and the two ways into another. */
import { useCallback, useEffect, useState } from 'react'
import type { CircleId, CircleLine, Joining } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { useDoorWords } from '../circle/doors.ts'

export function CirclesPage() {
  const { vault } = useHouse()
  const [circles, setCircles] = useState<readonly CircleLine[] | null>(null)
  const [joinings, setJoinings] = useState<readonly Joining[]>([])
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const list = await vault.ask('circle.list', {})
    if (list.ok) setCircles(list.value)
    setFault(list.ok ? null : list.fault)
    const joining = await vault.ask('circle.joining', {})
    if (joining.ok) setJoinings(joining.value.filter(({ step }) => step !== 'joined'))
  }, [vault])
  useEffect(() => {
    void read()
    const offs = [
      vault.on('circle.listChanged', () => void read()),
      vault.on('circle.changed', () => void read()),
      vault.on('circle.joining', () => void read()),
    ]
    return () => {
      for (const off of offs) off()
    }
  }, [vault, read])

  return (
    <PlainPage title={t('circles.title')} lead={t('circles.lead')}>
      {fault && <p role="alert">{faultWords(fault)}</p>}
      {circles?.length === 0 && <p>{t('circles.empty')}</p>}
      {circles && circles.length > 0 && (
        <ul className={styles['list']} aria-label={t('circles.list')}>
          {circles.map(({ id, name }) => (
            <li key={id}>
              <PlaceLink to={{ at: 'circle', circle: id }} className={styles['named']}>
                {name}
              </PlaceLink>
              <AtItsDoor circle={id} />
            </li>
          ))}
        </ul>
      )}
      {joinings.length > 0 && (
        <section>
          <h2>{t('circles.waiting')}</h2>
          <ul className={styles['list']}>
            {joinings.map(({ id, circleName }) => (
              <li key={id} className={styles['row']}>
                <span>{circleName ?? t('join.title')}</span>
                <Button look="quiet" onPress={() => go({ at: 'join', join: id })}>
                  {t('circles.look')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles['row']}>
        <Button onPress={() => go({ at: 'found' })}>{t('circles.found')}</Button>
        <Button onPress={() => go({ at: 'join' })}>{t('circles.join')}</Button>
      </div>
    </PlainPage>
  )
}

function AtItsDoor({ circle }: { readonly circle: CircleId }) {
  const words = useDoorWords(circle)
  return words && <p className="hush">{words}</p>
}
