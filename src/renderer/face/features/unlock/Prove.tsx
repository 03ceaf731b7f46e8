/** A passphrase that is asked for before something is done. */
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import plain from '../../ui/Plain.module.css'
import { Progress } from '../../ui/Progress.tsx'

export type ProveProps = {
  readonly label: string
  readonly help?: string
  readonly children?: ReactNode
  /** After the passphrase. */
  readonly below?: ReactNode
  /** What the vault said before. */
  readonly said?: Fault | null
  readonly send: string
  readonly leave: string
  readonly close: () => void
  /**
   * Where it takes a while: what is done. Making a key out of a passphrase is one step that nothing divides or ends, and
   * what follows it is written at once: there is no way out to offer.
   */
  readonly doing?: string
  /** Answers the fault, or null when all is well. */
  readonly act: (passphrase: string) => Promise<Fault | null>
}

export function Prove(props: ProveProps) {
  const { label, help, children, below, said, send, leave, close, doing, act } = props
  const [passphrase, setPassphrase] = useState('')
  const [needed, setNeeded] = useState(said ? faultWords(said) : '')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (passphrase === '') return setNeeded(t('cover.empty'))
    setBusy(true)
    setNeeded('')
    const fault = await act(passphrase)
    setBusy(false)
    if (fault) setNeeded(faultWords(fault))
  }
  return (
    <form className={plain['form']} onSubmit={event => void submit(event)} noValidate>
      {children}
      <PassphraseField
        label={label}
        {...(help === undefined ? {} : { help })}
        value={passphrase}
        onChange={setPassphrase}
        needed={needed}
        autoFocus
      />
      {below}
      <div className={plain['row']}>
        <Button type="submit" look="main" busy={busy}>
          {send}
        </Button>
        <Button look="quiet" onPress={close}>
          {leave}
        </Button>
      </div>
      {busy && doing && <Progress label={doing} part={null} />}
      <p role="status" className="unseen">
        {busy && doing}
      </p>
    </form>
  )
}
