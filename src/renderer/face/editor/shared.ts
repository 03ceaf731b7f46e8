/**
 * The circle's way of editing: the same sheet, bound to a Y.Doc; undo takes back one's own changes alone. Signs typed here
 * stay the signs that others see, so no beginning of a line turns into a list by itself. `first`: plugins whose keys come
 * before those of writing.
 */

import type { Command } from 'prosemirror-state'
import { EditorState, type Plugin } from 'prosemirror-state'
import { redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type * as Y from 'yjs'
import { keys } from './keys.ts'
import { schema } from './schema.ts'

export const undoShared: Command = (state, dispatch) => (dispatch ? undo(state) : true)
export const redoShared: Command = (state, dispatch) => (dispatch ? redo(state) : true)

export function sharedState(
  body: Y.XmlFragment,
  manager: Y.UndoManager,
  more: readonly Plugin[],
  first: readonly Plugin[] = [],
): EditorState {
  return EditorState.create({
    schema,
    plugins: [
      ...first,
      ySyncPlugin(body),
      yUndoPlugin({ undoManager: manager }),
      ...keys(undoShared, redoShared),
      ...more,
    ],
  })
}
