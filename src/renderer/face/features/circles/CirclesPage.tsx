/** The circles one is in, and the two ways into another. */
import { useCallback, useEffect, useState } from 'react'
import type { CircleId, CircleLine, Joining } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { MessageKey } from '../../../../shared/locales/en.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import styles from '../../ui/Plain.module.css'
import { PlainPage } from '../../ui/PlainPage.tsx'
import { useDoorWords } from '../circle/doors.ts'
import { useQuestionWords } from '../circle/questions.ts'

/** What is over lies with what somebody put away; what can be mended does not. */
const OVER: readonly CircleLine['standing'][] = ['left', 'removed', 'signedOut', 'closed']
const isAway = ({ away, standing }: CircleLine): boolean => away || OVER.includes(standing)

/** What a joining waits for; where it waits for nothing, its own page says how it ended. */
const WAITS: { readonly [step in Joining['step']]?: MessageKey } = {
  looking: 'circles.waits.looking',
  compare: 'circles.waits.compare',
  answered: 'circles.waits.compare',
  second: 'circles.waits.second',
  file: 'circles.waits.file',
  agreed: 'circles.waits.agreed',
}

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

  const here = (circles ?? []).filter(one => !isAway(one))
  const away = (circles ?? []).filter(isAway)

  return (
    <PlainPage title={t('circles.title')} lead={t('circles.lead')}>
      {fault && <p role="alert">{faultWords(fault)}</p>}
      {circles?.length === 0 && <p>{t('circles.empty')}</p>}
      {here.length > 0 && (
        <ul className={styles['list']} aria-label={t('circles.list')}>
          {here.map(({ id, name }) => (
            <li key={id}>
              <PlaceLink to={{ at: 'circle', circle: id }} className={styles['named']}>
                {name}
              </PlaceLink>
              <WaitsThere circle={id} />
            </li>
          ))}
        </ul>
      )}
      {joinings.length > 0 && (
        <section>
          <h2>{t('circles.waiting')}</h2>
          <ul className={styles['list']}>
            {joinings.map(({ id, circleName, step }) => (
              <li key={id} className={styles['row']}>
                <span>{circleName ?? t('join.title')}</span>
                {WAITS[step] && <span className="hush">{t(WAITS[step])}</span>}
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
        <Button look="quiet" onPress={() => go({ at: 'own' })}>
          {t('own.title')}
        </Button>
      </div>
      {away.length > 0 && (
        <section>
          <h2>{t('circles.away')}</h2>
          <ul className={styles['list']} aria-label={t('circles.away')}>
            {away.map(({ id, name, standing }) => (
              <li key={id}>
                <PlaceLink to={{ at: 'circle', circle: id }} className={styles['named']}>
                  {name}
                </PlaceLink>
                <p className="hush">{t(`circles.away.${standing}`)}</p>
                <WaitsThere circle={id} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </PlainPage>
  )
}

function WaitsThere({ circle }: { readonly circle: CircleId }) {
  const words = [useDoorWords(circle), useQuestionWords(circle)].filter(Boolean)
  return words.map(one => (
    <p key={one} className="hush">
      {one}
    </p>
  ))
}
