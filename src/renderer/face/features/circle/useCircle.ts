/** A circle, and what is told of one, as the vault has it: read again whenever something about it changes. */
import { useCallback, useEffect, useState } from 'react'
import type { Circle, CircleId } from '../../../../shared/circle/circle.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'

/** Reads now, and whenever something about the circle changes. `read`: the same function as long as it reads the same. */
export function useReadAgain(id: CircleId, read: () => Promise<void>): void {
  const { vault } = useHouse()
  useEffect(() => {
    void read()
    return vault.on('circle.changed', ({ circle: changed }) => {
      if (changed === id) void read()
    })
  }, [vault, id, read])
}

type Told =
  | 'circle.read'
  | 'circle.agreements'
  | 'circle.succession'
  | 'circle.computers'
  | 'circle.network'
  | 'keeper.read'

/** What the vault answers of a circle; `fault`: why it did not, the last time. */
export function useOfCircle<N extends Told>(name: N, id: CircleId) {
  const { vault } = useHouse()
  const [value, setValue] = useState<Value<VaultContract, N> | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask(name, { circle: id })
    if (answer.ok) setValue(answer.value)
    setFault(answer.ok ? null : answer.fault)
  }, [vault, name, id])
  useReadAgain(id, read)
  return { value, fault, read }
}

export function useCircle(id: CircleId): { readonly circle: Circle | null; readonly fault: Fault | null } {
  const { value, fault } = useOfCircle('circle.read', id)
  return { circle: value, fault }
}

/** How far the words have travelled: on how many people's devices, never whose. */
export const syncWords = ({ sync: { people, reached } }: Circle): string =>
  t('circle.sync', { people, reached })
