/** A circle as the vault has it, read again whenever something about it changes. */
import { useCallback, useEffect, useState } from 'react'
import type { Circle, CircleId } from '../../../../shared/circle/circle.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'

export function useCircle(id: CircleId): { readonly circle: Circle | null; readonly fault: Fault | null } {
  const { vault } = useHouse()
  const [circle, setCircle] = useState<Circle | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('circle.read', { circle: id })
    if (answer.ok) setCircle(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault, id])
  useEffect(() => {
    void read()
    return vault.on('circle.changed', ({ circle: changed }) => {
      if (changed === id) void read()
    })
  }, [vault, id, read])
  return { circle, fault }
}

/** How far the words have travelled: on how many people's devices, never whose. */
export const syncWords = ({ sync: { people, reached } }: Circle): string =>
  t('circle.sync', { people, reached })
