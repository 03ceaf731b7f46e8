/** A shared note, open as long as a page shows it. */
import { useEffect, useState } from 'react'
import type { CircleId, DocId } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { useHouse } from '../../bridge/rooms.ts'
import type { LiveNote } from './binding.ts'

export function useNote(circle: CircleId, note: DocId): { live: LiveNote | null; fault: Fault | null } {
  const { notes } = useHouse()
  const [live, setLive] = useState<LiveNote | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    let left = false
    let mine: LiveNote | null = null
    void notes.open(circle, note).then(answer => {
      if (!answer.ok) return setFault(answer.fault)
      if (left) return void notes.leave(answer.value)
      mine = answer.value
      setLive(answer.value)
    })
    return () => {
      left = true
      if (mine) void notes.leave(mine)
    }
  }, [notes, circle, note])
  return { live, fault }
}
