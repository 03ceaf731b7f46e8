/** Somebody at the door: words are compared by voice or in person, then one says yes or no. */
import { useRef, useState } from 'react'
import type { CircleId, JoinRequest } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { SafetyWords } from '../../ui/PlainPage.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './CirclePage.module.css'

export type DoorProps = {
  readonly circle: CircleId
  readonly request: JoinRequest
  /** A second person has to say yes, too. */
  readonly two: boolean
}

export function Door({ circle, request, two }: DoorProps) {
  const { vault } = useHouse()
  const [answering, setAnswering] = useState(false)
  const { id: join, name, words, byFile } = request
  // A second press comes before the buttons know of the first.
  const given = useRef(false)
  const answer = async (admit: boolean) => {
    if (given.current) return
    given.current = true
    setAnswering(true)
    const answered = await vault.ask('circle.answer', { circle, join, admit })
    given.current = false
    setAnswering(false)
    const yes = two ? 'door.yes.second' : byFile ? 'door.yes.file' : 'door.yes.said'
    const said = admit ? yes : 'door.no.said'
    say(answered.ok ? t(said, { name }) : faultWords(answered.fault))
  }
  return (
    <section className={styles['door']} aria-label={t('door.title')}>
      <h2>{t('door.title')}</h2>
      <p role="status">{t('door.ask', { name })}</p>
      {byFile && <p className="hush">{t('door.byFile')}</p>}
      <SafetyWords words={words} label={t('door.words')} />
      <p className="hush">{t('door.again', { name })}</p>
      <p className="hush">{t('door.no.what')}</p>
      <div className={styles['row']}>
        <Button busy={answering} onPress={() => void answer(true)}>
          {t('door.yes')}
        </Button>
        <Button busy={answering} onPress={() => void answer(false)}>
          {t('door.no')}
        </Button>
      </div>
    </section>
  )
}
