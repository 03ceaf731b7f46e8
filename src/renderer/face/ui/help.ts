/** Whether Help now lies open. Anything may open it: a button, a key, a page that thinks it is needed. */
import { create } from 'zustand'

export const useHelp = create<{ open: boolean; show: () => void; close: () => void }>(set => ({
  open: false,
  show: () => set({ open: true }),
  close: () => set({ open: false }),
}))
