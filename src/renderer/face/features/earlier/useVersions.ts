/** What something says now and what it said before, the newest first, as far as somebody went down. */
import { useCallback, useEffect, useState } from 'react'
import type { Fault } from '../../../../shared/fault.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { type NextPage, type Paged, usePages } from '../../ui/pages.ts'

/** Of what it says now, as much as says which one it is, in UTF-16 units. */
export const GLANCE = 400

/** `by`: who wrote, where it is not one person alone. */
export type Line = {
  readonly version: number
  readonly modified: number
  readonly opening: string
  readonly by?: readonly string[]
}
type Lines = Result<{ readonly lines: readonly Line[]; readonly more: boolean }, Fault>

export type Versions = {
  /** What it says now; null until it is read. */
  readonly now: string | null
  readonly paged: Paged<Line>
  readonly fault: Fault | null
  readonly read: () => Promise<void>
}

/** `says` and `lines` stay the same as long as what they are about does. `before`: a version, to go on from it. */
export function useVersions(
  says: () => Promise<Result<string, Fault>>,
  lines: (before?: number) => Promise<Lines>,
): Versions {
  const [now, setNow] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const next: NextPage<Line> = useCallback(
    async ({ version }) => {
      const answer = await lines(version)
      return answer.ok ? ok({ rows: answer.value.lines, more: answer.value.more }) : answer
    },
    [lines],
  )
  const paged = usePages(next)
  const { lay } = paged

  const read = useCallback(async () => {
    const said = await says()
    const first = await lines()
    if (!first.ok) return setFault(first.fault)
    if (!said.ok) return setFault(said.fault)
    setFault(null)
    setNow(said.value)
    const { lines: rows, more } = first.value
    lay({ pages: rows.length > 0 ? [rows] : [], more })
  }, [says, lines, lay])
  useEffect(() => void read(), [read])

  return { now, paged, fault, read }
}
