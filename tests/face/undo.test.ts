/** What a slip of the hand takes, half a second after the last letter or sooner, and one press of undo gives back. */
import { undo as undoJournal } from 'prosemirror-history'
import { AllSelection, type Command, type EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { expect, it } from 'vitest'
import { ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { journalState } from '../../src/renderer/face/editor/journal.ts'
import { schema } from '../../src/renderer/face/editor/schema.ts'
import { sharedState, undoShared } from '../../src/renderer/face/editor/shared.ts'
import { stepOfItsOwn } from '../../src/renderer/face/editor/undo.ts'

const SAID = 'Please do not forget the garden.'

function shared(): EditorState {
  const doc = new Y.Doc()
  const body = doc.getXmlFragment('body')
  const block = new Y.XmlElement('block')
  block.setAttribute('kind', 'paragraph')
  body.push([block])
  return sharedState(body, new Y.UndoManager(body, { trackedOrigins: new Set([ySyncPluginKey]) }), [])
}

const empty = () => schema.nodes.doc.create(null, schema.nodes.block.create())

const WAYS: readonly [string, () => EditorState, Command][] = [
  ['journal', () => journalState(empty(), []), undoJournal],
  ['shared note', shared, undoShared],
]

it.each(WAYS)('in the %s', async (_, begin, undo) => {
  const mount = document.body.appendChild(document.createElement('div'))
  const view = new EditorView(mount, {
    state: begin(),
    dispatchTransaction(this: EditorView, tr) {
      if (tr.docChanged && !this.state.selection.empty) stepOfItsOwn(this.state, tr)
      this.updateState(this.state.apply(tr))
    },
  })
  await new Promise(done => setTimeout(done, 0))
  for (const letter of SAID) view.dispatch(view.state.tr.insertText(letter))
  view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc)))
  view.dispatch(view.state.tr.deleteSelection())
  for (const letter of 'nna') view.dispatch(view.state.tr.insertText(letter))
  expect(view.state.doc.textContent).toBe('nna')
  undo(view.state, view.dispatch)
  expect(view.state.doc.textContent).toBe(SAID)
  view.destroy()
})
