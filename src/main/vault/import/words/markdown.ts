/**
 * Markdown to writing: CommonMark with what GitHub adds, and Obsidian's `![[file]]`. A line stays a line, as journals
 * show it. What has no shape here (tables, footnotes) is kept as words.
 */
import type { Definition, ListItem, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { goodLink } from '../../../../shared/writing/link.ts'
import type { BlockKind } from '../../../../shared/writing/writing.ts'
import { type Attach, htmlInto, INLINE, type Written } from './html.ts'
import { fromPlain } from './plain.ts'
import { type Marks, type Sheet, sheet } from './sheet.ts'

export type Reading = {
  readonly attach: Attach
  /** Lines that begin with four blanks are code, as in Markdown proper. In a journal they are words. */
  readonly indented?: boolean
}

/** UTF-16 units; some texts cost the square of their length. */
const LONGEST = 256 * 1024
/** Quotes and lists in each other, on one line or line under line. */
const DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){40}|^[ \t]{80,}(?:>|[-+*]|\d{1,9}[.)])/m

/** Signs that may each open what a later one closes. */
const KNOTS = 20_000

const isKnotted = (text: string): boolean => {
  let signs = 0
  for (let at = 0; at < text.length && signs <= KNOTS; at++) if ('*_~[]`|'.includes(text.charAt(at))) signs++
  return signs > KNOTS
}

const GFM = [gfm({ singleTilde: false })]
const IN_A_JOURNAL = [...GFM, { disable: { null: ['codeIndented'] } }]
const MDAST = [gfmFromMarkdown()]

const treeOf = (text: string, indented: boolean): Root =>
  fromMarkdown(text, { extensions: indented ? GFM : IN_A_JOURNAL, mdastExtensions: MDAST })

const WIKI = /!\[\[([^\]\n|]+)(?:\|[^\]\n]*)?\]\]/g

