/** What is said once the desk is there, after a notebook was put back from the cover. It stays until it is dismissed. */
import { create } from 'zustand'

export const useArrived = create<{
  readonly words: string | null
  say: (words: string | null) => void
}>(set => ({ words: null, say: words => set({ words }) }))

/** “Not now” was said to the reminder: it stays away until the notebook is opened again, which is in a new window. */
export const useReminded = create<{ readonly refused: boolean; refuse: () => void }>(set => ({
  refused: false,
  refuse: () => set({ refused: true }),
}))
