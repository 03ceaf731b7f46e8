/** A passphrase opens the notebook, or the recovery words. What does not open says why in plain words, and loses nothing. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { t } from '../../../../shared/locales/speak.ts'
import { PassphraseField } from '../../ui/Field.tsx'
import styles from './Cover.module.css'
import { Cover } from './Cover.tsx'
import { OpenWithWords } from './OpenWithWords.tsx'
import { type Notice, useStage } from './stage.ts'
import { useOpening } from './useOpening.tsx'

export function Unlock() {
  const [byWords, setByWords] = useState(false)
  return (
    <Cover>
      {byWords ? (
        <OpenWithWords back={() => setByWords(false)} />
      ) : (
        <OpenWithPassphrase useWords={() => setByWords(true)} />
      )}
    </Cover>
  )
}

function OpenWithPassphrase({ useWords }: { readonly useWords: () => void }) {
  const { stage, set } = useStage()
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const again = useCallback(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const opened = (notices: readonly Notice[]) => {
    setPassphrase('')
    set('open', notices)
  }
  const needs = passphrase === '' ? t('cover.empty') : ''
  const { look, answer, send, mend, row, aloud } = useOpening({ typed: { passphrase }, needs, again, opened })
  return (
    <form className={styles['form']} onSubmit={send} noValidate>
      <div className={styles['head']}>
        <h1 className={styles['name']}>{t('app.name')}</h1>
        <p>{t(look ? 'cover.harmed' : stage === 'gone' ? 'cover.gone' : 'cover.closed')}</p>
        {look && stage === 'gone' && <p>{t('cover.harmed.kept')}</p>}
      </div>
      <PassphraseField
        label={t('cover.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        inputRef={field}
        needed={answer}
      />
      {mend}
      {row(t('cover.words'), useWords)}
      <p className="hush">{t('cover.offline')}</p>
      {aloud}
    </form>
  )
}
