/** What a note says, without its marks. */
import * as Y from 'yjs'

export function titleOf(doc: Y.Doc): string {
  const title: unknown = doc.getMap('head').get('title')
  return typeof title === 'string' ? title : ''
}

/** What a file is called that stands in a line; undefined for anything else. */
export function fileName(node: unknown): string | undefined {
  if (!(node instanceof Y.XmlElement) || node.nodeName !== 'file') return undefined
  const { alt, name } = node.getAttributes() as Record<string, unknown>
  return [alt, name].filter(part => typeof part === 'string' && part !== '').join(', ')
}

/** A line a block; a break within one is a space. */
export const wordsOf = (doc: Y.Doc): string =>
  doc
    .getXmlFragment('body')
    .toArray()
    .map(block => (block instanceof Y.XmlElement ? block.toArray().map(inBlock).join('') : ''))
    .join('\n')

function inBlock(node: unknown): string {
  const file = fileName(node)
  if (file !== undefined) return `[${file}]`
  if (!(node instanceof Y.XmlText)) return ' '
  let words = ''
  for (let item = node._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) words += item.content.str
  return words
}
