/** A list that is read a page at a time, as far as somebody goes down. What could not be read stays to be asked for again. */
import { useCallback, useRef, useState } from 'react'
import type { Fault } from '../../../shared/fault.ts'
import type { Result } from '../../../shared/result.ts'

export type Pages<Row> = { readonly pages: readonly (readonly Row[])[]; readonly more: boolean }
/** The page after `last`, and whether there are others after it. */
export type NextPage<Row> = (
  last: Row,
) => Promise<Result<{ readonly rows: readonly Row[]; readonly more: boolean }, Fault>>

/** `stuck`: the next page could not be read; `trying`: it is asked for again, because somebody said so. */
type Listed<Row> = Pages<Row> & { readonly stuck?: 'stuck' | 'trying' }

export type Paged<Row> = {
  readonly list: Listed<Row> | null
  /** It was read anew. */
  readonly lay: (list: Pages<Row> | null) => void
  /** The end is near. Nothing, where it got stuck: that would go on for ever. */
  readonly further: () => void
  /** Somebody tries again. */
  readonly again: () => void
  /** These rows are in it no more: the others stay where they are. */
  readonly drop: (gone: (row: Row) => boolean) => void
}

/** `next`: the same function as long as it is the same list. `begin`: what stood here before. */
export function usePages<Row>(next: NextPage<Row>, begin: Pages<Row> | null = null): Paged<Row> {
  const [list, setList] = useState<Listed<Row> | null>(begin)
  const asked = useRef<Listed<Row> | null>(null)

  const ask = useCallback(
    async (from: Listed<Row> | null) => {
      const last = from?.pages.at(-1)?.at(-1)
      if (!from?.more || !last || asked.current === from) return
      asked.current = from
      const answer = await next(last)
      asked.current = null
      setList(now => {
        // It was read anew meanwhile, or a row went, and perhaps the one that was gone on from.
        if (now !== from) return now
        const { pages } = from
        if (!answer.ok) return { pages, more: true, stuck: 'stuck' }
        const { rows, more } = answer.value
        return { pages: rows.length > 0 ? [...pages, rows] : pages, more: more && rows.length > 0 }
      })
    },
    [next],
  )
  const further = useCallback(() => {
    if (!list?.stuck) void ask(list)
  }, [ask, list])
  const again = useCallback(() => {
    if (list?.stuck !== 'stuck') return
    const trying: Listed<Row> = { ...list, stuck: 'trying' }
    setList(trying)
    void ask(trying)
  }, [ask, list])
  const drop = useCallback(
    (gone: (row: Row) => boolean) =>
      setList(now => {
        if (!now) return now
        const pages = now.pages.map(page => (page.some(gone) ? page.filter(row => !gone(row)) : page))
        return { ...now, pages: pages.filter(page => page.length > 0) }
      }),
    [],
  )
  return { list, lay: setList, further, again, drop }
}
