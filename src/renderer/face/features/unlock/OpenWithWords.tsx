/** The other way in: recovery words, and then a new passphrase, since the old one seems to be lost. */
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { OnCover } from '../backup/OnCover.tsx'
import styles from './Cover.module.css'
import { useEnter } from './enter.ts'
import { useHarm } from './harm.ts'
import { NewPassphrase, useNewPassphrase } from './NewPassphrase.tsx'
import { refusedWords } from './refused.ts'
import { type Notice, useStage } from './stage.ts'
import { WordsEntry } from './WordsEntry.tsx'

export function OpenWithWords({ back }: { readonly back: () => void }) {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  const look = useHarm(({ harm }) => harm === 'look')
  const enter = useEnter()
  const [words, setWords] = useState('')
  const [answer, setAnswer] = useState('')
  const [opening, setOpening] = useState(false)
  const [opened, setOpened] = useState<readonly Notice[] | null>(null)
  const [damaged, setDamaged] = useState<Key | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])

  const refused = useCallback((fault: Fault) => {
    setDamaged(null)
    setAnswer(refusedWords(fault))
    area.current?.focus()
  }, [])
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (opening) return
    setAnswer('')
    if (look) setDamaged({ words })
    else void open()
  }
  const open = async () => {
    if (opening) return
    setOpening(true)
    setAnswer('')
    const answered = await vault.ask('vault.unlock', { words })
    setOpening(false)
    if (answered.ok) return setOpened(answered.value.notices)
    if (answered.fault === 'no-vault') return set('none')
    refused(answered.fault)
    if (answered.fault === 'damaged') setDamaged({ words })
  }
  if (opened) return <ChooseNew words={words} enter={() => void enter(opened)} />
  return (
    <form className={styles['form']} onSubmit={send} noValidate>
      <div className={styles['head']}>
        <h1>{t('words.open.title')}</h1>
        <p>{t('words.open.lead')}</p>
        {look && <p>{t('cover.harmed.words')}</p>}
      </div>
      <WordsEntry value={words} onChange={setWords} areaRef={area} needed={answer} />
      <div className={styles['row']}>
        {!(look && damaged) && (
          <Button type="submit" look="main" big busy={opening}>
            {t(opening ? 'cover.opening' : look ? 'cover.harmed.look' : 'cover.open')}
          </Button>
        )}
        <Button look="quiet" onPress={back} busy={opening}>
          {t('words.open.back')}
        </Button>
      </div>
      <p role="status" className="unseen">
        {opening ? t('cover.opening.long') : ''}
      </p>
      {answer && (
        <p role="alert" className="unseen">
          {answer}
        </p>
      )}
      {damaged && <OnCover typed={damaged} {...(look ? { asItIs: () => void open(), refused } : {})} />}
    </form>
  )
}

function ChooseNew({ words, enter }: { readonly words: string; readonly enter: () => void }) {
  const { vault } = useHouse()
  const next = useNewPassphrase()
  const [busy, setBusy] = useState(false)
  const { first } = next.fields
  useEffect(() => first.current?.focus(), [first])
  const change = async (event: FormEvent) => {
    event.preventDefault()
    const passphrase = busy ? null : next.settled()
    if (passphrase === null) return
    setBusy(true)
    const answer = await vault.ask('keys.change', { by: { words }, passphrase })
    setBusy(false)
    if (answer.ok) enter()
    else next.say(faultWords(answer.fault))
  }
  return (
    <form className={styles['form']} onSubmit={event => void change(event)} noValidate>
      <div className={styles['head']}>
        <h1>{t('words.new.title')}</h1>
        <p>{t('words.new.lead')}</p>
      </div>
      <NewPassphrase fields={next.fields} label={t('access.new')} />
      <div className={styles['row']}>
        <Button type="submit" look="main" big busy={busy}>
          {t('words.new.keep')}
        </Button>
        <Button look="quiet" onPress={enter} busy={busy}>
          {t('words.new.later')}
        </Button>
      </div>
      {next.said && (
        <p role="alert" className="unseen">
          {next.said}
        </p>
      )}
    </form>
  )
}
