/** How far the long work of a backup is, and the way out of it; on the page for as long as it lasts. */
import { useEffect, useState } from 'react'
import type { Going } from '../../../../shared/contract/backups.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { Progress } from '../../ui/Progress.tsx'

/** `label`: until the vault says what it does. */
export function UnderWay({ label }: { readonly label: string }) {
  const { vault } = useHouse()
  const [going, setGoing] = useState<Going | null>(null)
  const [stopping, setStopping] = useState(false)
  useEffect(() => vault.on('backup.going', setGoing), [vault])
  const stop = () => {
    setStopping(true)
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
