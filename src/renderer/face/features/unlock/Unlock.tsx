/** A passphrase opens the notebook, or the recovery words. What does not open says why in plain words, and loses nothing. */
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import { OnCover } from '../backup/OnCover.tsx'
import styles from './Cover.module.css'
import { Cover } from './Cover.tsx'
import { useHarm } from './harm.ts'
import { OpenWithWords } from './OpenWithWords.tsx'
import { refusedWords } from './refused.ts'
import { useStage } from './stage.ts'

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
  const { vault } = useHouse()
  const { stage, set } = useStage()
  const look = useHarm(({ harm }) => harm === 'look')
  const [passphrase, setPassphrase] = useState('')
  const [answer, setAnswer] = useState('')
  const [opening, setOpening] = useState(false)
  const [damaged, setDamaged] = useState<Key | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])

  const refused = useCallback((fault: Fault) => {
    setDamaged(null)
    setAnswer(refusedWords(fault))
    field.current?.focus()
    field.current?.select()
  }, [])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (opening) return
    if (passphrase === '') {
      setAnswer(t('cover.empty'))
      field.current?.focus()
      return
    }
    setAnswer('')
    if (look) setDamaged({ passphrase })
    else void open()
  }
  const open = async () => {
    if (opening) return
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
    refused(opened.fault)
    if (opened.fault === 'damaged') setDamaged({ passphrase })
  }

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
      {damaged && <OnCover typed={damaged} {...(look ? { asItIs: () => void open(), refused } : {})} />}
      <div className={styles['row']}>
        {!(look && damaged) && (
          <Button type="submit" look={damaged ? 'plain' : 'main'} big busy={opening}>
            {t(opening ? 'cover.opening' : look ? 'cover.harmed.look' : 'cover.open')}
          </Button>
        )}
        <Button look="quiet" onPress={useWords} busy={opening}>
          {t('cover.words')}
        </Button>
      </div>
      <p className="hush">{t('cover.offline')}</p>
      <p role="status" className="unseen">
        {opening ? t('cover.opening.long') : ''}
      </p>
      {answer && (
        <p role="alert" className="unseen">
          {answer}
        </p>
      )}
    </form>
  )
}
