/** Asks before much is pasted, and says so when it is too much. One gate for every sheet of a page. */
import type { Plugin } from 'prosemirror-state'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { t } from '../../../shared/locales/speak.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/toast.tsx'
import { pasteGate } from './paste.ts'

export function usePasteGate(): { readonly gate: Plugin; readonly question: ReactNode } {
  const [size, setSize] = useState<string | null>(null)
  const answer = useRef<(yes: boolean) => void>(() => {})
  const gate = useMemo(
    () =>
      pasteGate({
        ask: size =>
          new Promise(resolve => {
            answer.current = resolve
            setSize(size)
          }),
        refuse: why => say(t(why === 'too-much' ? 'paste.refused' : 'paste.toolong')),
      }),
    [],
  )
  const close = (yes: boolean) => {
    setSize(null)
    answer.current(yes)
  }
  const question = (
    <Dialog title={t('paste.ask.title')} open={size !== null} close={() => close(false)} ask>
      <p>{t('paste.ask', { size: size ?? '' })}</p>
      <div>
        <Button look="main" onPress={() => close(true)}>
          {t('paste.ask.yes')}
        </Button>{' '}
        <Button onPress={() => close(false)}>{t('paste.ask.no')}</Button>
      </div>
    </Dialog>
  )
  return { gate, question }
}