function into(page: Sheet, text: string, tree: Root, attach: Attach): { plain: boolean } {
  const definitions = new Map<string, Definition>()
  const referred = new Set<string>()
  let plain = false
  /** Inside of a script or a style that stands in a line. */
  let silent: string | undefined
  const seek = (node: Nodes): void => {
    if (node.type === 'definition' && !definitions.has(node.identifier))
      definitions.set(node.identifier, node)
    if (node.type === 'linkReference' || node.type === 'imageReference') referred.add(node.identifier)
    if ('children' in node) for (const child of node.children) seek(child)
  }
  seek(tree)
  const source = (node: Nodes): string =>
    text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)

  const words = (value: string, marks: Marks): void => {
    let from = 0
    for (const match of value.matchAll(WIKI)) {
      const file = attach(match[1]?.trim() ?? '')
      if (file === null) continue
      page.text(value.slice(from, match.index), marks)
      page.file(file, '')
      from = match.index + match[0].length
    }
    page.text(value.slice(from), marks)
  }

  const image = (url: string, alt: string, marks: Marks): void => {
    const file = attach(url)
    if (file !== null) return page.file(file, alt)
    const link = goodLink(url)
    page.text(alt || (link ?? ''), link ? { ...marks, link } : marks)
  }

  const link = (url: string, children: readonly PhrasingContent[], marks: Marks): void => {
    const href = goodLink(url)
    if (href) return line(children, { ...marks, link: href })
    line(children, marks)
    const file = url === '' || url.startsWith('#') ? null : attach(url)
    if (file !== null) return page.file(file, '')
    const said = children.map(child => ('value' in child ? child.value : '')).join('')
    if (/^http:/i.test(url) && said !== url) page.text(` (${url})`, marks)
  }

  /** A tag alone: the words between two of them are words of the line. */
  const tag = (value: string, marks: Marks): void => {
    const [, end, name = ''] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(value) ?? []
    const called = name.toLowerCase()
    if (called === 'script' || called === 'style') silent = end ? undefined : called
    else if (called === 'br') page.break()
    else if (called === 'img') {
      const src = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(value)
      image(src?.[1] ?? src?.[2] ?? src?.[3] ?? '', /\salt\s*=\s*"([^"]*)"/i.exec(value)?.[1] ?? '', marks)
    } else if (!INLINE.has(called) && !/^<(!--|\/?(p|div|center|video|audio|details|summary)\b)/i.test(value))
      page.text(value, marks)
  }

  const inline = (node: PhrasingContent, marks: Marks): void => {
    if (silent !== undefined && node.type !== 'html') return
    switch (node.type) {
      case 'text':
        return words(node.value, marks)
      case 'emphasis':
        return line(node.children, { ...marks, italic: true })
      case 'strong':
        return line(node.children, { ...marks, bold: true })
      case 'delete':
        return line(node.children, { ...marks, strike: true })
      case 'inlineCode':
        return page.text(node.value, { ...marks, code: true })
      case 'break':
        return page.break()
      case 'link':
        return link(node.url, node.children, marks)
      case 'linkReference':
        return link(definitions.get(node.identifier)?.url ?? '', node.children, marks)
      case 'image':
        return image(node.url, node.alt ?? '', marks)
      case 'imageReference':
        return image(definitions.get(node.identifier)?.url ?? '', node.alt ?? '', marks)
      case 'html':
        return tag(node.value, marks)
      default:
        return page.text(source(node), marks)
    }
  }
  const line = (nodes: readonly PhrasingContent[], marks: Marks = {}): void => {
    for (const node of nodes) inline(node, marks)
  }

  const table = ({ children: rows }: Table): void => {
    plain = true
    for (const { children: cells } of rows) {
      page.begin('paragraph')
      for (const [i, { children }] of cells.entries()) {
        if (i > 0) page.text(' | ')
        line(children)
      }
    }
  }

  const item = ({ children, checked }: ListItem, kind: BlockKind, depth: number): void => {
    const isTask = checked === true || checked === false
    page.begin(isTask ? 'check' : kind, depth, isTask ? checked : undefined)
    let begun = false
    let own = true
    for (const child of children) {
      if (child.type === 'paragraph') {
        if (!own) page.begin('paragraph')
        else if (begun) page.break()
        line(child.children)
        begun = true
      } else {
        block(child, 'paragraph', depth + 1)
        own = false
      }
    }
  }

  const block = (node: RootContent, kind: BlockKind, depth: number): void => {
    silent = undefined
    switch (node.type) {
      case 'paragraph':
        page.begin(kind)
        return line(node.children)
      case 'heading':
        page.begin('heading')
        return line(node.children)
      case 'blockquote':
        for (const child of node.children) block(child, 'quote', depth)
        return
      case 'list':
        for (const child of node.children) item(child, node.ordered ? 'ordered' : 'bullet', depth)
        return
      case 'code':
        page.begin('code')
        return page.text(node.value)
      case 'thematicBreak':
        return page.begin('rule')
      case 'html':
        return htmlInto(page, node.value, attach)
      case 'table':
        return table(node)
      case 'footnoteDefinition':
        page.begin('paragraph')
        page.text(`[${node.label ?? node.identifier}] `)
        for (const child of node.children)
          if (child.type === 'paragraph') line(child.children)
          else block(child, kind, depth)
        return
      case 'definition':
        if (referred.has(node.identifier)) return
        page.begin('paragraph')
        return page.text(source(node))
      default:
        page.begin(kind)
        return page.text(source(node))
    }
  }
  for (const node of tree.children) block(node, 'paragraph', 0)
  return { plain }
}

/** `plain`: something of it could be kept as words alone. */
export function fromMd(text: string, { attach, indented = false }: Reading): Written {
  const page = sheet()
  if (text.length <= LONGEST && !DEEP.test(text) && !isKnotted(text)) {
    try {
      const { plain } = into(page, text, treeOf(text, indented), attach)
      return { writing: page.writing(), plain }
    } catch (error) {
      // Nested deeper than this computer can follow.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return { writing: fromPlain(text), plain: true }
}
