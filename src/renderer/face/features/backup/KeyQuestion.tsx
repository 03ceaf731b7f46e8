/** A sheet that asks for a backup's passphrase before something is done with it. */
import { type ReactNode, useRef, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Prove } from '../unlock/Prove.tsx'
import { UnderWay } from './UnderWay.tsx'

export type KeyQuestionProps = {
  readonly title: string
  readonly children: ReactNode
  readonly go: string
  /** What came of it: a fault is said in the sheet, else the sheet is left by whoever asked. */
  readonly onKey: (passphrase: string) => Promise<Fault | null>
  readonly close: () => void
  /** Where what follows can be stopped: it was, and the sheet is closed. Leaving the sheet stops it, too. */
  readonly stopped?: (words: string) => void
}

export function KeyQuestion({ title, children, go, onKey, close, stopped }: KeyQuestionProps) {
  const { vault } = useHouse()
  const busy = useRef(false)
  const [leaving, setLeaving] = useState(false)
  const act = async (passphrase: string): Promise<Fault | null> => {
    busy.current = true
    const fault = await onKey(passphrase)
    busy.current = false
    setLeaving(false)
    if (fault !== 'stopped' || !stopped) return fault
    stopped(t('backup.stopped'))
    close()
    return null
  }
  const leave = () => {
    // It goes on to its end otherwise, with nobody looking: what was left is not wanted.
    if (!stopped || !busy.current) return close()
    setLeaving(true)
    void vault.ask('backup.stop', {})
  }
  return (
    <Dialog title={title} open close={leave}>
      {children}
      <Prove
        label={t('backup.passphrase')}
        help={t('backup.passphrase.help')}
        send={go}
        leave={t('backup.leave')}
        close={leave}
        doing={t('backup.reading')}
        {...(stopped ? { way: <UnderWay label={t('backup.reading')} leaving={leaving} /> } : {})}
        act={act}
      />
    </Dialog>
  )
}
