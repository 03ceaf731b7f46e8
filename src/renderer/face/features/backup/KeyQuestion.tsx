/** A sheet that asks for a backup's passphrase before something is done with it. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import styles from '../../ui/Plain.module.css'
import { Progress } from '../../ui/Progress.tsx'

export type KeyQuestionProps = {
  readonly title: string
  readonly children: ReactNode
  readonly go: string
  /** What came of it: a fault is said in the sheet, else the sheet is left by whoever asked. */
  readonly onKey: (passphrase: string) => Promise<Fault | null>
  readonly close: () => void
}

export function KeyQuestion({ title, children, go, onKey, close }: KeyQuestionProps) {
  const [passphrase, setPassphrase] = useState('')
  const [needed, setNeeded] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const send = async () => {
    if (busy) return
    if (passphrase === '') return setNeeded(t('cover.empty'))
    setBusy(true)
    setNeeded('')
    const fault = await onKey(passphrase)
    setBusy(false)
    if (fault) setNeeded(faultWords(fault))
  }
  return (
    <Dialog title={title} open close={close}>
      {children}
      <form
        className={styles['form']}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <PassphraseField
          label={t('backup.passphrase')}
          help={t('backup.passphrase.help')}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={field}
          needed={needed}
        />
        <div className={styles['row']}>
          <Button type="submit" look="main" busy={busy}>
            {go}
          </Button>
          <Button look="quiet" onPress={close}>
            {t('backup.leave')}
          </Button>
        </div>
        {busy && <Progress label={t('backup.reading')} part={null} />}
        <p role="status" className="unseen">
          {busy ? t('backup.reading') : needed}
        </p>
      </form>
    </Dialog>
  )
}
