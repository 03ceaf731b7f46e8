/** A part of the notebook cannot be read: seen while it is open, and then looked after on the cover. */
import { create } from 'zustand'

/**
 * `seen`: a call met it, and a person is to be told. `look`: the notebook is closed for it, and before it is opened again
 * a backup is looked for.
 */
export type Harm = 'none' | 'seen' | 'look'

export const useHarm = create<{ readonly harm: Harm; readonly set: (harm: Harm) => void }>(set => ({
  harm: 'none',
  set: harm => set({ harm }),
}))
