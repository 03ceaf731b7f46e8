/** Where recovery words are typed: all of them in one place, in any case, with a count that says how many there are. */
import type { Ref } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Needed } from '../../ui/Field.tsx'
import styles from './RecoveryWords.module.css'

const WORDS = 24
const LONGEST = 2048

export type WordsEntryProps = {
  readonly value: string
  readonly onChange: (typed: string) => void
  readonly areaRef?: Ref<HTMLTextAreaElement>
  /** A sentence about what is still needed. */
  readonly needed: string
}

const marked = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): string =>
  value.slice(selectionStart, selectionEnd)

const countOf = (typed: string): number => typed.match(/\p{L}+/gu)?.length ?? 0

export function WordsEntry({ value, onChange, areaRef, needed }: WordsEntryProps) {
  const { shell } = useHouse()
  /** Copied here or by some other program: put there once more by the shell, so that they leave the clipboard again. */
  const again = (text: string): void => {
    if (countOf(text) >= WORDS / 2 && text.length <= LONGEST) void shell.ask('shell.copy', { text })
  }
  return (
    <TextField
      className={styles['entry'] ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={needed !== ''}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      maxLength={LONGEST}
    >
      <Label className={styles['label'] ?? ''}>{t('words.entry')}</Label>
      <Text slot="description" className={styles['help'] ?? ''}>
        {t('words.entry.help')}
      </Text>
      <TextArea
        {...(areaRef ? { ref: areaRef } : {})}
        rows={5}
        autoCapitalize="none"
        onCopy={event => again(marked(event.currentTarget))}
        onCut={event => again(marked(event.currentTarget))}
        onPaste={event => {
          again(event.clipboardData.getData('text/plain'))
        }}
        className={styles['area'] ?? ''}
      />
      <span className={styles['count']}>{t('words.count', { typed: countOf(value), all: WORDS })}</span>
      <Needed>{needed}</Needed>
    </TextField>
  )
}
