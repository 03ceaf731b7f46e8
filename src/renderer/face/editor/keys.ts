/** The keys of writing, and the few Markdown beginnings that become what they mean. */
import { baseKeymap } from 'prosemirror-commands'
import { InputRule, inputRules } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { type Command, Plugin } from 'prosemirror-state'
import type { COMMANDS, CommandId } from '../../../shared/commands.ts'
import type { BlockKind } from '../../../shared/writing/writing.ts'
import { keysNow } from '../keys/shortcuts.ts'
import {
  enter,
  inList,
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

/** `earlier` leads away from the sheet: the page of the day knows where to. `spelling` asks about a mark: marks.ts. */
type Writing = Exclude<
  { [K in CommandId]: (typeof COMMANDS)[K]['where'] extends 'writing' ? K : never }[CommandId],
  'earlier' | 'spelling'
>

const ACTS: Readonly<Record<Writing, Command>> = {
  bold: toggleBold,
  italic: toggleItalic,
  code: toggleCode,
  paragraph: toggleKind('paragraph'),
  heading: toggleKind('heading'),
  list: toggleKind('bullet'),
  ordered: toggleKind('ordered'),
  quote: toggleKind('quote'),
  deeper: shift(1),
  shallower: shift(-1),
  check: toggleCheck,
}

const HELD: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']

/**
 * Tab and Shift Tab on lines of a list move them in and out, on every keyboard. Nobody is held there (WCAG 2.2, 2.1.2):
 * after Escape, Tab goes on as it does everywhere else, and so does Shift Tab where a line is out as far as it goes.
 */
function tabs(): Plugin {
  let free = false
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.key === 'Escape') free = true
        else if (event.key !== 'Tab' && !HELD.includes(event.key)) free = false
        if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey || view.composing)
          return false
        if (free || !inList(view.state)) return false
        const moved = shift(event.shiftKey ? -1 : 1)(view.state, view.dispatch)
        return moved || !event.shiftKey
      },
      handleDOMEvents: {
        blur: () => {
          free = false
          return false
        },
        mousedown: () => {
          free = false
          return false
        },
      },
    },
  })
}

/** Their keys are those that somebody chose; undoing is the same in every program. `undo` and `redo` differ: the journal keeps its own history, a shared note only one's own changes. */
export const keys = (undo: Command, redo: Command): Plugin[] => [
  keymap({
    ...Object.fromEntries(Object.entries(ACTS).map(([name, act]) => [keysNow(name as Writing), act])),
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    Enter: enter,
    'Shift-Enter': insertBreak,
    Backspace: plainFirst,
  }),
  tabs(),
  keymap(baseKeymap),
]
