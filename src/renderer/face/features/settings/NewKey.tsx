/** A new key for the whole notebook: asked for once more, then a sheet that stays over every place until it has ended. */
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { Rekeying } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { usePlaces } from '../../places.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { say } from '../../ui/toast.tsx'
import { Prove } from '../unlock/Prove.tsx'

/** Asked for on the page of settings, laid beside all pages. */
export const useNewKey = create<{ readonly asked: boolean }>(() => ({ asked: false }))

const close = () => useNewKey.setState({ asked: false })

export function NewKey() {
  const asked = useNewKey(state => state.asked)
  // The notebook closes, whoever closes it.
  useEffect(() => close, [])
  return asked && <Sheet />
}

/** While it runs nothing may be written and one goes nowhere: it can only be stopped. */
function Sheet() {
  const { vault, keeper, notes } = useHouse()
  const [at, setAt] = useState<Rekeying | null>(null)
  const [end, setEnd] = useState<'stopping' | 'done' | null>(null)
  useEffect(() => vault.on('keys.rekeying', setAt), [vault])
  const [begun, setBegun] = useState(false)
  const running = at !== null
  useEffect(() => {
    const { hold } = usePlaces.getState()
    if (!begun) return usePlaces.subscribe((now, before) => now.step !== before.step && close())
    hold(true)
    return () => hold(false)
  }, [begun])
  const leave = begun ? () => {} : close
  const act = async (passphrase: string): Promise<Fault | null> => {
    setBegun(true)
    // What is on the page goes with it.
    await Promise.all([keeper.flush(), notes.flush()])
    const answer = await vault.ask('keys.rekey', { passphrase })
    if (answer.ok && answer.value.end === 'done') {
      setEnd('done')
      return null
    }
    setBegun(false)
    setAt(null)
    setEnd(null)
    await notes.resume()
    if (!answer.ok) return answer.fault
    close()
    say(t('access.rekey.stopped'))
    return null
  }
  const stop = () => {
    setEnd('stopping')
    void vault.ask('keys.stopRekey', {})
  }
  return (
    <Dialog title={t('access.rekey')} open close={leave} held={begun} wide>
      {/* There before its first words are: else those are not spoken. */}
      <p role="status" className={running ? undefined : 'unseen'}>
        {running && t(end === 'done' ? 'access.rekey.done' : `access.rekey.${at.step}`)}
      </p>
      {running && end !== 'done' && (
        <Progress
          label={t('access.rekey.way')}
          part={at.step === 'copying' ? at.part : null}
          stop={stop}
          stopping={end === 'stopping'}
          {...(end === 'stopping' ? { stopWords: t('progress.stopping') } : {})}
        />
      )}
      <div hidden={running}>
        <Prove
          label={t('access.now')}
          leave={t('access.leave')}
          send={t('access.rekey.yes')}
          close={leave}
          doing={t('access.doing')}
          act={act}
        >
          <p>{t('access.rekey.why')}</p>
          <p>{t('access.rekey.how')}</p>
          <p>{t('access.rekey.words')}</p>
          <p>{t('access.rekey.copies')}</p>
        </Prove>
      </div>
    </Dialog>
  )
}
