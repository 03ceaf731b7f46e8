/** One ruled line to write on: label, help, line. Lines mean: here you can write. */
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from './Button.tsx'
import styles from './Field.module.css'

export type FieldProps = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: string
  readonly help?: string | undefined
  /** A sentence about what is still needed; the field is marked with it. */
  readonly needed?: string | null | undefined
  readonly inputRef?: Ref<HTMLInputElement>
  readonly beside?: ReactNode
  readonly mono?: boolean
  /** A field of several lines, so many high at first. */
  readonly lines?: number
}

export function Field({ label, help, needed, inputRef, beside, mono, lines, ...rest }: FieldProps) {
  return (
    <TextField
      {...rest}
      isInvalid={Boolean(needed)}
      validationBehavior="aria"
      className={styles['field'] ?? ''}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {help && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      <div className={styles['line']}>
        {lines ? (
          <TextArea rows={lines} dir="auto" className={styles['input'] ?? ''} />
        ) : (
          <Input
            {...(inputRef ? { ref: inputRef } : {})}
            className={(mono ? styles['mono'] : styles['input']) ?? ''}
          />
        )}
        {beside}
      </div>
      <Needed>{needed}</Needed>
    </TextField>
  )
}

/**
 * What a field still needs, below it and bound to it. It is said aloud wherever one is (WCAG 2.2, 4.1.3), so its region
 * is there before its words; sent once more without what it needs, it says the same once more.
 */
export function Needed({ children }: { readonly children: string | null | undefined }) {
  const region = useRef<HTMLDivElement>(null)
  const [sent, setSent] = useState(0)
  useEffect(() => {
    const form = region.current?.closest('form')
    const again = () => setSent(times => times + 1)
    form?.addEventListener('submit', again)
    return () => form?.removeEventListener('submit', again)
  }, [])
  return (
    <div ref={region} role="alert">
      <FieldError key={sent} className={styles['needed'] ?? ''}>
        {children}
      </FieldError>
    </div>
  )
}

/** A passphrase: pasting is welcome, and it can be shown. */
export function PassphraseField(props: Omit<FieldProps, 'type' | 'beside'>) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      autoComplete="off"
      spellCheck="false"
      maxLength={1024}
      beside={
        <Button
          look="quiet"
          aria-label={t(shown ? 'cover.hide.label' : 'cover.show.label')}
          onPress={() => setShown(!shown)}
        >
          <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />
          {t(shown ? 'cover.hide' : 'cover.show')}
        </Button>
      }
    />
  )
}
