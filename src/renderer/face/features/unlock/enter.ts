/** From the cover to the page, by way of the vault: what was open a moment ago may have stopped meanwhile. */
import { useCallback } from 'react'
import { useHouse } from '../../bridge/rooms.ts'
import { type Notice, useStage } from './stage.ts'

export function useEnter(): (notices?: readonly Notice[]) => Promise<void> {
  const { vault } = useHouse()
  const set = useStage(state => state.set)
  return useCallback(
    async (notices: readonly Notice[] = []) => {
      const answer = await vault.ask('vault.state', {})
      if (answer.ok && answer.value.state === 'open') set('open', notices)
      else set('closed')
    },
    [vault, set],
  )
}
