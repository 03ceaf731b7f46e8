/** What lies in the bin, as far as somebody went down. */
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { EntryId, EntryLine } from '../../../../shared/journal/entry.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { type NextPage, type Paged, usePages } from '../../ui/pages.ts'

/** Lines the vault answers at once. */
export const PAGE = 20

export type Bin = {
  readonly paged: Paged<EntryLine>
  readonly fault: Fault | null
  readonly read: () => Promise<void>
  readonly gone: (id: EntryId) => void
}

export function useBin(): Bin {
  const { vault } = useHouse()
  const [fault, setFault] = useState<Fault | null>(null)
  const next: NextPage<EntryLine> = useCallback(
    async ({ id }) => {
      const answer = await vault.ask('journal.binned', { after: id })
      return answer.ok
        ? { ok: true, value: { rows: answer.value, more: answer.value.length === PAGE } }
        : answer
    },
    [vault],
  )
  const paged = usePages(next)
  const { list, lay, drop } = paged

  const read = useCallback(async () => {
    const answer = await vault.ask('journal.binned', {})
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    lay({ pages: answer.value.length > 0 ? [answer.value] : [], more: answer.value.length === PAGE })
  }, [vault, lay])
  useEffect(() => void read(), [read])

  const gone = useCallback((id: EntryId) => drop(line => line.id === id), [drop])
  // All that was known went, and there are more.
  useEffect(() => {
    if (list?.more && list.pages.length === 0) void read()
  }, [list, read])
  return { paged, fault, read, gone }
}
