/** Something to fill in: its fields, what sends it, the way back, and a sentence about what came of it. */
import type { ReactNode } from 'react'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import styles from './Plain.module.css'

export type FormProps = {
  /** Not called again while `busy`. */
  readonly onSend: () => void
  readonly send: string
  readonly busy: boolean
  readonly onBack: () => void
  /** Empty when there is nothing to say. */
  readonly answer: string
  readonly children: ReactNode
  /** Another way to go on, beside sending it. */
  readonly other?: ReactNode
}

export function Form({ onSend, send, busy, onBack, answer, children, other }: FormProps) {
  return (
    <form
      className={styles['form']}
      onSubmit={event => {
        event.preventDefault()
        if (!busy) onSend()
      }}
      noValidate
    >
      {children}
      <div className={styles['row']}>
        <Button type="submit" look="main" busy={busy}>
          {send}
        </Button>
        <Button look="quiet" onPress={onBack}>
          {t('places.back')}
        </Button>
      </div>
      {other}
      <p role="status" className={answer ? styles['answer'] : 'unseen'}>
        {answer}
      </p>
    </form>
  )
}
