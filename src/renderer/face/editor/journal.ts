/** The journal's way of editing: a page of JSON, loaded as nobody's change, with a history that begins after it. */
import { history, redo, undo } from 'prosemirror-history'
import { Node } from 'prosemirror-model'
import { EditorState, type Plugin, Selection } from 'prosemirror-state'
import { plainText, type Writing } from '../../../shared/writing/writing.ts'
import { keys, markdown } from './keys.ts'
import { schema } from './schema.ts'

export { redo, undo }

/** `whole` is false when a newer Kinfold wrote something this one cannot show: then it may be read, never saved over. */
export function fromWriting(writing: Writing): { readonly doc: Node; readonly whole: boolean } {
  try {
    const doc = Node.fromJSON(schema, writing)
    doc.check()
    return { doc, whole: true }
  } catch {
    const lines = plainText(writing).split('\n')
    const blocks = lines.map(line => schema.nodes.block.create(null, line ? schema.text(line) : null))
    return { doc: schema.nodes.doc.create(null, blocks), whole: false }
  }
}

/** `first`: plugins whose keys come before those of writing. */
export function journalState(doc: Node, more: readonly Plugin[], first: readonly Plugin[] = []): EditorState {
  return EditorState.create({
    doc,
    selection: Selection.atEnd(doc),
    plugins: [...first, ...keys(undo, redo), markdown(), history(), ...more],
  })
}

/** Nothing on it: no word, and no file either. */
export function isBlank(doc: Node): boolean {
  if (doc.childCount !== 1 || doc.textContent.trim() !== '') return false
  let files = 0
  doc.descendants(({ type }) => {
    if (type === schema.nodes.attachment) files++
  })
  return files === 0
}
