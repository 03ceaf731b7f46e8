/** What a person decided about locking and erasing, from the vault, and how to change it. */
import { useCallback, useEffect, useState } from 'react'
import type { Care } from '../../../../shared/contract/erasing.ts'
import { faultWords } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { say } from '../../ui/toast.tsx'

export function useCare() {
  const { vault } = useHouse()
  const [care, setCare] = useState<Care | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('care.read', {})
    if (answer.ok) setCare(answer.value)
  }, [vault])
  useEffect(() => void read(), [read])
  const choose = async (change: Partial<Care>) => {
    const answer = await vault.ask('care.choose', change)
    if (!answer.ok) say(faultWords(answer.fault))
    await read()
  }
  return { care, choose }
}
