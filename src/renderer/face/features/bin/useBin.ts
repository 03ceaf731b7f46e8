/** What lies in the bin, as far as somebody went down. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import type { EntryId, EntryLine } from '../../../../shared/journal/entry.ts'
import { useHouse } from '../../bridge/rooms.ts'

/** Lines the vault answers at once. */
export const PAGE = 20

type Lines = { readonly pages: readonly (readonly EntryLine[])[]; readonly more: boolean }

export function useBin() {
  const { vault } = useHouse()
  const [lines, setLines] = useState<Lines | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const asking = useRef(false)

  const read = useCallback(async () => {
    const answer = await vault.ask('journal.binned', {})
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    const pages = answer.value.length > 0 ? [answer.value] : []
    setLines({ pages, more: answer.value.length === PAGE })
  }, [vault])
  useEffect(() => void read(), [read])

  const more = useCallback(async () => {
    const last = lines?.pages.at(-1)?.at(-1)
    if (!lines?.more || !last || asking.current) return
    asking.current = true
    const next = await vault.ask('journal.binned', { after: last.id })
    asking.current = false
    setLines(now => {
      // A line went meanwhile, and perhaps the one that was gone on from.
      if (now !== lines) return now
      const found = next.ok ? next.value : []
      return {
        pages: found.length > 0 ? [...lines.pages, found] : lines.pages,
        more: found.length === PAGE,
      }
    })
  }, [vault, lines])

  /** It lies there no more: the others stay where they are. */
  const gone = useCallback(
    (id: EntryId) =>
      setLines(now => {
        if (!now) return now
        const pages = now.pages.map(page =>
          page.some(line => line.id === id) ? page.filter(line => line.id !== id) : page,
        )
        return { ...now, pages: pages.filter(page => page.length > 0) }
      }),
    [],
  )
  // All that was known went, and there are more.
  useEffect(() => {
    if (lines?.more && lines.pages.length === 0) void read()
  }, [lines, read])
  return { lines, fault, read, more, gone }
}
