/** A sheet that asks for a backup's passphrase before something is done with it. */
import type { ReactNode } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Prove } from '../unlock/Prove.tsx'

export type KeyQuestionProps = {
  readonly title: string
  readonly children: ReactNode
  readonly go: string
  /** What came of it: a fault is said in the sheet, else the sheet is left by whoever asked. */
  readonly onKey: (passphrase: string) => Promise<Fault | null>
  readonly close: () => void
}

export const KeyQuestion = ({ title, children, go, onKey, close }: KeyQuestionProps) => (
  <Dialog title={title} open close={close}>
    {children}
    <Prove
      label={t('backup.passphrase')}
      help={t('backup.passphrase.help')}
      send={go}
      leave={t('backup.leave')}
      close={close}
      doing={t('backup.reading')}
      act={onKey}
    />
  </Dialog>
)
