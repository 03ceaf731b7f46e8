/** Where a backup's passphrase is typed, or its recovery words: the paper opens it where the passphrase is forgotten. */
import { useState } from 'react'
import type { Key } from '../../../../shared/contract/keys.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Button } from '../../ui/Button.tsx'
import { PassphraseField } from '../../ui/Field.tsx'
import { WordsEntry } from '../unlock/WordsEntry.tsx'

/** `typed`: what stands there; null: nothing does. */
export function useKey(): {
  readonly typed: Key | null
  readonly byWords: boolean
  readonly value: string
  readonly set: (value: string) => void
  readonly turn: () => void
} {
  const [byWords, setByWords] = useState(false)
  const [value, set] = useState('')
  const typed = value.trim() === '' ? null : byWords ? { words: value } : { passphrase: value }
  const turn = () => {
    setByWords(!byWords)
    set('')
  }
  return { typed, byWords, value, set, turn }
}

export type KeyFieldProps = {
  readonly of: ReturnType<typeof useKey>
  readonly needed: string
  readonly busy: boolean
  readonly autoFocus?: boolean
}

export function KeyField({ of: { byWords, value, set, turn }, needed, busy, autoFocus }: KeyFieldProps) {
  return (
    <>
      {byWords ? (
        <WordsEntry
          value={value}
          onChange={set}
          needed={needed}
          // Who pressed for it writes next; what they pressed has moved.
          areaRef={area => area?.focus()}
        />
      ) : (
        <PassphraseField
          label={t('backup.passphrase')}
          help={t('backup.passphrase.help')}
          value={value}
          onChange={set}
          needed={needed}
          {...(autoFocus ? { autoFocus } : {})}
        />
      )}
      <div>
        <Button look="quiet" onPress={turn} busy={busy}>
          {t(byWords ? 'words.open.back' : 'cover.words')}
        </Button>
      </div>
    </>
  )
}
