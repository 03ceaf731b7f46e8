/** The writing tools: a row of small buttons that work on the sheet one last wrote on. */
import {
  Bold,
  Heading,
  Italic,
  List,
  ListOrdered,
  type LucideIcon,
  Paperclip,
  Quote,
  Redo2,
  Undo2,
} from 'lucide-react'
import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { memo, useRef } from 'react'
import { Toolbar } from 'react-aria-components'
import type { MessageKey } from '../../../shared/locales/en.ts'
import { t } from '../../../shared/locales/speak.ts'
import { hasMark, isKind, toggleBold, toggleItalic, toggleKind } from './commands.ts'
import styles from './Tools.module.css'

type Tool = {
  readonly name: MessageKey
  readonly icon: LucideIcon
  readonly run: Command
  readonly on?: (state: EditorState) => boolean
}

const SHAPES: readonly Tool[] = [
  { name: 'tools.bold', icon: Bold, run: toggleBold, on: state => hasMark(state, 'bold') },
  { name: 'tools.italic', icon: Italic, run: toggleItalic, on: state => hasMark(state, 'italic') },
  { name: 'tools.heading', icon: Heading, run: toggleKind('heading'), on: state => isKind(state, 'heading') },
  { name: 'tools.list', icon: List, run: toggleKind('bullet'), on: state => isKind(state, 'bullet') },
  {
    name: 'tools.ordered',
    icon: ListOrdered,
    run: toggleKind('ordered'),
    on: state => isKind(state, 'ordered'),
  },
  { name: 'tools.quote', icon: Quote, run: toggleKind('quote'), on: state => isKind(state, 'quote') },
]

/** All that the tools show of a sheet, in one word: while it stays the same there is nothing to draw anew. */
export const toolsShow = (view: EditorView | null): string =>
  view && !view.isDestroyed ? SHAPES.map(({ on }) => Number(on?.(view.state) ?? false)).join('') : ''

export type ToolsProps = {
  readonly view: EditorView | null
  readonly undo: Command
  readonly redo: Command
  /** What `toolsShow` says now: they are drawn anew when it says something else, and not with every word. */
  readonly shows: string
  /** Where files may be attached. */
  readonly attach?: (view: EditorView, files: readonly File[]) => void
}

export const Tools = memo(function Tools({ view, undo, redo, attach }: ToolsProps) {
  const chooser = useRef<HTMLInputElement>(null)
  const live = view && !view.isDestroyed && view.editable ? view : null
  const tool = ({ name, icon: Icon, run, on }: Tool) => {
    const pressed = on && live ? on(live.state) : undefined
    return (
      <button
        key={name}
        type="button"
        aria-label={t(name)}
        title={t(name)}
        {...(on ? { 'aria-pressed': pressed ?? false } : {})}
        className={styles['tool']}
        disabled={!live}
        // Pressing a tool must not take the writing place away.
        onMouseDown={event => event.preventDefault()}
        onClick={event => {
          if (!live) return
          run(live.state, live.dispatch, live)
          if (event.detail > 0) live.focus()
        }}
      >
        <Icon aria-hidden="true" size="1.25em" strokeWidth={1.75} />
      </button>
    )
  }
  return (
    <Toolbar aria-label={t('tools.label')} className={styles['tools'] ?? ''}>
      {SHAPES.map(tool)}
      {attach && (
        <>
          <button
            type="button"
            aria-label={t('tools.attach')}
            title={t('tools.attach')}
            className={styles['tool']}
            disabled={!live}
            onMouseDown={event => event.preventDefault()}
            onClick={() => chooser.current?.click()}
          >
            <Paperclip aria-hidden="true" size="1.25em" strokeWidth={1.75} />
          </button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            onChange={({ target }) => {
              const files = Array.from(target.files ?? [])
              // The same file may be chosen again.
              target.value = ''
              if (!live || files.length === 0) return
              live.focus()
              attach(live, files)
            }}
          />
        </>
      )}
      <span className={styles['gap']} aria-hidden="true" />
      {tool({ name: 'tools.undo', icon: Undo2, run: undo })}
      {tool({ name: 'tools.redo', icon: Redo2, run: redo })}
    </Toolbar>
  )
})
