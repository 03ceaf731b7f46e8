/** The one sentence about where a circle's words are. No number stands in it: it is said aloud whenever it changes. */
import { type Circle, travels } from '../../../../shared/circle/circle.ts'

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

type Known = Pick<Circle, 'standing' | 'keyless' | 'notes' | 'closedNotes' | 'sync'>

export function syncWord({ standing, keyless, notes, closedNotes, sync }: Known): SyncWord {
  const { people, reached, coming, links, paused, off } = sync
  if (!travels(standing)) return 'rests'
  if (paused) return 'paused'
  if (keyless) return 'keyless'
  if (people <= 1) return 'alone'
  if (reached === people && coming === 0) return notes.length + closedNotes === 0 ? 'empty' : 'everywhere'
  if (off) return 'off'
  if (links === 0) return 'offline'
  return coming > 0 ? 'coming' : 'going'
}
