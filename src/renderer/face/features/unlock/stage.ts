/** Whether the notebook is there, closed or open. What the window shows follows from this alone. */
import { create } from 'zustand'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Value } from '../../../../shared/contract/wire.ts'

export type Notice = Value<VaultContract, 'vault.unlock'>['notices'][number]

/** `gone`: it closed by itself, and unsaved words may be waiting in this window. */
export type Stage = 'starting' | 'none' | 'closed' | 'gone' | 'open'

export const useStage = create<{
  readonly stage: Stage
  readonly notices: readonly Notice[]
  set: (stage: Stage, notices?: readonly Notice[]) => void
}>(set => ({ stage: 'starting', notices: [], set: (stage, notices = []) => set({ stage, notices }) }))
