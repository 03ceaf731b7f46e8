/** The first minute: what this is and is not, then a passphrase, with an honest word about losing it. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import styles from './Cover.module.css'
import { Cover } from './Cover.tsx'
import { useStage } from './stage.ts'

export const SHORTEST = 8

export function FirstRun() {
  const [begun, setBegun] = useState(false)
  return (
    <Cover>
      {begun ? <Create back={() => setBegun(false)} /> : <Welcome begin={() => setBegun(true)} />}
    </Cover>
  )
}

function Welcome({ begin }: { readonly begin: () => void }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div className={styles['form']}>
      <div className={styles['head']}>
        <h1 ref={title} tabIndex={-1}>
          {t('app.name')}
        </h1>
        <p>{t('first.title')}</p>
      </div>
      <div className={styles['said']}>
        <p>{t('first.what')}</p>
        <p>{t('first.circle')}</p>
        <p>{t('first.not')}</p>
        <p>{t('help.watch')}</p>
      </div>
      <div className={styles['row']}>
        <Button look="main" big onPress={begin}>
          {t('first.begin')}
        </Button>
      </div>
    </div>
  )
}

function Create({ back }: { readonly back: () => void }) {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [needed, setNeeded] = useState<{ first?: string; again?: string }>({})
  const [making, setMaking] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const make = async (event: FormEvent) => {
    event.preventDefault()
    if (making) return
    if ([...passphrase].length < SHORTEST) {
      setNeeded({ first: t('create.short') })
      first.current?.focus()
      return
    }
    if (passphrase !== again) {
      setNeeded({ again: t('create.differ') })
      second.current?.focus()
      return
    }
    setNeeded({})
    setMaking(true)
    const made = await vault.ask('vault.create', { passphrase })
    setMaking(false)
    if (made.ok) return set('open')
    if (made.fault === 'vault-exists') return set('closed')
    setNeeded({ first: faultWords(made.fault) })
  }

  return (
    <form className={styles['form']} onSubmit={event => void make(event)} noValidate>
      <div className={styles['head']}>
        <h1>{t('create.title')}</h1>
        <p>{t('create.lead')}</p>
      </div>
      <PassphraseField
        label={t('create.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        inputRef={first}
        needed={needed.first}
      />
      <PassphraseField
        label={t('create.again')}
        value={again}
        onChange={setAgain}
        inputRef={second}
        needed={needed.again}
      />
      <p className={styles['answer']}>{t('create.warning')}</p>
      <div className={styles['row']}>
        <Button type="submit" look="main" big isDisabled={making}>
          {t(making ? 'create.making' : 'create.make')}
        </Button>
        <Button look="quiet" onPress={back} isDisabled={making}>
          {t('create.back')}
        </Button>
      </div>
      <p role="status" className="unseen">
        {making ? t('create.making.long') : ''}
      </p>
      {(needed.first ?? needed.again) && (
        <p role="alert" className="unseen">
          {needed.first ?? needed.again}
        </p>
      )}
    </form>
  )
}
