/** HTML to writing: marks, links, lists and files stay, all else of it goes. Scripts and styles are never words. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { goodLink } from '../../../../shared/writing/link.ts'
import type { BlockKind, Writing } from '../../../../shared/writing/writing.ts'
import { type Marks, type Sheet, sheet } from './sheet.ts'

/** The place in the entry's files of what is referred to; null: it is not there, or no file. */
export type Attach = (reference: string) => number | null
export type Written = { readonly writing: Writing; readonly plain: boolean }

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

const NEVER = new Set([
  ...['script', 'style', 'template', 'head', 'title', 'noscript', 'iframe', 'object', 'embed', 'svg', 'math'],
  ...['select', 'textarea', 'button', 'input'],
])
export const INLINE = new Set([
  ...[
    'a',
    'abbr',
    'b',
    'bdi',
    'bdo',
    'big',
    'cite',
    'code',
    'data',
    'del',
    'dfn',
    'em',
    'font',
    'i',
    'ins',
    'kbd',
  ],
  ...[
    'label',
    'mark',
    'q',
    'rp',
    'rt',
    'ruby',
    's',
    'samp',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
  ],
  ...['time', 'tt', 'u', 'var', 'wbr'],
])
const MARK: Readonly<Record<string, Marks>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  s: { strike: true },
  del: { strike: true },
  strike: { strike: true },
  code: { code: true },
  kbd: { code: true },
  tt: { code: true },
}

/** Where words stand: `item` is one of a list until its own block has begun. */
type Around = {
  readonly kind: BlockKind
  readonly depth: number
  readonly checked?: boolean
  readonly item?: { begun: boolean }
}
/** Deeper than this nobody writes; what is there is read as if it were not. */
const DEEPEST = 200
/** Tags in one entry: beyond, its words are taken alone. */
const MOST = 100_000

const attr = (element: Element, name: string): string =>
  element.attrs.find(one => one.name === name)?.value ?? ''
const has = (element: Element, name: string): boolean => element.attrs.some(one => one.name === name)

function inputIn(element: Element, deep = 0): Element | undefined {
  for (const child of element.childNodes) {
    if (!('tagName' in child)) continue
    if (child.tagName === 'input' && attr(child, 'type') === 'checkbox') return child
    const inner = deep < 3 && child.tagName !== 'li' ? inputIn(child, deep + 1) : undefined
    if (inner) return inner
  }
  return undefined
}

function itemOf(element: Element, list: Around): Around {
  const box = inputIn(element)
  const said = attr(element, 'data-checked')
  const item = { begun: false }
  if (!box && said === '') return { ...list, item }
  return {
    kind: 'check',
    depth: list.depth,
    checked: said === 'true' || (!!box && has(box, 'checked')),
    item,
  }
}

function aroundOf(element: Element, around: Around): Around {
  switch (element.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return { kind: 'heading', depth: 0 }
    case 'blockquote':
      return { kind: 'quote', depth: 0 }
    case 'pre':
      return { kind: 'code', depth: 0 }
    case 'ul':
    case 'ol': {
      const deeper = ['bullet', 'ordered', 'check'].includes(around.kind) ? around.depth + 1 : 0
      return { kind: element.tagName === 'ul' ? 'bullet' : 'ordered', depth: deeper }
    }
    case 'li':
      return itemOf(
        element,
        ['bullet', 'ordered'].includes(around.kind) ? around : { kind: 'bullet', depth: 0 },
      )
    default:
      return around
  }
}

export function htmlInto(page: Sheet, html: string, attach: Attach): void {
  const openFor = ({ kind, depth, checked, item }: Around): void => {
    if (page.isOpen()) return
    if (item?.begun) return page.begin('paragraph')
    page.begin(kind, depth, checked)
    if (item) item.begun = true
  }
  const put = (reference: string, alt: string, around: Around): boolean => {
    const file = reference === '' ? null : attach(reference)
    if (file === null) return false
    openFor(around)
    page.file(file, alt)
    return true
  }
  const leaf = (element: Element, around: Around, marks: Marks): boolean => {
    switch (element.tagName) {
      case 'br':
        if (page.isOpen()) page.break()
        return true
      case 'hr':
        page.begin('rule')
        page.close()
        return true
      case 'img': {
        const [src, alt] = [attr(element, 'src'), attr(element, 'alt')]
        if (put(src, alt, around) || (alt === '' && !goodLink(src))) return true
        openFor(around)
        const link = goodLink(src)
        page.text(alt || src, link ? { ...marks, link } : marks)
        return true
      }
      case 'video':
      case 'audio':
      case 'source':
        put(attr(element, 'src'), '', around)
        return false
      default:
        return false
    }
  }
  const walk = (node: Node, around: Around, marks: Marks, deep: number): void => {
    if (node.nodeName === '#text' && 'value' in node) {
      const text = around.kind === 'code' ? node.value : node.value.replace(/[ \t\r\n\f]+/g, ' ')
      if (!page.isOpen() && text.trim() === '') return
      const first = !page.isOpen()
      openFor(around)
      page.text(first && around.kind !== 'code' ? text.trimStart() : text, marks)
      return
    }
    if (!('childNodes' in node)) return
    if (!('tagName' in node)) return children(node.childNodes, around, marks, deep)
    const { tagName } = node
    if (NEVER.has(tagName) || leaf(node, around, marks)) return
    if (INLINE.has(tagName)) {
      const href = tagName === 'a' ? attr(node, 'href') : ''
      const link = goodLink(href)
      children(node.childNodes, around, { ...marks, ...MARK[tagName], ...(link ? { link } : {}) }, deep)
      if (href !== '' && !link && !/^#/.test(href)) put(href, '', around)
      return
    }
    // A cell of a table is no line of its own.
    const cell = tagName === 'td' || tagName === 'th'
    if (!cell) page.close()
    else if (page.isOpen()) page.text(' | ')
    children(node.childNodes, aroundOf(node, around), marks, deep)
    if (!cell) page.close()
  }
  const children = (nodes: readonly Node[], around: Around, marks: Marks, deep: number): void => {
    if (deep < DEEPEST) for (const node of nodes) walk(node, around, marks, deep + 1)
    else page.text(wordsOf(nodes), marks)
  }
  page.close()
  children(parseFragment(html).childNodes, { kind: 'paragraph', depth: 0 }, {}, 0)
  page.close()
}

/** Of what is nested beyond reason, without calling itself. */
function wordsOf(nodes: readonly Node[]): string {
  const words: string[] = []
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) words.push(node.value)
    else if ('childNodes' in node && !NEVER.has(node.nodeName))
      waiting.push(...[...node.childNodes].reverse())
  }
  return words.join(' ')
}

function tagsIn(html: string): number {
  let tags = 0
  for (let at = html.indexOf('<'); at >= 0 && tags <= MOST; at = html.indexOf('<', at + 1)) tags++
  return tags
}

export function fromHtml(html: string, attach: Attach): Written {
  const page = sheet()
  if (tagsIn(html) > MOST) {
    page.text(html.replace(/<(script|style)\b[\s\S]*?<\/\1/gi, '').replace(/<[^>]*>/g, ' '))
    return { writing: page.writing(), plain: true }
  }
  htmlInto(page, html, attach)
  return { writing: page.writing(), plain: false }
}
