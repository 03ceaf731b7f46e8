/** What an entry says now and what it said before, the newest first, as far as somebody went down. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId, VersionLine } from '../../../../shared/journal/entry.ts'
import { plainText } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'

/** Of what it says now, as much as says which entry it is, in UTF-16 units. */
const GLANCE = 400

export type Versions = {
  readonly now: string
  readonly pages: readonly (readonly VersionLine[])[]
  readonly more: boolean
}

export function useVersions(day: Day, id: EntryId) {
  const { vault, keeper } = useHouse()
  const [versions, setVersions] = useState<Versions | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const asking = useRef(false)

  const read = useCallback(async () => {
    await keeper.flush()
    const [entry, first] = await Promise.all([
      vault.ask('journal.read', { id }),
      vault.ask('journal.versions', { id }),
    ])
    if (!first.ok) return setFault(first.fault)
    if (!entry.ok) return setFault(entry.fault)
    const unsaved = keeper.unsaved(day).find(draft => draft.id === id)
    setFault(null)
    setVersions({
      now: plainText((unsaved ?? entry.value).writing)
        .trim()
        .slice(0, GLANCE),
      pages: first.value.lines.length > 0 ? [first.value.lines] : [],
      more: first.value.more,
    })
  }, [vault, keeper, day, id])
  useEffect(() => void read(), [read])

  const more = useCallback(async () => {
    const before = versions?.pages.at(-1)?.at(-1)?.version
    if (!versions?.more || !before || asking.current) return
    asking.current = true
    const next = await vault.ask('journal.versions', { id, before })
    asking.current = false
    setVersions(now => {
      // Read anew meanwhile.
      if (now !== versions) return now
      const lines = next.ok ? next.value.lines : []
      return {
        ...versions,
        pages: lines.length > 0 ? [...versions.pages, lines] : versions.pages,
        more: next.ok && next.value.more,
      }
    })
  }, [vault, id, versions])
  return { versions, fault, read, more }
}
