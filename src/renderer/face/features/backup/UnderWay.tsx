/** How far the long work of a backup is, and the way out of it; on the page for as long as it lasts. */
import { useEffect, useState } from 'react'
import type { Going } from '../../../../shared/contract/backups.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Progress } from '../../ui/Progress.tsx'

export type UnderWayProps = {
  /** Until the vault says what it does. */
  readonly label: string
  /** It was asked to stop from elsewhere, and is about to. */
  readonly leaving?: boolean
}

export function UnderWay({ label, leaving = false }: UnderWayProps) {
  const { vault } = useHouse()
  const [going, setGoing] = useState<Going | null>(null)
  const [asked, setAsked] = useState(false)
  const stopping = asked || leaving
  useEffect(() => vault.on('backup.going', setGoing), [vault])
  const stop = () => {
    setAsked(true)
    void vault.ask('backup.stop', {})
  }
  return (
    <Progress
      label={going ? t(`backup.going.${going.step}`) : label}
      part={going?.part ?? null}
      stop={stop}
      stopping={stopping}
      {...(stopping ? { stopWords: t('progress.stopping') } : {})}
    />
  )
}
