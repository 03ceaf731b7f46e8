/** Words of an open note that were set aside: read when it opens, and again soon after something of others' came. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Transaction } from 'yjs'
import type { AsidePassage } from '../../../../shared/circle/circle.ts'
import { useHouse } from '../../bridge/rooms.ts'
import type { LiveNote } from './binding.ts'

/** Ms: the vault has by then what was typed here meanwhile. */
const SOON = 1000

export function useAside(live: LiveNote) {
  const { vault } = useHouse()
  const session = useSyncExternalStore(live.subscribe, live.session)
  const [passages, setPassages] = useState<readonly AsidePassage[]>([])
  const { circle, note } = live
  const read = useCallback(async () => {
    const answer = await vault.ask('note.aside', { circle, note })
    if (answer.ok) setPassages(answer.value)
  }, [vault, circle, note])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const come = ({ local }: Transaction) => {
      if (local) return
      clearTimeout(timer)
      timer = setTimeout(() => void read(), SOON)
    }
    void read()
    session.doc.on('afterTransaction', come)
    return () => {
      clearTimeout(timer)
      session.doc.off('afterTransaction', come)
    }
  }, [session, read])

  const waveOff = useCallback(
    async ({ id }: AsidePassage) => {
      const answer = await vault.ask('note.waveOff', { circle, note, passage: id })
      await read()
      return answer
    },
    [vault, circle, note, read],
  )
  const putBack = useCallback(
    async (passage: AsidePassage) => {
      if (!live.putWords(passage)) return
      await live.flush()
      // Without a place in the note they cannot be named there.
      if (passage.at === null && live.saving().state === 'saved') await waveOff(passage)
      else await read()
    },
    [live, read, waveOff],
  )
  return { passages, putBack, waveOff }
}
