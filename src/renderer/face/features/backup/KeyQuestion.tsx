/** A sheet that asks for a backup's passphrase or recovery words before something is done with it. */
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import plain from '../../ui/Plain.module.css'
import { Progress } from '../../ui/Progress.tsx'
import { KeyField, useKey } from './KeyField.tsx'
import { UnderWay } from './UnderWay.tsx'

export type KeyQuestionProps = {
  readonly title: string
  readonly children: ReactNode
  readonly go: string
  /** What came of it: a fault is said in the sheet, else the sheet is left by whoever asked. */
  readonly onKey: (key: Key) => Promise<Fault | null>
  readonly close: () => void
  /** Where what follows can be stopped: it was, and the sheet is closed. Leaving the sheet stops it, too. */
  readonly stopped?: (words: string) => void
}

export function KeyQuestion({ title, children, go, onKey, close, stopped }: KeyQuestionProps) {
  const { vault } = useHouse()
  const key = useKey()
  const [needed, setNeeded] = useState('')
  const [busy, setBusy] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!key.typed) return setNeeded(t(key.byWords ? 'backup.words.empty' : 'cover.empty'))
    setBusy(true)
    setNeeded('')
    const fault = await onKey(key.typed)
    setBusy(false)
    setLeaving(false)
    if (fault !== 'stopped' || !stopped) return setNeeded(fault ? faultWords(fault) : '')
    stopped(t('backup.stopped'))
    close()
  }
  const leave = () => {
    // It goes on to its end otherwise, with nobody looking: what was left is not wanted.
    if (!stopped || !busy) return close()
    setLeaving(true)
    void vault.ask('backup.stop', {})
  }
  return (
    <Dialog title={title} open close={leave}>
      {children}
      <form className={plain['form']} onSubmit={event => void submit(event)} noValidate>
        <KeyField of={key} needed={needed} busy={busy} autoFocus />
        <div className={plain['row']}>
          <Button type="submit" look="main" busy={busy}>
            {go}
          </Button>
          <Button look="quiet" onPress={leave}>
            {t('backup.leave')}
          </Button>
        </div>
        {busy &&
          (stopped ? (
            <UnderWay label={t('backup.reading')} leaving={leaving} />
          ) : (
            <Progress label={t('backup.reading')} part={null} />
          ))}
        <p role="status" className="unseen">
          {busy && t('backup.reading')}
        </p>
      </form>
    </Dialog>
  )
}
