/** Who waits to be let in, whichever place is open: that somebody does, and at which circle's door. What waits for an answer is read with it. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { AtDoor, CircleId } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'
import type { House } from '../../bridge/rooms.ts'
import { useQuestions } from './questions.ts'

const useWaiting = create<{ waiting: readonly AtDoor[] }>(() => ({ waiting: [] }))

/** While the notebook is open. Nothing of it is left on the cover. */
export function useDoors({ vault }: Pick<House, 'vault'>): void {
  useEffect(() => {
    let left = false
    const read = async () => {
      const answer = await vault.ask('circle.doors', {})
      if (answer.ok && !left) useWaiting.setState({ waiting: answer.value })
      const questions = await vault.ask('circle.questions', {})
      if (questions.ok && !left) useQuestions.setState({ open: questions.value })
    }
    void read()
    const offs = [
      vault.on('circle.changed', () => void read()),
      vault.on('circle.listChanged', () => void read()),
    ]
    return () => {
      left = true
      for (const off of offs) off()
      useWaiting.setState({ waiting: [] })
      useQuestions.setState({ open: [] })
    }
  }, [vault])
}

/** At this circle's door, or at any; empty where nobody is. Names are said where the door is, and nowhere else. */
export function useDoorWords(circle?: CircleId): string {
  const count = useWaiting(({ waiting }) =>
    circle === undefined ? waiting.length : waiting.filter(one => one.circle === circle).length,
  )
  return count === 0 ? '' : t('door.waiting', { count })
}
