/** What the keys and the toolbar do to blocks. Each is a ProseMirror command: says whether it can, and does it if asked. */
import { chainCommands, splitBlockAs, toggleMark } from 'prosemirror-commands'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import type { BlockKind } from '../../../shared/writing/writing.ts'
import { DEEPEST, depthOf, kindOf, schema } from './schema.ts'

const { bold, italic, code } = schema.marks

export const toggleBold = toggleMark(bold)
export const toggleItalic = toggleMark(italic)
export const toggleCode = toggleMark(code)

const LISTS: readonly BlockKind[] = ['bullet', 'ordered', 'check']

function blocksIn(state: EditorState): { pos: number; kind: BlockKind; depth: number; checked: boolean }[] {
  const found: { pos: number; kind: BlockKind; depth: number; checked: boolean }[] = []
  const { from, to } = state.selection
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.type !== schema.nodes.block) return true
    found.push({
      pos,
      kind: kindOf(node.attrs),
      depth: depthOf(node.attrs),
      checked: node.attrs['checked'] === true,
    })
    return false
  })
  return found
}

/** The selected blocks become this kind; if all of them are, they become paragraphs again. */
export const toggleKind =
  (kind: BlockKind): Command =>
  (state, dispatch) => {
    const blocks = blocksIn(state)
    if (blocks.length === 0) return false
    const to = blocks.every(found => found.kind === kind) ? 'paragraph' : kind
    if (!dispatch) return true
    const tr = state.tr
    for (const { pos, depth } of blocks)
      tr.setNodeMarkup(pos, null, { kind: to, depth: LISTS.includes(to) ? depth : 0, checked: false })
    dispatch(tr.scrollIntoView())
    return true
  }

export const isKind = (state: EditorState, kind: BlockKind): boolean => {
  const blocks = blocksIn(state)
  return blocks.length > 0 && blocks.every(found => found.kind === kind)
}

export const hasMark = (state: EditorState, name: 'bold' | 'italic'): boolean => {
  const mark = schema.marks[name]
  const { from, to, empty, $from } = state.selection
  return empty
    ? (mark.isInSet(state.storedMarks ?? $from.marks()) ?? false) !== false
    : state.doc.rangeHasMark(from, to, mark)
}

/** Whether all that is selected are lines of lists. */
export const inList = (state: EditorState): boolean => {
  const blocks = blocksIn(state)
  return blocks.length > 0 && blocks.every(({ kind }) => LISTS.includes(kind))
}

/** Deeper by one, or shallower: list lines alone. */
export const shift =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const blocks = blocksIn(state).filter(
      ({ kind, depth }) => LISTS.includes(kind) && depth + by >= 0 && depth + by <= DEEPEST,
    )
    if (blocks.length === 0) return false
    if (dispatch) {
      const tr = state.tr
      for (const { pos, kind, depth, checked } of blocks)
        tr.setNodeMarkup(pos, null, { kind, depth: depth + by, checked })
      dispatch(tr)
    }
    return true
  }

/** Enter on an empty line of a list or quotation leaves it. */
const leaveEmpty: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const node = $from.parent
  if (!empty || node.content.size > 0 || kindOf(node.attrs) === 'paragraph') return false
  const depth = depthOf(node.attrs)
  const attrs =
    depth > 0
      ? { ...node.attrs, depth: depth - 1, checked: false }
      : { kind: 'paragraph', depth: 0, checked: false }
  dispatch?.(state.tr.setNodeMarkup($from.before(), null, attrs))
  return true
}

/** A new line goes on with a list or quotation; after a heading it is a paragraph. */
const split = splitBlockAs((node, atEnd) => {
  const kind = kindOf(node.attrs)
  const goesOn = kind !== 'heading' && kind !== 'rule'
  if (!goesOn && !atEnd) return null
  return {
    type: schema.nodes.block,
    attrs: goesOn ? { ...node.attrs, checked: false } : { kind: 'paragraph', depth: 0, checked: false },
  }
})

const newlineInCode: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (kindOf($from.parent.attrs) !== 'code') return false
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.break.create()).scrollIntoView())
  return true
}

export const enter = chainCommands(leaveEmpty, split)

/** Backspace at the start of a line that is something special makes it a plain one first. */
export const plainFirst: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || !(state.selection instanceof TextSelection)) return false
  const node = $from.parent
  if (kindOf(node.attrs) === 'paragraph') return false
  const depth = depthOf(node.attrs)
  const attrs =
    depth > 0 ? { ...node.attrs, depth: depth - 1 } : { kind: 'paragraph', depth: 0, checked: false }
  dispatch?.(state.tr.setNodeMarkup($from.before(), null, attrs))
  return true
}

export const insertBreak: Command = chainCommands(newlineInCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.break.create()).scrollIntoView())
  return true
})

export const toggleCheck: Command = (state, dispatch) => {
  const blocks = blocksIn(state).filter(({ kind }) => kind === 'check')
  if (blocks.length === 0) return false
  if (dispatch) {
    const tr = state.tr
    for (const { pos, kind, depth, checked } of blocks)
      tr.setNodeMarkup(pos, null, { kind, depth, checked: !checked })
    dispatch(tr)
  }
  return true
}
