/** The list of backups, read again whenever the vault says that it changed. */
import { useCallback, useEffect, useState } from 'react'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { useHouse } from '../../bridge/rooms.ts'

export type BackupList = Value<VaultContract, 'backup.list'>

export function useBackups(): {
  list: BackupList | null
  fault: Fault | null
  read: () => Promise<void>
} {
  const { vault } = useHouse()
  const [list, setList] = useState<BackupList | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const read = useCallback(async () => {
    const answer = await vault.ask('backup.list', {})
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setList(answer.value)
  }, [vault])
  useEffect(() => void read(), [read])
  useEffect(() => vault.on('backup.changed', () => void read()), [vault, read])
  return { list, fault, read }
}
