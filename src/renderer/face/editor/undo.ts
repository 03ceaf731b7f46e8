/** What one press of undo takes back. */
import { closeHistory } from 'prosemirror-history'
import type { EditorState, Transaction } from 'prosemirror-state'
import { yUndoPluginKey } from 'y-prosemirror'

/**
 * What replaces or deletes chosen words begins a step of its own, however soon it comes after the last letter: so undo gives
 * back what a slip of the hand took, and not less. `before`: the state that `tr` is about to change.
 */
export function stepOfItsOwn(before: EditorState, tr: Transaction): void {
  closeHistory(tr)
  yUndoPluginKey.getState(before)?.undoManager.stopCapturing()
}
