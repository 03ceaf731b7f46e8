/** A ruled sheet to write on: one ProseMirror view, made when it appears and ended when it goes. */
import type { EditorState, Plugin } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useRef } from 'react'
import { useHouse } from '../bridge/rooms.ts'
import { spellingMarks } from '../spelling/marks.ts'
import { askAboutWord } from '../spelling/SpellingMenu.tsx'
import styles from './Sheet.module.css'
import { stepOfItsOwn } from './undo.ts'

export type SheetProps = {
  /** Its name for a screen reader. */
  readonly label: string
  /** Called once, when the sheet appears. What it returns is loaded, and is nobody's change. */
  readonly begin: () => EditorState
  readonly plugins?: readonly Plugin[]
  /** After every change a person made (never after loading). */
  readonly changed?: (state: EditorState) => void
  /** The sheet that the toolbar works on. */
  readonly active: (view: EditorView) => void
  /** Something moved: selection, marks, words. */
  readonly moved?: () => void
  readonly gone?: () => void
  readonly blurred?: () => void
  /** Wraps the laying of the sheet. */
  readonly around?: <T>(run: () => T) => T
  readonly focus?: boolean
  readonly readOnly?: boolean
  readonly placeholder?: string
}

const isEmpty = (state: EditorState): boolean => {
  const first = state.doc.firstChild
  return state.doc.childCount === 1 && first?.content.size === 0 && first.attrs['kind'] === 'paragraph'
}

const marked = (state: EditorState, more: readonly Plugin[]): EditorState =>
  more.length === 0 ? state : state.reconfigure({ plugins: [...state.plugins, ...more] })

export function Sheet(props: SheetProps) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const { spelling } = useHouse()
  const laid = useRef<EditorView | null>(null)
  const called = useRef(props.label)

  useEffect(() => {
    if (!place.current) return
    const { begin, readOnly, focus, placeholder, around = run => run() } = latest.current
    const dress = (state: EditorState): Record<string, string> => ({
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': called.current,
      ...(readOnly ? { 'aria-readonly': 'true' } : {}),
      ...(placeholder ? { 'aria-placeholder': placeholder } : {}),
      ...(placeholder && isEmpty(state) ? { 'data-hint': placeholder } : {}),
      spellcheck: 'false',
      class: styles['sheet'] ?? '',
    })
    const mount = place.current
    const view = around(
      () =>
        new EditorView(mount, {
          state: marked(begin(), readOnly ? [] : [spellingMarks(spelling, askAboutWord)]),
          editable: () => !readOnly,
          attributes: dress,
          // While the view is being laid, a plugin may already change it: hence `this`.
          dispatchTransaction(this: EditorView, tr) {
            if (tr.docChanged && !this.state.selection.empty) stepOfItsOwn(this.state, tr)
            this.updateState(this.state.apply(tr))
            if (tr.docChanged) latest.current.changed?.(this.state)
            latest.current.moved?.()
          },
          handleDOMEvents: {
            focus: () => {
              latest.current.active(view)
              return false
            },
            blur: () => {
              latest.current.blurred?.()
              return false
            },
          },
        }),
    )
    laid.current = view
    if (focus) {
      view.focus()
      latest.current.active(view)
    }
    return () => {
      latest.current.gone?.()
      view.destroy()
      laid.current = null
    }
  }, [spelling])
  // An entry before it may be gone, and this one is called by another number.
  useEffect(() => {
    called.current = props.label
    laid.current?.setProps({})
  }, [props.label])

  return <div ref={place} className={styles['place']} />
}
