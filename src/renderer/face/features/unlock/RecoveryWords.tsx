/**
 * New recovery words: shown once, written down by hand, and then three of them are asked for. Only then do they become a
 * key. They are on no clipboard unless a person puts them there, and then not for long.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { usePlaces } from '../../places.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { takeFocus } from '../../ui/focus.ts'
import { Progress } from '../../ui/Progress.tsx'
import { say } from '../../ui/toast.tsx'
import styles from './RecoveryWords.module.css'

type Made = Value<VaultContract, 'keys.newWords'>

export type RecoveryWordsProps = {
  /** What opens the notebook now. */
  readonly by: Key
  /** The words are a key from now on. */
  readonly kept: () => void
  /** Nothing was kept, and earlier words stand as they were. */
  readonly leave: () => void
  readonly leaveWord: string
  /** Said then: what these words are worth. */
  readonly left: string
  /** The vault would not make any. */
  readonly refused: (fault: Fault) => void
}

export function RecoveryWords({ by, kept, leave, leaveWord, left, refused }: RecoveryWordsProps) {
  const { vault, shell } = useHouse()
  const [made, setMade] = useState<Made | null>(null)
  const [asking, setAsking] = useState(false)
  const begun = useRef(false)
  // Once: asking again would make other words.
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void vault
      .ask('keys.newWords', { by })
      .then(answer => (answer.ok ? setMade(answer.value) : refused(answer.fault)))
  }, [vault, by, refused])

  // Whoever copies them by hand presses nothing, and is led nowhere: they are shown only this once.
  const there = made !== null
  useEffect(() => {
    if (!there) return
    const { hold } = usePlaces.getState()
    hold(true)
    void shell.ask('shell.writesDown', { on: true })
    return () => {
      hold(false)
      void shell.ask('shell.writesDown', { on: false })
    }
  }, [there, shell])

  const shown = made !== null && !asking
  useEffect(() => {
    if (!shown) return
    // All that is copied from this page, however it was selected, goes by way of the shell, which takes it back again.
    const copied = (event: ClipboardEvent): void => {
      const text = document.getSelection()?.toString() ?? ''
      if (text === '') return
      event.preventDefault()
      void shell.ask('shell.copy', { text }).then(answer => {
        say(answer.ok ? t('words.copied') : faultWords(answer.fault))
      })
    }
    document.addEventListener('copy', copied)
    return () => {
      document.removeEventListener('copy', copied)
      // What was marked of them stands for the middle button of the mouse.
      void shell.ask('shell.marked', { on: false })
    }
  }, [shown, shell])

  if (!made)
    return (
      <>
        <p ref={takeFocus} tabIndex={-1}>
          {t('words.making')}
        </p>
        <Progress label={t('words.making')} part={null} />
      </>
    )
  if (asking) return <Asked made={made} kept={kept} back={() => setAsking(false)} />
  return (
    <div className={styles['steps']}>
      <p ref={takeFocus} tabIndex={-1}>
        {t('words.write')}
      </p>
      <p>{t('words.who')}</p>
      <ol className={styles['sheet']} aria-label={t('words.list')} lang="en">
        {made.words.map((word, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place is what it is
          <li key={i}>{word}</li>
        ))}
      </ol>
      <div className={styles['row']}>
        <Button look="main" onPress={() => setAsking(true)}>
          {t('words.written')}
        </Button>
        <Button look="quiet" onPress={() => window.print()}>
          {t('words.print')}
        </Button>
        <Button
          look="quiet"
          onPress={() => {
            leave()
            say(left)
          }}
        >
          {leaveWord}
        </Button>
      </div>
      <p className="hush">{t('words.print.note')}</p>
    </div>
  )
}

type AskedProps = { readonly made: Made; readonly kept: () => void; readonly back: () => void }

function Asked({ made, kept, back }: AskedProps) {
  const { vault } = useHouse()
  const [answers, setAnswers] = useState<readonly string[]>(made.places.map(() => ''))
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setSaid('')
    const answer = await vault.ask('keys.keepWords', { answers: [...answers] })
    setBusy(false)
    if (answer.ok) return kept()
    setSaid(faultWords(answer.fault))
    first.current?.focus()
  }
  return (
    <form className={styles['steps']} onSubmit={event => void send(event)} noValidate>
      <p>{t('words.ask')}</p>
      {made.places.map((place, i) => (
        <Field
          key={place}
          label={t('words.place', { place })}
          value={answers[i] ?? ''}
          onChange={typed => setAnswers(answers.map((one, j) => (j === i ? typed : one)))}
          autoComplete="off"
          spellCheck="false"
          maxLength={100}
          {...(i === 0 ? { inputRef: first } : {})}
        />
      ))}
      {said && (
        <p role="alert" className={styles['needed']}>
          {said}
        </p>
      )}
      <div className={styles['row']}>
        <Button type="submit" look="main" busy={busy}>
          {t('words.keep')}
        </Button>
        <Button look="quiet" onPress={back}>
          {t('words.look')}
        </Button>
      </div>
      {busy && <Progress label={t('access.doing')} part={null} />}
      <p role="status" className="unseen">
        {busy && t('access.doing')}
      </p>
    </form>
  )
}
