/** What is to be said of backups, on whichever page: asked for once, answered once. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { Trouble } from '../../../../shared/contract/backups.ts'
import type { House } from '../../bridge/rooms.ts'
import { useHarm } from '../unlock/harm.ts'

type Reminding = {
  /** There is no backup folder, and it is time to say so. */
  readonly offer: boolean
  /** “Not now”: it stays away until the notebook is opened again, which is in a new window. */
  readonly refused: boolean
  /** Why the last backup did not happen. */
  readonly trouble: Trouble | null
  /** Of that one somebody knows: it stays away until it is another, or was over in between. */
  readonly known: Trouble | null
}

export const useReminding = create<Reminding>(() => ({
  offer: false,
  refused: false,
  trouble: null,
  known: null,
}))

export const refuseOffer = (): void => useReminding.setState({ offer: false, refused: true })
export const knowTrouble = (): void => useReminding.setState(({ trouble }) => ({ known: trouble }))

/** While the notebook is open: asked at once, and what is wrong with the folder also when the vault says so. */
export function useBackupNews({ vault }: Pick<House, 'vault'>): void {
  useEffect(() => {
    const ask = async (first: boolean) => {
      const answer = await vault.ask('backup.reminder', {})
      if (!answer.ok) return
      const { remind, trouble } = answer.value
      // Making a backup reads all of it: said where the way to put it right is.
      if (trouble === 'damaged') {
        if (useHarm.getState().harm === 'none') useHarm.getState().set('seen')
        return
      }
      useReminding.setState(({ offer, refused, known }) => ({
        // Nobody is reminded twice in one sitting.
        offer: remind && (first ? !refused : offer),
        trouble,
        known: trouble === known ? known : null,
      }))
    }
    void ask(true)
    return vault.on('backup.changed', () => void ask(false))
  }, [vault])
}
