/**
 * A word from its first letter on: an entry of today like any other, saved as one types, so that no key and no lock costs
 * half of it. Until it is kept it stands in the field again, wherever one comes back from.
 */
import { useEffect, useRef, useState } from 'react'
import type { Day } from '../../../../shared/journal/day.ts'
import type { EntryId } from '../../../../shared/journal/entry.ts'
import { plainText, type Writing } from '../../../../shared/writing/writing.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { usePlaces } from '../../places.ts'
import { newEntryId } from '../today/useEntries.ts'

export const writingOf = (text: string): Writing => ({
  type: 'doc',
  content: [{ type: 'block', content: [{ type: 'text', text }] }],
})

/** Characters of a word, as many as the field takes. */
export const LONGEST = 10_000

/** What became more than a word elsewhere is not for this field any more. */
function wordIn(writing: Writing): string | undefined {
  const text = plainText(writing)
  const same = JSON.stringify(writing) === JSON.stringify(writingOf(text))
  return same && text.length <= LONGEST ? text : undefined
}

/** `entry`: begun before, perhaps on another day or gone by now. */
export function useHalf(entry: EntryId | undefined, day: Day) {
  const { vault, keeper } = useHouse()
  const [word, setWord] = useState('')
  const [found, setFound] = useState(false)
  const id = useRef<EntryId | null>(null)
  /** All of its letters were taken away again: it lies in the bin till there are others. */
  const away = useRef(false)
  /** Into the bin and out of it again, one after the other. */
  const moves = useRef<Promise<unknown>>(Promise.resolve())
  const { begun } = usePlaces.getState()

  // Whichever key leads away, what is typed goes first.
  useEffect(() => () => void keeper.flush(), [keeper])
  const before = useRef(entry)
  useEffect(() => {
    const wanted = before.current
    if (!wanted) return
    let left = false
    const find = async () => {
      await keeper.flush()
      const answer = await vault.ask('journal.day', { day })
      // Somebody types already: what was begun before stays an entry of today.
      if (left || id.current) return
      const unsaved = keeper.unsaved(day).find(one => one.id === wanted)
      const saved = answer.ok ? answer.value.find(one => one.id === wanted) : undefined
      const writing = unsaved?.writing ?? saved?.writing
      const text = writing && wordIn(writing)
      if (!text) return begun(undefined)
      id.current = wanted
      setWord(text)
      setFound(true)
    }
    void find()
    return () => {
      left = true
    }
  }, [vault, keeper, day, begun])

  return {
    word,
    /** It stood here before, and is not changed yet. */
    found,
    type(text: string) {
      setWord(text)
      setFound(false)
      if (text.trim() === '') {
        if (!id.current || away.current) return
        away.current = true
        // As it stood before the last letter went: what was not sent yet goes first.
        const gone = { id: id.current }
        const sent = keeper.flush()
        moves.current = moves.current.then(() => sent).then(() => vault.ask('journal.bin', gone))
        return begun(undefined)
      }
      const one = id.current ?? newEntryId()
      id.current = one
      if (away.current) moves.current = moves.current.then(() => vault.ask('journal.unbin', { id: one }))
      away.current = false
      keeper.change(one, day, () => writingOf(text))
      begun(one)
    },
    /** The word is whole. Returns the entry it is, and the next one begins. */
    end(): EntryId {
      const one = id.current ?? newEntryId()
      id.current = null
      setWord('')
      setFound(false)
      begun(undefined)
      return one
    },
  }
}
