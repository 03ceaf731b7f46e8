/**
 * What can be written, in the journal and in a circle alike: blocks of text whose kind and depth are attributes, so that
 * a paragraph made a heading while somebody else types in it keeps their words (src/shared/writing, docs/protocol.md).
 */
import { type Attrs, type DOMOutputSpec, Schema } from 'prosemirror-model'
import { type Attachment, attachmentOf } from '../../../shared/writing/attachment.ts'
import { goodLink } from '../../../shared/writing/link.ts'
import { type SharedFile, sharedFileOf } from '../../../shared/writing/shared-file.ts'
import { BLOCK_KINDS, type BlockKind } from '../../../shared/writing/writing.ts'

export const DEEPEST = 8

const TAGS: Readonly<Record<BlockKind, string>> = {
  paragraph: 'p',
  heading: 'h2',
  bullet: 'p',
  ordered: 'p',
  check: 'p',
  quote: 'blockquote',
  code: 'pre',
  rule: 'p',
}

/** What an unknown kind from a newer Kinfold looks like here: a paragraph. Its attribute stays as it was. */
export const kindOf = (attrs: Attrs): BlockKind =>
  BLOCK_KINDS.find(kind => kind === attrs['kind']) ?? 'paragraph'

export const depthOf = (attrs: Attrs): number => {
  const depth = Number(attrs['depth'])
  return Number.isInteger(depth) ? Math.min(DEEPEST, Math.max(0, depth)) : 0
}

const attrsOf = (kind: BlockKind) => (dom: HTMLElement) => ({
  kind: BLOCK_KINDS.find(known => known === dom.dataset['kind']) ?? kind,
  depth: depthOf({ depth: dom.dataset['depth'] ?? 0 }),
  checked: dom.dataset['checked'] === 'true',
})

const number = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text)

/** An attachment as it travels over the clipboard, within the journal: names and numbers, never the file. */
function carried(dom: HTMLElement): Attachment | undefined {
  const { blob, thumb, name, media, size, width, height, alt } = dom.dataset
  const attrs = {
    blob,
    thumb: thumb || null,
    name,
    type: media,
    size: number(size),
    width: number(width),
    height: number(height),
    alt: alt ?? '',
  }
  return attachmentOf({ type: 'attachment', attrs })
}

/** A file of a note as it travels over the clipboard, within that note. */
function sharedIn(dom: HTMLElement): SharedFile | undefined {
  try {
    return sharedFileOf(JSON.parse(dom.dataset['file'] ?? ''))
  } catch {
    return undefined
  }
}

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    block: {
      content: 'inline*',
      attrs: { kind: { default: 'paragraph' }, depth: { default: 0 }, checked: { default: false } },
      defining: true,
      toDOM({ attrs }): DOMOutputSpec {
        const kind = kindOf(attrs)
        const checked = kind === 'check' ? { 'data-checked': String(attrs['checked'] === true) } : {}
        return [TAGS[kind], { 'data-kind': kind, 'data-depth': String(depthOf(attrs)), ...checked }, 0]
      },
      parseDOM: [
        { tag: 'p', getAttrs: attrsOf('paragraph') },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(tag => ({ tag, getAttrs: attrsOf('heading') })),
        { tag: 'blockquote', getAttrs: attrsOf('quote') },
        { tag: 'pre', preserveWhitespace: 'full' as const, getAttrs: attrsOf('code') },
      ],
    },
    text: { group: 'inline' },
    break: {
      inline: true,
      group: 'inline',
      selectable: false,
      linebreakReplacement: true,
      toDOM: () => ['br'],
      leafText: () => '\n',
      parseDOM: [{ tag: 'br' }],
    },
    /** In the journal alone: a shared note names its files in another way (`file`; the vault's gate refuses this one). */
    attachment: {
      inline: true,
      group: 'inline',
      atom: true,
      draggable: true,
      attrs: {
        blob: { default: '' },
        thumb: { default: null },
        name: { default: '' },
        type: { default: '' },
        size: { default: 0 },
        width: { default: null },
        height: { default: null },
        alt: { default: '' },
      },
      leafText: node => `[${[node.attrs['alt'], node.attrs['name']].filter(Boolean).join(', ')}]`,
      toDOM({ attrs }): DOMOutputSpec {
        const shown = {
          'data-blob': String(attrs['blob']),
          'data-thumb': String(attrs['thumb'] ?? ''),
          'data-name': String(attrs['name']),
          'data-media': String(attrs['type']),
          'data-size': String(attrs['size']),
          'data-width': String(attrs['width'] ?? ''),
          'data-height': String(attrs['height'] ?? ''),
          'data-alt': String(attrs['alt']),
        }
        return ['span', shown, `[${attrs['name']}]`]
      },
      parseDOM: [{ tag: 'span[data-blob]', getAttrs: dom => carried(dom) ?? false }],
    },
    /** In a shared note alone: what it takes to fetch a file, and the key that opens it. */
    file: {
      inline: true,
      group: 'inline',
      atom: true,
      draggable: true,
      attrs: {
        blob: { default: '' },
        key: { default: '' },
        size: { default: 0 },
        chunks: { default: 0 },
        name: { default: '' },
        type: { default: '' },
        width: { default: null },
        height: { default: null },
        alt: { default: '' },
      },
      leafText: node => `[${[node.attrs['alt'], node.attrs['name']].filter(Boolean).join(', ')}]`,
      toDOM: ({ attrs }): DOMOutputSpec => [
        'span',
        { 'data-file': JSON.stringify(attrs) },
        `[${attrs['name']}]`,
      ],
      parseDOM: [{ tag: 'span[data-file]', getAttrs: dom => sharedIn(dom) ?? false }],
    },
  },
  marks: {
    bold: { toDOM: () => ['strong', 0], parseDOM: [{ tag: 'strong' }, { tag: 'b' }] },
    italic: { toDOM: () => ['em', 0], parseDOM: [{ tag: 'em' }, { tag: 'i' }] },
    strike: { toDOM: () => ['s', 0], parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }] },
    code: { toDOM: () => ['code', 0], parseDOM: [{ tag: 'code' }] },
    link: {
      attrs: { href: { default: '' } },
      inclusive: false,
      // Not a real link: nothing in a page of writing is followed by a stray press.
      toDOM: mark => ['span', { 'data-href': String(mark.attrs['href']) }, 0],
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: dom => {
            const href = goodLink(dom.getAttribute('href'))
            return href ? { href } : false
          },
        },
        {
          tag: 'span[data-href]',
          getAttrs: dom => {
            const href = goodLink(dom.getAttribute('data-href'))
            return href ? { href } : false
          },
        },
      ],
    },
  },
})
