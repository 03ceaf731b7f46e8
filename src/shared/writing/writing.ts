import * as v from 'valibot'

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

/** The words alone, a line a block: for the search index, the timeline, word counts. Inline breaks become spaces. */
export function plainText(writing: Writing): string {
  return (writing.content ?? [])
    .map(block => (block.content ?? []).map(node => node.text ?? (node.type === 'break' ? ' ' : '')).join(''))
    .join('\n')
}
