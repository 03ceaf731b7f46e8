/** A shared note as plain values: its lines, what they are, and their words with what is on them. */
import * as Y from 'yjs'
import { fileName } from '../past/words.ts'

/** `marks` as the editor names them; `link`: where it leads. */
export type Run = { text: string; marks: string[]; link?: string }
export type Line = { kind: string; depth: number; checked?: boolean; runs: Run[] }

const DEEPEST = 8

export function linesOf(doc: Y.Doc): Line[] {
  return doc
    .getXmlFragment('body')
    .toArray()
    .flatMap(block => (block instanceof Y.XmlElement ? [lineOf(block)] : []))
}

function lineOf(block: Y.XmlElement): Line {
  const { kind, depth, checked } = block.getAttributes() as Record<string, unknown>
  return {
    kind: typeof kind === 'string' ? kind : 'paragraph',
    depth: typeof depth === 'number' && depth > 0 ? Math.min(DEEPEST, Math.trunc(depth)) : 0,
    ...(kind === 'check' ? { checked: checked === true } : {}),
    runs: block
      .toArray()
      .flatMap(part => (part instanceof Y.XmlText ? runsOf(part) : [{ text: leafOf(part), marks: [] }])),
  }
}

/** A break is one; a file is named, and does not go along. */
function leafOf(part: unknown): string {
  const file = fileName(part)
  return file === undefined ? '\n' : `[${file}]`
}

type Piece = { insert: unknown; attributes?: Record<string, unknown> }

function runsOf(text: Y.XmlText): Run[] {
  return (text.toDelta() as Piece[]).flatMap(({ insert, attributes = {} }): Run[] => {
    if (typeof insert !== 'string') return []
    // Marks that may overlap have a hash behind their name.
    const on = Object.entries(attributes).map(
      ([name, value]) => [name.split('--')[0] ?? name, value] as const,
    )
    const link = on.find(([name]) => name === 'link')?.[1]
    const href = typeof link === 'object' && link !== null && 'href' in link ? String(link.href) : undefined
    const marks = on.map(([name]) => name).filter(name => name !== 'link')
    return [{ text: insert, marks, ...(href === undefined ? {} : { link: href }) }]
  })
}

export const textOf = (lines: readonly Line[]): string =>
  lines.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n')
