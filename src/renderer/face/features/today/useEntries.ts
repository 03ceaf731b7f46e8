/** The entries of one day as they stand on the page: from the vault, with words it does not have yet laid over them. */
import type { Node } from 'prosemirror-model'
import { useCallback, useEffect, useState } from 'react'
import { toHex } from '../../../../shared/bytes.ts'
import type { Fault } from '../../../../shared/fault.ts'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import { EMPTY, type Writing } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { fromWriting } from '../../editor/journal.ts'

export type Leaf = {
  readonly id: EntryId
  readonly doc: Node
  /** UTC milliseconds; null while it has never been saved. */
  readonly created: number | null
  readonly readOnly: boolean
}

export const newEntryId = (): EntryId => toHex(crypto.getRandomValues(new Uint8Array(16)))

const leafOf = (id: EntryId, writing: Writing, created: number | null): Leaf => {
  const { doc, whole } = fromWriting(writing)
  return { id, doc, created, readOnly: !whole }
}
export const blankLeaf = (): Leaf => leafOf(newEntryId(), EMPTY, null)

/** A day without entries gets one blank leaf. It is no entry until something is written on it. */
export function useEntries(day: Day) {
  const { vault, keeper } = useHouse()
  const [leaves, setLeaves] = useState<readonly Leaf[] | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)

  const read = useCallback(async () => {
    const answer = await vault.ask('journal.day', { day })
    const unsaved = new Map(keeper.unsaved(day).map(({ id, writing }) => [id, writing]))
    if (!answer.ok && unsaved.size === 0) return setFault(answer.fault)
    setFault(null)
    const kept = answer.ok ? answer.value : []
    const found = kept.map(({ id, writing, created }) => leafOf(id, unsaved.get(id) ?? writing, created))
    for (const [id, writing] of unsaved)
      if (!kept.some(entry => entry.id === id)) found.push(leafOf(id, writing, null))
    setLeaves(found.length > 0 ? found : [blankLeaf()])
  }, [vault, keeper, day])

  useEffect(() => {
    void read()
    return () => void keeper.flush()
  }, [read, keeper])

  return { leaves, setLeaves, fault, read }
}
