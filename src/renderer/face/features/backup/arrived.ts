/** What is said once the desk is there, after a notebook was put back from the cover. It stays until it is dismissed. */
import { create } from 'zustand'

export const useArrived = create<{
  readonly words: string | null
  say: (words: string | null) => void
}>(set => ({ words: null, say: words => set({ words }) }))
