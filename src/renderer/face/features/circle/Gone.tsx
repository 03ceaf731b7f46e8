/** On the home of a circle that one is no longer in: what is so, what stays, and what can be done. */
import { useState } from 'react'
import type { Circle } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { go } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './CirclePage.module.css'
import { EraseCircle } from './EraseCircle.tsx'

export type GoneProps = {
  readonly circle: Pick<Circle, 'id' | 'name' | 'members'>
  readonly standing: Exclude<Circle['standing'], 'in'>
}

export function Gone({ circle, standing }: GoneProps) {
  const [asked, setAsked] = useState(false)
  return (
    <>
      <What standing={standing} />
      {standing === 'newer' && circle.members.some(({ may }) => may.length > 0) && (
        <p>{t('gone.newer.host')}</p>
      )}
      {standing !== 'newer' && standing !== 'held' && (
        <div className={styles['row']}>
          <Button look="quiet" onPress={() => setAsked(true)}>
            {t('gone.erase')}
          </Button>
        </div>
      )}
      <EraseCircle
        circle={asked ? circle : null}
        close={() => setAsked(false)}
        erased={() => go({ at: 'circles' })}
      />
    </>
  )
}

/** What is so, to be spoken when it comes. */
export const goneBody = (standing: GoneProps['standing']): string =>
  standing === 'left' || standing === 'removed' || standing === 'signedOut'
    ? t('gone.stays')
    : t(`gone.${standing}.body`)

function What({ standing }: Pick<GoneProps, 'standing'>) {
  switch (standing) {
    case 'restored':
      return <Restored />
    case 'newer':
      return <p>{t('gone.newer.how')}</p>
    case 'held':
      return <p>{t('gone.held.how')}</p>
    case 'closed':
    case 'removed':
    case 'left':
    case 'signedOut':
      return <p>{t('gone.do')}</p>
    default:
      return absurd(standing)
  }
}

/** The way back in is to be a new computer: the keys of before are in no copy. */
function Restored() {
  return (
    <>
      <p>{t('gone.restored.how')}</p>
      <div className={styles['row']}>
        <Button onPress={() => go({ at: 'own' })}>{t('own.title')}</Button>
        <Button onPress={() => go({ at: 'join' })}>{t('circles.join')}</Button>
      </div>
    </>
  )
}
