/** What comes in by paste or drop: brought to our own few shapes first, and never too much of it at once. */
import { Fragment, type Node as Page, type ParseOptions, DOMParser as Parser, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { sizeName } from '../../../shared/locales/sizes.ts'
import { type Cost, costOf, fits, MOST, utf8Length } from '../../../shared/writing/cost.ts'
import { DEEPEST, schema } from './schema.ts'

/** Above this many UTF-8 bytes the person is asked first; above twice as many nothing is changed (docs/protocol.md, 6). */
export const ASK_ABOVE = 1024 * 1024
export const REFUSE_ABOVE = 2 * 1024 * 1024
/** So many lines take seconds, however short they are. */
const ASK_ABOVE_BLOCKS = 16_384

const INLINE = new Set([
  'A',
  'ABBR',
  'B',
  'BR',
  'CITE',
  'CODE',
  'DEL',
  'EM',
  'FONT',
  'I',
  'INS',
  'KBD',
  'MARK',
  'Q',
  'S',
  'SMALL',
  'SPAN',
  'STRIKE',
  'STRONG',
  'SUB',
  'SUP',
  'TIME',
  'U',
  'VAR',
  'WBR',
])
const NEVER = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'HEAD',
  'TITLE',
  'META',
  'LINK',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'EMBED',
  'SVG',
  'MATH',
  'IMG',
  'VIDEO',
  'AUDIO',
  'CANVAS',
  'FORM',
  'INPUT',
  'SELECT',
  'TEXTAREA',
])

type Around = { readonly kind: string; readonly depth: number }

function aroundOf(element: Element, around: Around): Around {
  const own = element.getAttribute('data-kind')
  if (own) return { kind: own, depth: Number(element.getAttribute('data-depth') ?? 0) }
  switch (element.tagName) {
    case 'H1':
    case 'H2':
    case 'H3':
    case 'H4':
    case 'H5':
    case 'H6':
      return { kind: 'heading', depth: 0 }
    case 'BLOCKQUOTE':
      return { kind: 'quote', depth: 0 }
    case 'PRE':
      return { kind: 'code', depth: 0 }
    case 'UL':
    case 'OL': {
      let depth = -1
      for (let up: Element | null = element; up; up = up.parentElement)
        if (up.tagName === 'UL' || up.tagName === 'OL') depth++
      return {
        kind: element.tagName === 'UL' ? 'bullet' : 'ordered',
        depth: Math.min(DEEPEST, Math.max(0, depth)),
      }
    }
    default:
      return around
  }
}

const TAG: Readonly<Record<string, string>> = { heading: 'h2', quote: 'blockquote', code: 'pre' }

/** A foreign tree becomes a row of our blocks: marks and links stay, all else of it goes. */
export function flatten(root: Node, page: Document): HTMLElement {
  const out = page.createElement('div')
  let open: HTMLElement | null = null

  const blockFor = ({ kind, depth }: Around): HTMLElement => {
    if (open) return open
    open = page.createElement(TAG[kind] ?? 'p')
    open.setAttribute('data-kind', kind)
    open.setAttribute('data-depth', String(depth))
    out.append(open)
    return open
  }
  const hasBlocks = (element: Element): boolean =>
    Array.from(element.children).some(child => !INLINE.has(child.tagName) || hasBlocks(child))

  const walk = (node: Node, around: Around): void => {
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? ''
      if (!open && text.trim() === '') return
      blockFor(around).append(page.createTextNode(text))
      return
    }
    if (!(node.nodeType === 1)) {
      if (node.nodeType === 11) for (const child of Array.from(node.childNodes)) walk(child, around)
      return
    }
    const element = node as Element
    if (NEVER.has(element.tagName.toUpperCase())) return
    if (INLINE.has(element.tagName) && !hasBlocks(element)) {
      blockFor(around).append(element.cloneNode(true))
      return
    }
    const inside = aroundOf(element, around)
    const inline = INLINE.has(element.tagName)
    if (!inline) open = null
    if (element.tagName === 'HR') {
      blockFor({ kind: 'rule', depth: 0 })
      open = null
      return
    }
    if (element.tagName === 'P' && element.childNodes.length === 0) blockFor(inside)
    for (const child of Array.from(element.childNodes)) walk(child, inside)
    if (!inline) open = null
  }
  for (const child of Array.from(root.childNodes)) walk(child, { kind: 'paragraph', depth: 0 })
  return out
}

