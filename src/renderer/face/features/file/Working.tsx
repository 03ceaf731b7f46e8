/** How far a file or a copy on its way is, and the way out of it; on the page for as long as it lasts. */
import { useEffect, useState } from 'react'
import { useHouse } from '../../bridge/rooms.ts'
import { Progress } from '../../ui/Progress.tsx'

export type WorkingProps = {
  readonly label: string
  /** A file of the journal, not of a circle. */
  readonly own?: boolean
}

export function Working({ label, own = false }: WorkingProps) {
  const { vault } = useHouse()
  const [part, setPart] = useState<number | null>(null)
  useEffect(
    () => vault.on(own ? 'attachment.copying' : 'circle.working', now => setPart(now.part)),
    [vault, own],
  )
  return (
    <Progress
      label={label}
      part={part}
      stop={() => void vault.ask(own ? 'attachment.stopCopy' : 'circle.stopWork', {})}
    />
  )
}
