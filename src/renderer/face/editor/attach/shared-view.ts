/** How a file of a circle stands in the line: what it is and how to have it, how far it is, and once it is here the file itself. */
import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { percentName, sizeName } from '../../../../shared/locales/sizes.ts'
import { t } from '../../../../shared/locales/speak.ts'
import {
  type SharedFile,
  type SharedFileState,
  sharedFileOf,
} from '../../../../shared/writing/shared-file.ts'
import styles from './Attachment.module.css'
import type { SharedFiles } from './shared-files.ts'
import { AttachmentView, element, fileKeys, type Showing } from './view.ts'

export class SharedFileView implements NodeView {
  readonly dom: HTMLElement
  #node: Node
  readonly #view: EditorView
  readonly #at: () => number | undefined
  readonly #showing: Showing
  readonly #files: SharedFiles
  #inner: AttachmentView | undefined
  #leave = (): void => {}
  #watched = ''
  /** Of a file that is coming: it stays, with the button beside it, while the number in it grows. */
  #bar: HTMLElement | undefined

  constructor(
    node: Node,
    view: EditorView,
    at: () => number | undefined,
    showing: Showing,
    files: SharedFiles,
  ) {
    this.#node = node
    this.#view = view
    this.#at = at
    this.#showing = showing
    this.#files = files
    this.dom = element('span', styles['attachment'])
    this.dom.contentEditable = 'false'
    this.#look()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#look()
    this.#inner?.update(node)
    return true
  }

  selectNode(): void {
    this.dom.classList.add(styles['chosen'] ?? 'chosen')
  }
  deselectNode(): void {
    this.dom.classList.remove(styles['chosen'] ?? 'chosen')
  }
  stopEvent(event: Event): boolean {
    return /^(key|mouse|pointer|click|focus|touch)/.test(event.type)
  }
  ignoreMutation(): boolean {
    return true
  }
  destroy(): void {
    this.#leave()
    this.#inner?.destroy()
  }

  #look(): void {
    const file = sharedFileOf(this.#node.attrs)
    // Its words were erased, or a newer Kinfold wrote it.
    if (!file) {
      this.#leave()
      this.#watched = ''
      this.dom.replaceChildren(element('span', styles['slip'], t('shared.erased')))
      return
    }
    if (this.#watched === file.blob) return
    this.#leave()
    this.#inner?.destroy()
    this.#inner = undefined
    this.#watched = file.blob
    this.dom.replaceChildren(element('span', styles['slip'], saidOf(file)))
    this.#leave = this.#files.watch(file, state => this.#draw(file, state))
  }

  #draw(file: SharedFile, { state, have }: SharedFileState): void {
    if (state === 'here') {
      this.#inner ??= new AttachmentView(this.#node, this.#view, this.#at, this.#showing)
      if (this.#inner.dom.parentElement !== this.dom) this.dom.replaceChildren(this.#inner.dom)
      return
    }
    const { name } = file
    const bar = this.#bar
    this.#bar = undefined
    if (state === 'coming' && bar?.isConnected) {
      this.#bar = tellPart(bar, have / file.chunks)
      return
    }
    const focused = this.dom.contains(document.activeElement)
    const slip = element('span', styles['slip'], saidOf(file), ' ')
    const button = (words: string, label: string, act: () => void): void => {
      const press = element('button', styles['listen'], words)
      press.type = 'button'
      press.setAttribute('aria-label', label)
      press.addEventListener('click', act)
      press.addEventListener('keydown', event => fileKeys(event, this.#view, this.#at(), this.#node.nodeSize))
      slip.append(press)
      // It was pressed, and another stands in its place.
      if (focused) requestAnimationFrame(() => press.isConnected && press.focus())
    }
    if (state === 'coming' || state === 'nobody') {
      if (state === 'coming') {
        this.#bar = progress(name, have / file.chunks)
        slip.append(this.#bar)
      } else slip.append(status(t('shared.nobody')))
      button(t('progress.stop'), t('shared.stop.label', { name }), () => this.#files.stop(file))
    } else {
      if (state === 'full') slip.append(status(t('shared.full')))
      button(t('shared.fetch'), t('shared.fetch.label', { name }), () => this.#files.fetch(file))
    }
    this.dom.replaceChildren(slip)
  }
}

const saidOf = ({ name, alt, size }: SharedFile): string =>
  t('attached.size', { name: alt || name, size: sizeName(size) })

function progress(name: string, part: number): HTMLElement {
  const bar = element('span', styles['part'])
  bar.setAttribute('role', 'progressbar')
  bar.setAttribute('aria-label', t('shared.coming', { name }))
  return tellPart(bar, part)
}

function tellPart(bar: HTMLElement, part: number): HTMLElement {
  bar.textContent = percentName(part)
  bar.setAttribute('aria-valuenow', String(Math.round(part * 100)))
  bar.setAttribute('aria-valuetext', percentName(part))
  return bar
}

function status(words: string): HTMLElement {
  const said = element('span', styles['part'], words)
  said.setAttribute('role', 'status')
  return said
}
