/** Why it did not open, for the cover: nothing is written there yet, so nothing is said of words on this page. */
import type { Fault } from '../../../../shared/fault.ts'
import { faultWords, t } from '../../../../shared/locales/speak.ts'
import { useStage } from './stage.ts'

export function refusedWords(fault: Fault): string {
  // Where the notebook closed by itself, words may be waiting on this page, and the sentence about them holds.
  const waits = useStage.getState().stage === 'gone'
  if (!waits && (fault === 'not-saved' || fault === 'disk-full')) return t(`cover.${fault}`)
  return faultWords(fault)
}
