/** What opens the notebook: its passphrase, its recovery words, and a new key for all of it. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import plain from '../../ui/Plain.module.css'
import { say } from '../../ui/toast.tsx'
import { NewPassphrase, useNewPassphrase } from '../unlock/NewPassphrase.tsx'
import { Prove, type ProveProps } from '../unlock/Prove.tsx'
import { RecoveryWords } from '../unlock/RecoveryWords.tsx'
import { useNewKey } from './NewKey.tsx'
import styles from './SettingsPage.module.css'

type Keys = Value<VaultContract, 'keys.list'>
type Sheet = 'change' | 'words' | 'remove'

export function Access() {
  const { vault } = useHouse()
  const [keys, setKeys] = useState<Keys | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('keys.list', {})
    if (answer.ok) setKeys(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault])
  useEffect(() => void read(), [read])

  const done = (sentence: string) => {
    setSheet(null)
    say(sentence)
    void read()
  }
  const close = () => setSheet(null)
  return (
    <section className={styles['group']} aria-label={t('access.title')}>
      <h2>{t('access.title')}</h2>
      {fault && <p role="alert">{faultWords(fault)}</p>}
      <div>
        <Button onPress={() => setSheet('change')}>{t('access.change')}</Button>
      </div>
      {keys && (
        <>
          <p>
            {t(keys.words ? 'access.words.some' : keys.voided ? 'access.words.void' : 'access.words.none')}
          </p>
          <div className={plain['row']}>
            <Button onPress={() => setSheet('words')}>
              {t(keys.words ? 'access.words.anew' : 'words.make')}
            </Button>
            {keys.words && (
              <Button look="quiet" onPress={() => setSheet('remove')}>
                {t('access.words.remove')}
              </Button>
            )}
          </div>
        </>
      )}
      <p>{t('access.rekey.what')}</p>
      <div>
        <Button onPress={() => useNewKey.setState({ asked: true })}>{t('access.rekey')}</Button>
      </div>
      {sheet === 'change' && <Change close={close} done={done} />}
      {sheet === 'words' && <NewWords replaces={keys?.words === true} close={close} done={done} />}
      {sheet === 'remove' && <Remove close={close} done={done} />}
    </section>
  )
}

type SheetProps = { readonly close: () => void; readonly done: (sentence: string) => void }

/** The passphrase of now, and what is done once it is proven. */
const ProveNow = (props: Omit<ProveProps, 'label' | 'leave'>) => (
  <Prove label={t('access.now')} leave={t('access.leave')} doing={t('access.doing')} {...props} />
)

function Change({ close, done }: SheetProps) {
  const { vault } = useHouse()
  const next = useNewPassphrase()
  const act = async (now: string): Promise<Fault | null> => {
    const passphrase = next.settled()
    if (passphrase === null) return null
    const answer = await vault.ask('keys.change', { by: { passphrase: now }, passphrase })
    if (!answer.ok) return answer.fault
    done(t('access.changed'))
    return null
  }
  return (
    <Dialog title={t('access.change')} open close={close}>
      <ProveNow
        send={t('access.change.yes')}
        close={close}
        act={act}
        below={<NewPassphrase fields={next.fields} label={t('access.new')} />}
      >
        <p>{t('access.change.copies')}</p>
      </ProveNow>
    </Dialog>
  )
}

function NewWords({ replaces, close, done }: SheetProps & { readonly replaces: boolean }) {
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const by = useMemo(() => ({ passphrase: passphrase ?? '' }), [passphrase])
  const refused = useCallback((said: Fault) => {
    setPassphrase(null)
    setFault(said)
  }, [])
  const act = async (typed: string): Promise<null> => {
    setPassphrase(typed)
    return null
  }
  return (
    <Dialog
      title={t(replaces ? 'access.words.anew' : 'words.make')}
      open
      close={close}
      held={passphrase !== null}
      wide
    >
      {passphrase === null ? (
        <ProveNow send={t('access.next')} said={fault} close={close} act={act}>
          <p>{t('words.why')}</p>
          {replaces && <p>{t('access.words.replaces')}</p>}
        </ProveNow>
      ) : (
        <RecoveryWords
          by={by}
          kept={() => done(t('words.kept'))}
          leave={close}
          leaveWord={t('access.leave')}
          left={t(replaces ? 'words.left.before' : 'words.left')}
          refused={refused}
        />
      )}
    </Dialog>
  )
}

function Remove({ close, done }: SheetProps) {
  const { vault } = useHouse()
  const act = async (passphrase: string): Promise<Fault | null> => {
    const answer = await vault.ask('keys.removeWords', { passphrase })
    if (!answer.ok) return answer.fault
    done(t('access.words.removed'))
    return null
  }
  return (
    <Dialog title={t('access.words.remove')} open close={close} ask>
      <ProveNow send={t('access.words.remove.yes')} close={close} act={act}>
        <p>{t('words.without')}</p>
      </ProveNow>
    </Dialog>
  )
}
