/** What waits for a second person of the circle: a question for whoever may answer it, and a line for everybody else. */
import { useRef, useState } from 'react'
import type { Waiting as Asked, CircleId } from '../../../../shared/circle/circle.ts'
import { instantName } from '../../../../shared/locales/days.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './CirclePage.module.css'
import { putOff, usePutOff } from './questions.ts'

export function Waiting({
  circle,
  waiting,
}: {
  readonly circle: CircleId
  readonly waiting: readonly Asked[]
}) {
  const { later } = usePutOff()
  return waiting.map(asked =>
    (asked.mayAgree || asked.votes?.mayEnd) && !later.has(asked.id) ? (
      <Question key={asked.id} circle={circle} asked={asked} />
    ) : (
      <div key={asked.id} className={styles['waits']}>
        <WaitingLine asked={asked} />
        {(asked.mayAgree || asked.votes?.mayEnd) && (
          <Button look="quiet" onPress={() => putOff(asked.id, false)}>
            {t('wait.again')}
          </Button>
        )}
      </div>
    ),
  )
}

export function WaitingLine({ asked: { what, name, votes } }: { readonly asked: Asked }) {
  return (
    <div>
      <p className="hush">{t(`wait.line.${what}`, { name })}</p>
      {votes && <Votes votes={votes} />}
    </div>
  )
}

const Votes = ({ votes: { signed, needed, since } }: { readonly votes: NonNullable<Asked['votes']> }) => (
  <p className="hush">{t('wait.votes', { signed, needed, when: instantName(since) })}</p>
)

function Question({ circle, asked }: { readonly circle: CircleId; readonly asked: Asked }) {
  const { vault } = useHouse()
  const { id: waiting, what, name, by, mayAgree, votes, which } = asked
  const given = useRef(false)
  const [answering, setAnswering] = useState(false)
  const answer = async (agreed: boolean) => {
    if (given.current) return
    given.current = true
    setAnswering(true)
    const answer = agreed
      ? await vault.ask('circle.agree', { circle, waiting })
      : await vault.ask('circle.here', { circle })
    given.current = false
    setAnswering(false)
    say(answer.ok ? t(agreed ? 'wait.said' : 'wait.here.said') : faultWords(answer.fault))
  }
  const title = t(`wait.${what}`, { name, by })
  return (
    <section className={styles['door']} aria-label={title}>
      <h2>{title}</h2>
      <p role="status">{t(`wait.${what}.body`, { name, by })}</p>
      {which && <p>{t('wait.which', { lost: instantName(which.lost), asks: instantName(which.asks) })}</p>}
      {votes && <Votes votes={votes} />}
      <div className={styles['row']}>
        {mayAgree && (
          <Button busy={answering} onPress={() => void answer(true)}>
            {t(`wait.${what}.yes`, { name })}
          </Button>
        )}
        {votes?.mayEnd && (
          <Button busy={answering} onPress={() => void answer(false)}>
            {t('wait.here')}
          </Button>
        )}
        <Button look="quiet" onPress={() => putOff(waiting, true)}>
          {t('wait.later')}
        </Button>
      </div>
    </section>
  )
}
