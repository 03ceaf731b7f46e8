/** How an attachment stands in the line: an image, a recording, or a slip with its name. Pressed, it opens. */
import { closeHistory } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { Selection, TextSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { sizeName } from '../../../../shared/locales/sizes.ts'
import { t } from '../../../../shared/locales/speak.ts'
import type { Attachment } from '../../../../shared/writing/attachment.ts'
import styles from './Attachment.module.css'
import { type Kept, shownAs } from './kept.ts'

export type Showing = {
  readonly kept: (node: Node) => Kept
  /** Somebody pressed it. `at`: where it stands now; undefined when it is gone. */
  readonly open: (view: EditorView, node: Node, at: () => number | undefined) => void
}

const isImage = ({ width, height }: Attachment): boolean => Boolean(width && height)
const isSound = ({ type }: Attachment): boolean => type.startsWith('audio/')

/** Lines of a page so wide (px) that an image takes, its own height at most: lines go on beneath it where they were. */
function rows({ width, height }: Attachment, wide: number): number {
  const [w, h] = [width ?? 1, height ?? 1]
  const fits = Math.min(h, (h / w) * wide) / 32
  return Math.max(1, Math.min(11, Math.ceil(fits)))
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string | undefined,
  ...children: (HTMLElement | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...children)
  return made
}

export class AttachmentView implements NodeView {
  readonly dom: HTMLElement
  #node: Node
  readonly #view: EditorView
  readonly #at: () => number | undefined
  readonly #showing: Showing
  readonly #urls: string[] = []
  #gone = false

  constructor(node: Node, view: EditorView, at: () => number | undefined, showing: Showing) {
    this.#node = node
    this.#view = view
    this.#at = at
    this.#showing = showing
    this.dom = element('span', styles['attachment'])
    this.dom.contentEditable = 'false'
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    const before = this.#node
    this.#node = node
    if (!node.hasMarkup(before.type, before.attrs)) this.#draw()
    return true
  }

  selectNode(): void {
    this.dom.classList.add(styles['chosen'] ?? 'chosen')
  }
  deselectNode(): void {
    this.dom.classList.remove(styles['chosen'] ?? 'chosen')
  }

  /** What happens on the button and the player is theirs; dragging and copying is the editor's. */
  stopEvent(event: Event): boolean {
    return /^(key|mouse|pointer|click|focus|touch)/.test(event.type)
  }
  ignoreMutation(): boolean {
    return true
  }
  destroy(): void {
    this.#gone = true
    for (const url of this.#urls) URL.revokeObjectURL(url)
  }

  #draw(): void {
    const attachment = shownAs(this.#node)
    if (!attachment) {
      this.dom.replaceChildren(element('span', styles['slip'], String(this.#node.attrs['name'] ?? '')))
      return
    }
    const { name, alt, size } = attachment
    const seen = t('attached.size', { name, size: sizeName(size) })
    // Whoever speaks to their computer says what stands on the button.
    const called = isImage(attachment)
      ? alt || name
      : alt
        ? t('attached.size', { name: alt, size: seen })
        : seen
    const key = isImage(attachment)
      ? 'attached.image'
      : isSound(attachment)
        ? 'attached.sound'
        : 'attached.file'
    const press = element('button', styles[isImage(attachment) ? 'image' : 'slip'])
    press.type = 'button'
    press.setAttribute('aria-label', t(key, { name: called }))
    press.addEventListener('click', () => this.#showing.open(this.#view, this.#node, this.#at))
    press.addEventListener('keydown', event => this.#key(event))
    if (isImage(attachment)) {
      press.style.setProperty('--rows-wide', String(rows(attachment, 500)))
      press.style.setProperty('--rows-narrow', String(rows(attachment, 290)))
      press.style.setProperty('--shape', `${attachment.width} / ${attachment.height}`)
      void this.#image(press, attachment)
    } else press.append(seen)
    this.dom.replaceChildren(press)
    if (isSound(attachment)) this.dom.append(this.#listen(attachment))
  }

  async #url(blob: string, type: string): Promise<string | undefined> {
    const file = await this.#showing.kept(this.#node).fetch(blob, type)
    if (!file || this.#gone) return undefined
    const url = URL.createObjectURL(file)
    this.#urls.push(url)
    return url
  }

  async #image(press: HTMLButtonElement, { blob, thumb, type, name }: Attachment): Promise<void> {
    const url = (thumb && (await this.#url(thumb, 'image/webp'))) || (await this.#url(blob, type))
    if (this.#gone) return
    if (!url) return press.replaceChildren(t('attached.gone', { name }))
    const image = element('img', undefined)
    image.alt = ''
    image.draggable = false
    image.src = url
    press.replaceChildren(image)
  }

  #listen(attachment: Attachment): HTMLElement {
    const button = element('button', styles['listen'], t('attached.listen'))
    button.type = 'button'
    button.setAttribute('aria-label', t('attached.listen.label', { name: attachment.name }))
    button.addEventListener('keydown', event => this.#key(event))
    const open = async () => {
      // Not disabled: the focus stays.
      button.setAttribute('aria-disabled', 'true')
      button.textContent = t('attached.opening')
      const url = await this.#url(attachment.blob, attachment.type)
      if (this.#gone) return
      if (!url) return button.replaceChildren(t('attached.gone', { name: attachment.name }))
      const player = element('audio', styles['player'])
      player.controls = true
      // Saving a copy is asked for where it is said what that means.
      player.setAttribute('controlslist', 'nodownload')
      player.src = url
      button.replaceWith(player)
      player.focus()
      // A kind this page cannot play shows the player at rest.
      await player.play().catch(() => {})
    }
    button.addEventListener('click', () => void open(), { once: true })
    return button
  }

  #key(event: KeyboardEvent): void {
    fileKeys(event, this.#view, this.#at(), this.#node.nodeSize)
  }
}

/** Delete takes a file out, the arrows go on from it; Enter and Space press it, as any button. `at`: where it stands. */
export function fileKeys(event: KeyboardEvent, view: EditorView, at: number | undefined, size: number): void {
  if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const { state } = view
  const after = at + size
  if ((event.key === 'Delete' || event.key === 'Backspace') && view.editable) {
    view.dispatch(closeHistory(state.tr.delete(at, after)))
  } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const to = state.doc.resolve(event.key === 'ArrowLeft' ? at : after)
    const spot: Selection = to.parent.inlineContent
      ? TextSelection.create(state.doc, to.pos)
      : Selection.near(to)
    view.dispatch(state.tr.setSelection(spot))
  } else return
  event.preventDefault()
  view.focus()
}
