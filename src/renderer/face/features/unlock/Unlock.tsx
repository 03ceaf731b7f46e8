/** One passphrase opens the notebook. What does not open says why in plain words, and loses nothing. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import styles from './Cover.module.css'
import { Cover } from './Cover.tsx'
import { useStage } from './stage.ts'

export function Unlock() {
  const { vault } = useHouse()
  const { stage, set } = useStage()
  const [passphrase, setPassphrase] = useState('')
  const [answer, setAnswer] = useState('')
  const [opening, setOpening] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (opening) return
    if (passphrase === '') {
      setAnswer(t('cover.empty'))
      field.current?.focus()
      return
    }
    setOpening(true)
    setAnswer('')
    const opened = await vault.ask('vault.unlock', { passphrase })
    setOpening(false)
    if (opened.ok) {
      setPassphrase('')
      set('open', opened.value.notices)
      return
    }
    if (opened.fault === 'no-vault') return set('none')
    setAnswer(faultWords(opened.fault))
    field.current?.focus()
    field.current?.select()
  }

  return (
    <Cover>
      <form className={styles['form']} onSubmit={event => void open(event)} noValidate>
        <div className={styles['head']}>
          <h1>{t('app.name')}</h1>
          <p>{t(stage === 'gone' ? 'cover.gone' : 'cover.closed')}</p>
        </div>
        <PassphraseField
          label={t('cover.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={field}
          needed={answer}
        />
        <div className={styles['row']}>
          <Button type="submit" look="main" big isDisabled={opening}>
            {t(opening ? 'cover.opening' : 'cover.open')}
          </Button>
          <p className="hush">{t('cover.offline')}</p>
        </div>
        <p role="status" className="unseen">
          {opening ? t('cover.opening.long') : ''}
        </p>
        {answer && (
          <p role="alert" className="unseen">
            {answer}
          </p>
        )}
      </form>
    </Cover>
  )
}
