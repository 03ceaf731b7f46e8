/** Writing one file at a time: the person chooses a place, the vault writes there, a sentence says what came of it. */
import { useRef, useState } from 'react'
import type { CircleId, MemberId } from '../../../../shared/circle/circle.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useHouse } from '../../bridge/rooms.ts'

export function useWriting() {
  const { vault, shell } = useHouse()
  const [writing, setWriting] = useState(false)
  const [answer, setAnswer] = useState('')
  const busy = useRef(false)

  const toPlace = async (circle: CircleId, to: MemberId[]): Promise<void> => {
    const chosen = await shell.ask('shell.chooseFile', { why: 'write' })
    if (!chosen.ok || !chosen.value.file) return
    setWriting(true)
    setAnswer('')
    const written = await vault.ask('circle.fileWrite', { circle, to, file: chosen.value.file })
    setWriting(false)
    setAnswer(written.ok ? t('file.written', { updates: written.value.updates }) : faultWords(written.fault))
  }
  /** `to`: nobody means everybody. */
  const write = async (circle: CircleId, to: MemberId[]): Promise<void> => {
    if (busy.current) return
    busy.current = true
    await toPlace(circle, to)
    busy.current = false
  }
  return { write, writing, answer, say: setAnswer }
}
