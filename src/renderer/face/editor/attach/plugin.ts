/** Files in a sheet: how they look, and how files come by paste and drop. */
import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { NodeSelection, Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView, type NodeView } from 'prosemirror-view'
import { carried } from './carried.ts'
import { shownAs } from './kept.ts'
import type { Showing } from './view.ts'

/** Where a file that is on its way will stand, or one that was taken out stood, whatever is written meanwhile. */
type Place = { readonly id: number; readonly at: number; readonly seen: boolean }
type Places = { readonly add?: Place; readonly remove?: number }
const key = new PluginKey<DecorationSet>('attaching')

let last = 0

const idOf = (place: Decoration): unknown => (place.spec as { id?: unknown }).id

export function keepPlace(view: EditorView, at: number): number {
  const id = ++last
  view.dispatch(view.state.tr.setMeta(key, { add: { id, at, seen: true } } satisfies Places))
  return id
}

/** A change of its own: taken back alone. Answers what puts it back where it was, by now, and leaves all else as it is. */
export function takeOutAt(view: EditorView, at: number, file: Node): () => void {
  const id = ++last
  const tr = closeHistory(view.state.tr.delete(at, at + 1))
  view.dispatch(tr.setMeta(key, { add: { id, at, seen: false } } satisfies Places))
  return () => {
    if (view.isDestroyed) return
    const [place] = placesOf(view, id)
    const beside = place && view.state.doc.resolve(place.from)
    // Undone by its keys already.
    const there = [beside?.nodeBefore, beside?.nodeAfter].some(
      node => node?.attrs['blob'] === file.attrs['blob'],
    )
    if (there) leavePlace(view, id)
    else putAt(view, id, file)
  }
}

const placesOf = (view: EditorView, id: number): readonly Decoration[] =>
  key.getState(view.state)?.find(undefined, undefined, spec => spec['id'] === id) ?? []

export function leavePlace(view: EditorView, id: number): void {
  if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { remove: id } satisfies Places))
}

/** Where it was kept; where the cursor is, if what stood around it was deleted. */
export function putAt(view: EditorView, id: number, file: Node): void {
  const { state } = view
  const [place] = placesOf(view, id)
  const at = place?.from ?? state.selection.head
  const tr = closeHistory(state.tr).insert(at, file)
  view.dispatch(tr.setMeta(key, { remove: id } satisfies Places))
}

/** Files that are meant as files: a text that carries a picture of itself, as offices copy it, is text. */
export function filesIn(bag: DataTransfer | null): readonly File[] {
  const files = Array.from(bag?.files ?? [])
  if (files.length === 0 || !bag) return []
  const isText = bag.getData('text/html') !== '' && bag.getData('text/plain').trim() !== ''
  return isText ? [] : files
}

/** A folder looks like a file until it is read. */
export const isFolder = (bag: DataTransfer | null): boolean =>
  Array.from(bag?.items ?? []).some(
    item => typeof item.webkitGetAsEntry === 'function' && item.webkitGetAsEntry()?.isDirectory,
  )

export type Attaching = Pick<Showing, 'open'> & {
  readonly nodeViews: Readonly<
    Record<string, (node: Node, view: EditorView, at: () => number | undefined) => NodeView>
  >
  /** A file among words that are pasted: whether it is kept where this page's are. */
  readonly takes: (file: Node) => boolean
  /** Some were not taken. */
  readonly left: () => void
  readonly add: (view: EditorView, files: readonly File[], at: number) => void
  readonly refuseFolder: () => void
}

export function attaching(how: Attaching): Plugin<DecorationSet> {
  const take = (view: EditorView, bag: DataTransfer | null, at: () => number | undefined): boolean => {
    const files = filesIn(bag)
    if (files.length === 0) return false
    const place = at()
    if (!view.editable || place === undefined) return true
    if (isFolder(bag)) how.refuseFolder()
    else how.add(view, files, place)
    return true
  }
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, old) {
        const { add, remove } = (tr.getMeta(key) as Places | undefined) ?? {}
        let set = old.map(tr.mapping, tr.doc)
        if (remove !== undefined) set = set.remove(set.find().filter(place => idOf(place) === remove))
        if (!add) return set
        const mark = document.createElement('span')
        mark.setAttribute('aria-hidden', 'true')
        if (add.seen) mark.textContent = '…'
        return set.add(tr.doc, [Decoration.widget(add.at, mark, { id: add.id })])
      },
    },
    props: {
      decorations: state => key.getState(state),
      nodeViews: how.nodeViews,
      transformPasted: slice => {
        const words = carried(slice, how.takes)
        if (words !== slice) how.left()
        return words
      },
      handlePaste: (view, event) => take(view, event.clipboardData, () => view.state.selection.from),
      handleDrop: (view, event, _slice, moved) =>
        !moved &&
        take(
          view,
          event.dataTransfer,
          () =>
            view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from,
        ),
      handleKeyDown: (view, event) => {
        const { selection } = view.state
        if (!(selection instanceof NodeSelection)) return false
        if (!shownAs(selection.node)) return false
        if ((event.key === 'Delete' || event.key === 'Backspace') && view.editable) {
          // A change of its own: taken back alone.
          view.dispatch(closeHistory(view.state.tr.deleteSelection()))
          return true
        }
        if (event.key !== 'Enter') return false
        how.open(view, selection.node, () =>
          view.state.selection instanceof NodeSelection ? view.state.selection.from : undefined,
        )
        return true
      },
    },
  })
}
