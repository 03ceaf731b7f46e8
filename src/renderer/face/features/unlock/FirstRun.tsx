/**
 * The first two minutes, a short page at a time: what this is, what it is not, how it looks, a passphrase with an honest
 * word about losing it, and recovery words. One can always go back, and what was typed is still there.
 */
import { type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { absurd } from '../../../../shared/result.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { OpenBackup } from '../backup/OnCover.tsx'
import { LookChoice } from '../settings/LookChoice.tsx'
import styles from './Cover.module.css'
import { Cover } from './Cover.tsx'
import { useEnter } from './enter.ts'
import { NewPassphrase, useNewPassphrase } from './NewPassphrase.tsx'
import { RecoveryWords } from './RecoveryWords.tsx'
import { useStage } from './stage.ts'

type Page = 'welcome' | 'not' | 'look' | 'create' | 'backup'

export function FirstRun() {
  const [at, setAt] = useState<Page>('welcome')
  /** What is being typed outlives its page. */
  const chosen = useNewPassphrase()
  /** Of the notebook that was made just now. */
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const page = (): ReactNode => {
    if (passphrase !== null) return <OfferWords passphrase={passphrase} />
    switch (at) {
      case 'welcome':
        return <Welcome next={() => setAt('not')} backup={() => setAt('backup')} />
      case 'not':
        return <WhatItIsNot next={() => setAt('look')} back={() => setAt('welcome')} />
      case 'look':
        return (
          <Step title={t('first.look.title')} next={() => setAt('create')} back={() => setAt('not')}>
            <p>{t('first.look.lead')}</p>
            <LookChoice />
          </Step>
        )
      case 'create':
        return <Create chosen={chosen} back={() => setAt('look')} made={setPassphrase} />
      case 'backup':
        return <OpenBackup back={() => setAt('welcome')} />
      default:
        return absurd(at)
    }
  }
  return <Cover>{page()}</Cover>
}

function Welcome({ next, backup }: { readonly next: () => void; readonly backup: () => void }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div className={styles['form']}>
      <div className={styles['head']}>
        <h1 ref={title} tabIndex={-1} className={styles['name']}>
          {t('app.name')}
        </h1>
        <p>{t('first.title')}</p>
      </div>
      <div className={styles['said']}>
        <p>{t('first.what')}</p>
        <p>{t('first.circle')}</p>
        <p>{t('first.how')}</p>
      </div>
      <div className={styles['row']}>
        <Button look="main" big onPress={next}>
          {t('first.begin')}
        </Button>
        <Button look="quiet" onPress={backup}>
          {t('openbackup.title')}
        </Button>
      </div>
    </div>
  )
}

const WhatItIsNot = (ways: { readonly next: () => void; readonly back: () => void }) => (
  <Step title={t('first.not.title')} {...ways}>
    <p>{t('first.not')}</p>
    <p>{t('first.not.help')}</p>
    <p>{t('first.not.nobody')}</p>
  </Step>
)

type StepProps = {
  readonly title: string
  readonly next: () => void
  readonly back: () => void
  readonly children: ReactNode
}

/** A page of the first run that is only read, or chosen on. */
function Step({ title, next, back, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={styles['form']}>
      <div className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      <div className={styles['said']}>{children}</div>
      <div className={styles['row']}>
        <Button look="main" big onPress={next}>
          {t('first.next')}
        </Button>
        <Button look="quiet" onPress={back}>
          {t('create.back')}
        </Button>
      </div>
    </div>
  )
}

type CreateProps = {
  readonly chosen: ReturnType<typeof useNewPassphrase>
  readonly back: () => void
  readonly made: (passphrase: string) => void
}

function Create({ chosen, back, made }: CreateProps) {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  const [making, setMaking] = useState(false)
  const { first } = chosen.fields
  useEffect(() => first.current?.focus(), [first])

  const make = async (event: FormEvent) => {
    event.preventDefault()
    const passphrase = making ? null : chosen.settled()
    if (passphrase === null) return
    setMaking(true)
    const answer = await vault.ask('vault.create', { passphrase })
    setMaking(false)
    if (answer.ok) return made(passphrase)
    if (answer.fault === 'vault-exists') return set('closed')
    chosen.say(faultWords(answer.fault))
  }

  return (
    <form className={styles['form']} onSubmit={event => void make(event)} noValidate>
      <div className={styles['head']}>
        <h1>{t('create.title')}</h1>
        <p>{t('create.lead')}</p>
      </div>
      <NewPassphrase fields={chosen.fields} label={t('create.passphrase')} />
      <p className={styles['answer']}>{t('create.warning')}</p>
      <div className={styles['row']}>
        <Button type="submit" look="main" big busy={making}>
          {t(making ? 'create.making' : 'create.make')}
        </Button>
        <Button look="quiet" onPress={back} busy={making}>
          {t('create.back')}
        </Button>
      </div>
      <p role="status" className="unseen">
        {making ? t('create.making.long') : ''}
      </p>
    </form>
  )
}

/** The notebook is made and open; recovery words are offered, and can wait. */
function OfferWords({ passphrase }: { readonly passphrase: string }) {
  const enterOpen = useEnter()
  const [wanted, setWanted] = useState(false)
  const [said, setSaid] = useState('')
  const by = useMemo(() => ({ passphrase }), [passphrase])
  const refused = useCallback((fault: Fault) => {
    setWanted(false)
    setSaid(faultWords(fault))
  }, [])
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const enter = () => void enterOpen()
  return (
    <div className={styles['form']}>
      <div className={styles['head']}>
        <h1 ref={title} tabIndex={-1}>
          {t('words.title')}
        </h1>
      </div>
      {wanted ? (
        <RecoveryWords
          by={by}
          kept={enter}
          leave={enter}
          leaveWord={t('words.later')}
          left={t('words.left')}
          refused={refused}
        />
      ) : (
        <>
          <div className={styles['said']}>
            <p>{t('words.why')}</p>
            <p>{t('words.without')}</p>
          </div>
          {said && <p role="alert">{said}</p>}
          <div className={styles['row']}>
            <Button look="main" big onPress={() => setWanted(true)}>
              {t('words.make')}
            </Button>
            <Button look="quiet" onPress={enter}>
              {t('words.later')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
