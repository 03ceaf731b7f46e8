/** A passphrase chosen anew, typed twice. What is still needed stands at the field it belongs to. */
import { useRef, useState } from 'react'
import { t } from '../../../../shared/locales/speak.ts'
import { PassphraseField } from '../../ui/Field.tsx'

export const SHORTEST = 8

type Needed = { readonly first?: string; readonly again?: string }

/** State of the two fields. `settled` answers the passphrase, or says what is needed and answers null. */
export function useNewPassphrase() {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [needed, setNeeded] = useState<Needed>({})
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const settled = (): string | null => {
    const short = [...passphrase].length < SHORTEST
    const now: Needed = short
      ? { first: t('create.short') }
      : passphrase === again
        ? {}
        : { again: t('create.differ') }
    setNeeded(now)
    if (short) first.current?.focus()
    else if (now.again) second.current?.focus()
    return now.first || now.again ? null : passphrase
  }
  return {
    fields: { passphrase, setPassphrase, again, setAgain, needed, first, second },
    settled,
    /** What the vault answered, at the first field. */
    say: (sentence: string) => setNeeded({ first: sentence }),
  }
}

type Fields = ReturnType<typeof useNewPassphrase>['fields']

export function NewPassphrase({ fields, label }: { readonly fields: Fields; readonly label: string }) {
  return (
    <>
      <PassphraseField
        label={label}
        value={fields.passphrase}
        onChange={fields.setPassphrase}
        inputRef={fields.first}
        needed={fields.needed.first}
      />
      <PassphraseField
        label={t('create.again')}
        value={fields.again}
        onChange={fields.setAgain}
        inputRef={fields.second}
        needed={fields.needed.again}
      />
    </>
  )
}
