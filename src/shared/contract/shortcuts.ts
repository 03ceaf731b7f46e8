/** Keys that somebody chose. They stand in the vault: they say how somebody's hands move. */
import * as v from 'valibot'
import { Chosen } from '../commands.ts'
import { call } from './wire.ts'

export const shortcutCalls = {
  /** What was chosen instead of what commands come with; commands left out have their own keys. */
  'shortcuts.read': call(v.object({}), v.object({ chosen: Chosen })),
  /** All that is chosen from now on. Clashes are the face's to refuse (shared/commands.ts). */
  'shortcuts.keep': call(v.object({ chosen: Chosen }), v.object({})),
} as const
