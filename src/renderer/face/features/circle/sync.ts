/** The one sentence about where a circle's words are. No number stands in it: it is said aloud whenever it changes. */
import { type Circle, type SyncState, travels } from '../../../../shared/circle/circle.ts'

export type SyncWord =
  | 'rests'
  | 'paused'
  | 'off'
  | 'keyless'
  | 'alone'
  | 'empty'
  | 'everywhere'
  | 'offline'
  | 'coming'
  | 'going'
  | 'everywhere-own'
  | 'going-own'

type Known = Pick<Circle, 'standing' | 'keyless' | 'notes' | 'closedNotes' | 'sync'>

/** No other device is in: neither somebody else's nor another one of this person's. */
export const isAlone = ({ people, computers }: SyncState): boolean => people <= 1 && computers.others === 0

export function syncWord({ standing, keyless, notes, closedNotes, sync }: Known): SyncWord {
  const { people, reached, computers, coming, links, paused, off } = sync
  if (!travels(standing)) return 'rests'
  if (paused) return 'paused'
  if (keyless) return 'keyless'
  if (isAlone(sync)) return 'alone'
  const isOwn = people <= 1
  const isThere = isOwn ? computers.reached === computers.others : reached === people
  if (isThere && coming === 0)
    return notes.length + closedNotes === 0 ? 'empty' : isOwn ? 'everywhere-own' : 'everywhere'
  if (off) return 'off'
  if (links === 0) return 'offline'
  if (coming > 0) return 'coming'
  return isOwn ? 'going-own' : 'going'
}