/** The clipboard's parser: flattens, then parses by the schema, which knows nothing but our shapes. */
class FlatParser extends Parser {
  override parseSlice(dom: Node, options?: ParseOptions): Slice {
    return super.parseSlice(flatten(dom, document), options)
  }
}
export const clipboardParser = new FlatParser(schema, Parser.fromSchema(schema).rules)

/** Plain text: every line a block, so that what is pasted reads back as it was. */
export function plainSlice(text: string): Slice {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const blocks = lines.map(line => schema.nodes.block.create(null, line ? schema.text(line) : null))
  return new Slice(Fragment.from(blocks), 1, 1)
}

export type Weight = 'light' | 'heavy' | 'too-much'
export function weigh(text: string): Weight {
  if (text.length <= ASK_ABOVE / 4) return 'light'
  const bytes = utf8Length(text)
  return bytes > REFUSE_ABOVE ? 'too-much' : bytes > ASK_ABOVE ? 'heavy' : 'light'
}

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

const costIn = (content: Fragment): Cost => costOf({ type: 'doc', content: content.toJSON() ?? [] })

/** Whether the page can be kept with this on it. Below `SMALL` places together nobody counts. */
const SMALL = 65_536
function holds(page: Page, slice: Slice): boolean {
  if (page.content.size + slice.content.size <= SMALL) return true
  return fits(costIn(page.content), costIn(slice.content))
}

export type Refusal = 'too-much' | 'too-long'
export type PasteGate = {
  /** Asks the person; `size` in MB with one decimal. */
  readonly ask: (size: string) => Promise<boolean>
  /** `too-much`: more than is pasted at once. `too-long`: more than the page can hold with what stands there. */
  readonly refuse: (why: Refusal) => void
}

/** Holds back what is large, in journal and note alike: what is asked about is known to fit. */
export function pasteGate({ ask, refuse }: PasteGate): Plugin {
  /** Before anything of it is parsed. */
  const tooLarge = (view: EditorView, bag: DataTransfer): Refusal | undefined => {
    const text = bag.getData('text/plain')
    const html = bag.getData('text/html')
    if (weigh(text || html) === 'too-much') return 'too-much'
    return !html && linesIn(text) + view.state.doc.childCount > MOST.blocks ? 'too-long' : undefined
  }
  const stop = (view: EditorView, event: Event, bag: DataTransfer | null): boolean => {
    const why = bag && tooLarge(view, bag)
    if (!why) return false
    event.preventDefault()
    refuse(why)
    return true
  }
  const hold = (view: EditorView, slice: Slice): boolean => {
    if (!holds(view.state.doc, slice)) {
      refuse('too-long')
      return true
    }
    const { content } = slice
    if (content.size <= ASK_ABOVE / 4) return false
    const words = content.textBetween(0, content.size, '\n')
    if (weigh(words) === 'light' && content.childCount <= ASK_ABOVE_BLOCKS) return false
    void ask(sizeName(utf8Length(words))).then(yes => {
      if (!yes || view.isDestroyed) return
      view.focus()
      // Words of others may have come meanwhile.
      if (!holds(view.state.doc, slice)) return refuse('too-long')
      const tr = view.state.tr.replaceSelection(slice).scrollIntoView()
      view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'))
    })
    return true
  }
  return new Plugin({
    props: {
      clipboardParser,
      clipboardTextParser: plainSlice,
      handlePaste: (view, _event, slice) => hold(view, slice),
      handleDrop: (view, _event, slice, moved) => !moved && hold(view, slice),
      handleDOMEvents: {
        paste: (view, event) => stop(view, event, event.clipboardData),
        drop: (view, event) => stop(view, event, event.dataTransfer),
      },
    },
  })
}
