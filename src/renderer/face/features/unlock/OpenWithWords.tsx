/** The other way in: recovery words, and then a new passphrase, since the old one seems to be lost. */
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import styles from './Cover.module.css'
import { useEnter } from './enter.ts'
import { NewPassphrase, useNewPassphrase } from './NewPassphrase.tsx'
import type { Notice } from './stage.ts'
import { useOpening } from './useOpening.tsx'
import { WordsEntry } from './WordsEntry.tsx'

export function OpenWithWords({ back }: { readonly back: () => void }) {
  const enter = useEnter()
  const [words, setWords] = useState('')
  const [opened, setOpened] = useState<readonly Notice[] | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const again = useCallback(() => area.current?.focus(), [])
  const { look, answer, send, mend, row, aloud } = useOpening({
    typed: { words },
    needs: '',
    again,
    opened: setOpened,
  })
  if (opened) return <ChooseNew words={words} enter={() => void enter(opened)} />
  return (
    <form className={styles['form']} onSubmit={send} noValidate>
      <div className={styles['head']}>
        <h1>{t('words.open.title')}</h1>
        <p>{t('words.open.lead')}</p>
        {look && <p>{t('cover.harmed.words')}</p>}
      </div>
      <WordsEntry value={words} onChange={setWords} areaRef={area} needed={answer} />
      {row(t('words.open.back'), back)}
      {aloud}
      {mend}
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
      {busy && <Progress label={t('access.doing')} part={null} />}
      <p role="status" className="unseen">
        {busy && t('access.doing')}
      </p>
    </form>
  )
}
