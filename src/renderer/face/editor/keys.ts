/** The keys of writing, and the few Markdown beginnings that become what they mean. */
import { baseKeymap } from 'prosemirror-commands'
import { InputRule, inputRules } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import type { Command, Plugin } from 'prosemirror-state'
import type { BlockKind } from '../../../shared/writing/writing.ts'
import {
  enter,
  insertBreak,
  plainFirst,
  shift,
  toggleBold,
  toggleCheck,
  toggleCode,
  toggleItalic,
  toggleKind,
} from './commands.ts'
import { kindOf, schema } from './schema.ts'

/** `start` and a space at the beginning of a paragraph turn it into `kind`; on a line that is one already they just go. */
const becomes = (start: RegExp, kind: BlockKind, checked = false): InputRule =>
  new InputRule(start, (state, _match, from, to) => {
    const at = state.doc.resolve(from)
    const before = kindOf(at.parent.attrs)
    if (at.parent.type !== schema.nodes.block || (before !== 'paragraph' && before !== kind)) return null
    return state.tr.delete(from, to).setNodeMarkup(at.before(), null, { ...at.parent.attrs, kind, checked })
  })

export const markdown = (): Plugin =>
  inputRules({
    rules: [
      becomes(/^#{1,3}\s$/, 'heading'),
      becomes(/^\[ ?\]\s$/, 'check'),
      becomes(/^\[x\]\s$/i, 'check', true),
      becomes(/^[-*]\s$/, 'bullet'),
      becomes(/^1[.)]\s$/, 'ordered'),
      becomes(/^>\s$/, 'quote'),
    ],
  })

/** `undo` and `redo` differ: the journal keeps its own history, a shared note only one's own changes. */
export const keys = (undo: Command, redo: Command): Plugin[] => [
  keymap({
    'Mod-b': toggleBold,
    'Mod-i': toggleItalic,
    'Mod-e': toggleCode,
    'Mod-Alt-0': toggleKind('paragraph'),
    'Mod-Alt-1': toggleKind('heading'),
    'Mod-Shift-8': toggleKind('bullet'),
    'Mod-Shift-7': toggleKind('ordered'),
    'Mod-Shift-9': toggleKind('quote'),
    'Mod-]': shift(1),
    'Mod-[': shift(-1),
    'Mod-Enter': toggleCheck,
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    Enter: enter,
    'Shift-Enter': insertBreak,
    Backspace: plainFirst,
  }),
  keymap(baseKeymap),
]
