/** The date of this computer jumped: nothing is erased by itself until a person has said what day it is. */
import { useEffect, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import { dayWhole } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'
import styles from '../unlock/Notices.module.css'

export function DateQuestion() {
  const { vault } = useHouse()
  const [today, setToday] = useState<Day | null>(null)
  useEffect(() => {
    void vault.ask('care.read', {}).then(answer => answer.ok && setToday(answer.value.asks))
    return vault.on('care.asks', news => setToday(news.today))
  }, [vault])
  if (!today) return null
  const answer = async (right: boolean) => {
    setToday(null)
    const taken = await vault.ask('care.today', { today, right })
    say(taken.ok ? t(right ? 'date.thanks' : 'date.wrong') : faultWords(taken.fault))
  }
  return (
    <section className={styles['notices']} aria-label={t('date.title')}>
      <p role="alert">{t('date.ask', { day: dayWhole(today) })}</p>
      <p>{t('date.why')}</p>
      <div className={plain['row']}>
        <Button onPress={() => void answer(true)}>{t('date.yes')}</Button>
        <Button onPress={() => void answer(false)}>{t('date.no')}</Button>
      </div>
    </section>
  )
}
