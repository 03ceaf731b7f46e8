/** What waits for this person's own answer, whichever place is open: that something does, and in which circle. */
import { create } from 'zustand'
import type { CircleId, OpenQuestion, WaitingId } from '../../../../shared/circle/circle.ts'
import { t } from '../../../../shared/locales/speak.ts'

export const useQuestions = create<{ open: readonly OpenQuestion[] }>(() => ({ open: [] }))

/** Questions that were put off in this window. They stay as lines, and are asked again after a restart. */
export const usePutOff = create<{ later: ReadonlySet<WaitingId> }>(() => ({ later: new Set() }))
export const putOff = (id: WaitingId, off: boolean): void =>
  usePutOff.setState(({ later }) => {
    const now = new Set(later)
    if (off) now.add(id)
    else now.delete(id)
    return { later: now }
  })

/** In this circle, or in any; empty where nothing waits, or all of it was put off. */
export function useQuestionWords(circle?: CircleId): string {
  const later = usePutOff(put => put.later)
  const asks = useQuestions(({ open }) =>
    open.some(one => !later.has(one.waiting) && (circle === undefined || one.circle === circle)),
  )
  return asks ? t('wait.question') : ''
}
