/** How far a circle's file or copy is, and the way out of it; on the page for as long as it lasts. */
import { useEffect, useState } from 'react'
import { useHouse } from '../../bridge/rooms.ts'
import { Progress } from '../../ui/Progress.tsx'

export function Working({ label }: { readonly label: string }) {
  const { vault } = useHouse()
  const [part, setPart] = useState<number | null>(null)
  useEffect(() => vault.on('circle.working', now => setPart(now.part)), [vault])
  return <Progress label={label} part={part} stop={() => void vault.ask('circle.stopWork', {})} />
}
