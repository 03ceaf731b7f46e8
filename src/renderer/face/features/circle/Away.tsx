/** On the home of a circle that was put away: the way back. */
import { useRef } from 'react'
import type { Circle } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './CirclePage.module.css'

export function Away({ circle: { id: circle, name } }: { readonly circle: Pick<Circle, 'id' | 'name'> }) {
  const { vault } = useHouse()
  const given = useRef(false)
  const back = async () => {
    if (given.current) return
    given.current = true
    const answer = await vault.ask('circle.putAway', { circle, away: false })
    given.current = false
    say(answer.ok ? t('gone.back.said', { circle: name }) : faultWords(answer.fault))
  }
  return (
    <div className={styles['row']}>
      <Button onPress={() => void back()}>{t('gone.away.back')}</Button>
    </div>
  )
}
