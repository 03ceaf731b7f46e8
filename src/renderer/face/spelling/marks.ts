/**
 * Marks under words the dictionary does not know. They are drawn, not written: no mark ever reaches an entry, a note or
 * another member. The word under the cursor is left alone until the writer moves on.
 */
import { keydownHandler } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { keysNow } from '../keys/shortcuts.ts'
import { asked } from './asked.ts'
import { type SpellingKeeper, useSpelling } from './spelling.ts'

/** ms of rest after a change, before words are looked at again. */
const REST = 400

const LOOK = { 'aria-invalid': 'spelling', class: 'unknown' }
const key = new PluginKey<DecorationSet>('spelling')

export type Word = { readonly word: string; readonly from: number; readonly to: number }

/** A block's text with its places kept: what is not text counts as a space. */
const textOf = (block: Node): string => block.textBetween(0, block.content.size, undefined, ' ')

function marks(state: EditorState, spelling: SpellingKeeper): DecorationSet {
  const { head, empty } = state.selection
  const found: Decoration[] = []
  state.doc.forEach((block, offset) => {
    if (block.attrs['kind'] === 'code') return
    for (const { word, from, to } of asked(textOf(block))) {
      const [start, end] = [offset + 1 + from, offset + 1 + to]
      if (empty && head >= start && head <= end) continue
      if (spelling.marked(word)) found.push(Decoration.inline(start, end, LOOK, { word }))
    }
  })
  return DecorationSet.create(state.doc, found)
}

/** A mark goes with its word, and is gone as soon as the word is another. */
function moved(old: DecorationSet, tr: Transaction): DecorationSet {
  if (!tr.docChanged) return old
  const set = old.map(tr.mapping, tr.doc)
  return set.remove(set.find().filter(({ from, to, spec }) => tr.doc.textBetween(from, to) !== spec['word']))
}

/** The marked word at a place of the document. */
export function wordAt(state: EditorState, pos: number): Word | undefined {
  const mark = key.getState(state)?.find(pos, pos)[0]
  return mark && { word: state.doc.textBetween(mark.from, mark.to), from: mark.from, to: mark.to }
}

/** `ask`: somebody wants to know about a marked word. True where there is something to say. */
export function spellingMarks(
  spelling: SpellingKeeper,
  ask: (view: EditorView, word: Word) => void,
): Plugin<DecorationSet> {
  const asks = (view: EditorView, pos: number | undefined): boolean => {
    const word = pos === undefined ? undefined : wordAt(view.state, pos)
    if (word) ask(view, word)
    return word !== undefined
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, old) => (tr.getMeta(key) as DecorationSet | undefined) ?? moved(old, tr),
    },
    props: {
      decorations: state => key.getState(state),
      handleDOMEvents: {
        contextmenu: (view, event) => {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (!asks(view, at?.pos)) return false
          event.preventDefault()
          return true
        },
      },
      handleKeyDown: (view, event) =>
        keydownHandler({ [keysNow('spelling')]: ({ selection }) => asks(view, selection.head) })(view, event),
    },
    view: view => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const draw = (): void => {
        if (!useSpelling.getState().on && key.getState(view.state) === DecorationSet.empty) return
        view.dispatch(view.state.tr.setMeta(key, marks(view.state, spelling)))
      }
      const soon = (ms: number): void => {
        clearTimeout(timer)
        timer = setTimeout(draw, ms)
      }
      const off = useSpelling.subscribe(() => soon(0))
      soon(0)
      return {
        update: (_, before) => {
          const { doc, selection } = view.state
          if (before.doc !== doc || !before.selection.eq(selection)) soon(REST)
        },
        destroy: () => {
          clearTimeout(timer)
          off()
        },
      }
    },
  })
}
