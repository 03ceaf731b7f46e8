/**
 * Writing together in the note that is open: off at each opening, and off again when the note is left, the window is hidden
 * or the notebook locks. While it is off nothing is asked and nothing is heard.
 */
import type { EditorView } from 'prosemirror-view'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { equal } from '../../../../shared/bytes.ts'
import type { Other } from '../../../../shared/circle/circle.ts'
import { useHouse } from '../../bridge/rooms.ts'
import { placeOf, showOthers } from '../../editor/others.ts'
import type { LiveNote } from './binding.ts'

/** ms: where the cursor stands is looked up at most so often. */
const SOON = 200

const NOBODY: readonly Other[] = []

const isSame = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === other || (one !== null && other !== null && equal(one, other))

export function useTogether(live: LiveNote, view: EditorView | null) {
  const { vault, shell } = useHouse()
  const session = useSyncExternalStore(live.subscribe, live.session)
  const [on, turn] = useState(false)
  const [others, setOthers] = useState(NOBODY)
  const sheet = useRef(view)
  sheet.current = view
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const said = useRef<Uint8Array | null>(null)
  const { note } = live

  const say = useCallback(async () => {
    said.current = sheet.current && placeOf(sheet.current.state)
    const answer = await vault.ask('note.together', { note, on: true, at: said.current })
    if (!answer.ok) turn(false)
  }, [vault, note])

  useEffect(() => {
    if (!on) return
    const offs = [
      vault.on('note.others', told => {
        if (told.note === note) setOthers(told.others)
      }),
      shell.on('veil', ({ drawn }) => {
        if (drawn) turn(false)
      }),
    ]
    const hidden = () => {
      if (document.visibilityState === 'hidden') turn(false)
    }
    document.addEventListener('visibilitychange', hidden)
    return () => {
      for (const off of offs) off()
      document.removeEventListener('visibilitychange', hidden)
      clearTimeout(timer.current)
      timer.current = undefined
      setOthers(NOBODY)
      void vault.ask('note.together', { note, on: false, at: null })
    }
  }, [vault, shell, note, on])

  // Laid anew, the note was closed and opened in between, which ended it.
  useEffect(() => {
    if (session.readOnly) turn(false)
    else if (on) void say()
  }, [session, on, say])

  useEffect(() => {
    if (view) showOthers(view, others)
  }, [view, others])

  const moved = (): void => {
    if (!on || timer.current) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      if (sheet.current && !isSame(placeOf(sheet.current.state), said.current)) void say()
    }, SOON)
  }
  return { on, turn, others, moved }
}
