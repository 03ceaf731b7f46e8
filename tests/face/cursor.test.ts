/** The cursor that Ana has just put somewhere, while Bob's words come. */
import { TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { openRooms } from '../../src/renderer/face/bridge/kinfold.ts'
import { sharedState } from '../../src/renderer/face/editor/shared.ts'
import { keepNotes } from '../../src/renderer/face/features/note/notes.ts'
import { makeFakeVault } from './fake-vault.ts'
import { heldTimers } from './timers.ts'

function addLine(doc: Y.Doc, text: string): void {
  const block = new Y.XmlElement('block')
  block.setAttribute('kind', 'paragraph')
  block.insert(0, [new Y.XmlText(text)])
  doc.getXmlFragment('body').push([block])
}

it('stays where she put it, although the browser has not told the editor yet', async () => {
  const fake = makeFakeVault()
  fake.opened()
  const { vault } = openRooms(fake.kinfold)
  const notes = keepNotes(vault, heldTimers().timers)
  const founded = await vault.ask('circle.found', { name: 'Thursday table', ownName: 'Ana' })
  if (!founded.ok) throw new Error(founded.fault)
  const { circle } = founded.value
  const made = await vault.ask('note.create', { circle })
  if (!made.ok) throw new Error(made.fault)
  const { note } = made.value
  for (const line of ['The kettle clicked.', 'Nobody spoke for a while.'])
    fake.arrive(note, doc => addLine(doc, line))
  const opened = await notes.open(circle, note)
  if (!opened.ok) throw new Error(opened.fault)
  const live = opened.value
  const mount = document.body.appendChild(document.createElement('div'))
  const view = live.quietly(
    () => new EditorView(mount, { state: sharedState(live.session().body, live.newUndo(), []) }),
  )
  view.focus()
  const [first, second] = ['The kettle', 'Nobody'].map(words =>
    [...view.dom.children].find(block => block.textContent?.startsWith(words)),
  )
  if (!first || !second?.firstChild) throw new Error('the lines are not there')
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.posAtDOM(first, 0) + 3)))

  document.getSelection()?.collapse(second.firstChild, 6)
  fake.arrive(note, doc => addLine(doc, 'I am here, said Bob.'))
  await new Promise(done => setTimeout(done, 0))
  expect(view.state.doc.childCount).toBeGreaterThanOrEqual(3)
  const { $head } = view.state.selection
  expect([$head.parent.textContent, $head.parentOffset]).toEqual(['Nobody spoke for a while.', 6])
  view.destroy()
})
