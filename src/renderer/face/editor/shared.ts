/**
 * The circle's way of editing: the same sheet, bound to a Y.Doc; undo takes back one's own changes alone. Signs typed here
 * stay the signs that others see, so no beginning of a line turns into a list by itself.
 */

import type { Command } from 'prosemirror-state'
import { EditorState, type Plugin } from 'prosemirror-state'
import { redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type * as Y from 'yjs'
import { t } from '../../../shared/locales/speak.ts'
import { say } from '../ui/toast.tsx'
import { noAttachments } from './attach/none.ts'
import { keys } from './keys.ts'
import { schema } from './schema.ts'

export const undoShared: Command = (state, dispatch) => (dispatch ? undo(state) : true)
export const redoShared: Command = (state, dispatch) => (dispatch ? redo(state) : true)

export function sharedState(
  body: Y.XmlFragment,
  manager: Y.UndoManager,
  more: readonly Plugin[],
): EditorState {
  return EditorState.create({
    schema,
    plugins: [
      ySyncPlugin(body),
      yUndoPlugin({ undoManager: manager }),
      ...keys(undoShared, redoShared),
      noAttachments({
        refuse: () => say(t('attach.not.here')),
        left: () => say(t('attach.not.carried')),
      }),
      ...more,
    ],
  })
}
