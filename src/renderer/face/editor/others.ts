/**
 * Where others' cursors stand in a shared note, while people write together. They are drawn, not written: a line in the
 * colour of the person's seal, with its shape, and their name for a moment after it moved.
 */
import { type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from 'y-prosemirror'
import * as Y from 'yjs'
import type { Other } from '../../../shared/circle/circle.ts'
import { SEAL_SHAPES, sealColour } from '../ui/Seal.tsx'
import styles from './others.module.css'

type Shown = { readonly others: readonly Other[]; readonly drawn: DecorationSet }
type Sync = { readonly type: Y.XmlFragment; readonly doc: Y.Doc; readonly isChangeOrigin: boolean } & {
  readonly binding: { readonly mapping: Map<Y.AbstractType<unknown>, never> } | null
}

const key = new PluginKey<Shown>('others')
const NOBODY: Shown = { others: [], drawn: DecorationSet.empty }

const syncOf = (state: EditorState): Sync | undefined => ySyncPluginKey.getState(state) as Sync | undefined

/** Where this person's cursor stands, for others: a Yjs relative position. */
export function placeOf(state: EditorState): Uint8Array | null {
  const sync = syncOf(state)
  if (!sync?.binding) return null
  return Y.encodeRelativePosition(
    absolutePositionToRelativePosition(state.selection.head, sync.type, sync.binding.mapping),
  )
}

/** Undefined where it leads nowhere here: what it names has not come yet, or is gone. */
function positionOf(state: EditorState, at: Uint8Array): number | undefined {
  const sync = syncOf(state)
  if (!sync?.binding) return undefined
  try {
    const place = Y.decodeRelativePosition(at)
    const position = relativePositionToAbsolutePosition(sync.doc, sync.type, place, sync.binding.mapping)
    if (position === null) return undefined
    const { doc } = state
    return TextSelection.near(doc.resolve(Math.min(Math.max(0, position), doc.content.size))).head
  } catch {
    // It names something that no editor makes a place of.
    return undefined
  }
}

const SVG = 'http://www.w3.org/2000/svg'

/** Of no words: what the note says is read without it, and a screen reader is told who is here, not where. */
function cursor({ name, seat }: Other): HTMLElement {
  const mark = document.createElement('span')
  mark.className = `${styles['cursor']} ${sealColour(seat)}`
  mark.setAttribute('aria-hidden', 'true')
  const flag = document.createElement('span')
  flag.className = styles['flag'] ?? ''
  flag.dataset['name'] = name
  const seal = document.createElementNS(SVG, 'svg')
  const shape = document.createElementNS(SVG, 'use')
  shape.setAttribute('href', `#seal-${seat % SEAL_SHAPES}`)
  seal.append(shape)
  flag.append(seal)
  mark.append(flag)
  return mark
}

const draw = (state: EditorState, others: readonly Other[]): Shown => ({
  others,
  drawn: DecorationSet.create(
    state.doc,
    others.flatMap(other => {
      const position = other.at ? positionOf(state, other.at) : undefined
      if (position === undefined) return []
      // Another one wherever it goes, so that the name is there for a moment again.
      const same = `${other.device} ${other.seat} ${other.name} ${other.at}`
      return [
        Decoration.widget(position, () => cursor(other), { key: same, side: 10, ignoreSelection: true }),
      ]
    }),
  ),
})

export const showOthers = (view: EditorView, others: readonly Other[]): void => {
  if (key.getState(view.state)?.others !== others) view.dispatch(view.state.tr.setMeta(key, others))
}

export function otherCursors(): Plugin<Shown> {
  return new Plugin<Shown>({
    key,
    state: {
      init: () => NOBODY,
      apply(tr, old, _, state) {
        const others: readonly Other[] = tr.getMeta(key) ?? old.others
        if (others.length === 0) return others === old.others ? old : { ...NOBODY, others }
        // Words of others are laid as a whole page: every place is looked up again.
        if (others !== old.others || syncOf(state)?.isChangeOrigin) return draw(state, others)
        return tr.docChanged ? { others, drawn: old.drawn.map(tr.mapping, tr.doc) } : old
      },
    },
    props: { decorations: state => key.getState(state)?.drawn },
  })
}
