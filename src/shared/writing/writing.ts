import * as v from 'valibot'
import { type Attachment, attachmentOf, type BlobId } from './attachment.ts'

/**
 * What a person writes, in the journal and in a circle alike: ProseMirror JSON with one `block` node, whose type and
 * depth are attributes, so that a paragraph turned into a heading while somebody else types in it keeps their words
 * (docs/protocol.md, "Merging people's words"). What a newer Kinfold adds is kept, and such writing is read-only here.
 */

export const BLOCK_KINDS = [
  'paragraph',
  'heading',
  'bullet',
  'ordered',
  'check',
  'quote',
  'code',
  'rule',
] as const
export const BlockKind = v.picklist(BLOCK_KINDS)
export type BlockKind = v.InferOutput<typeof BlockKind>

export const MARKS = ['bold', 'italic', 'strike', 'code', 'link'] as const

export const Mark = v.looseObject({ type: v.string() })
export const TextNode = v.looseObject({
  type: v.string(),
  text: v.optional(v.string()),
  marks: v.optional(v.array(Mark)),
})
export const Block = v.looseObject({
  type: v.literal('block'),
  attrs: v.optional(v.looseObject({ kind: v.optional(v.string()), depth: v.optional(v.number()) })),
  content: v.optional(v.array(TextNode)),
})
export const Writing = v.looseObject({ type: v.literal('doc'), content: v.optional(v.array(Block)) })
export type Writing = v.InferOutput<typeof Writing>

export const EMPTY: Writing = { type: 'doc', content: [{ type: 'block' }] }

type Inline = v.InferOutput<typeof TextNode>

function wordsOf(node: Inline): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'break') return ' '
  const attachment = attachmentOf(node)
  return attachment ? `[${[attachment.alt, attachment.name].filter(Boolean).join(', ')}]` : ''
}

/**
 * The words alone, a line a block: for the search index, the timeline, word counts. Inline breaks become spaces; a file
 * is named in brackets, by what somebody said of it and by its name.
 */
export function plainText(writing: Writing): string {
  return (writing.content ?? []).map(block => (block.content ?? []).map(wordsOf).join('')).join('\n')
}

/** The same without the files. */
export const wordsIn = (writing: Writing): string =>
  (writing.content ?? [])
    .map(block => (block.content ?? []).map(node => (attachmentOf(node) ? '' : wordsOf(node))).join(''))
    .join('\n')

/** All files that a piece of writing mentions, in their order. */
export const attachmentsIn = (writing: Writing): Attachment[] =>
  (writing.content ?? []).flatMap(block =>
    (block.content ?? []).flatMap(node => {
      const attachment = attachmentOf(node)
      return attachment ? [attachment] : []
    }),
  )

/** Their ids, thumbnails among them, each once. */
export const blobsIn = (writing: Writing): BlobId[] => [
  ...new Set(attachmentsIn(writing).flatMap(({ blob, thumb }) => (thumb === null ? [blob] : [blob, thumb]))),
]
