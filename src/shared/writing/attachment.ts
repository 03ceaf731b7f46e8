/** A file in a line of writing: a leaf that names what is kept in the vault. Journal alone; no shared note carries one. */
import * as v from 'valibot'

/** BLAKE2b-256 of the content under a key of the notebook, as hex. */
export const BlobId = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
export type BlobId = v.InferOutput<typeof BlobId>

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))

export const Attachment = v.object({
  blob: BlobId,
  /** A smaller image of it, kept as a file of its own. */
  thumb: v.nullable(BlobId),
  /** As the file was called. */
  name: v.pipe(v.string(), v.maxLength(255)),
  /** Media type. */
  type: v.pipe(v.string(), v.maxLength(255)),
  /** Bytes. */
  size: Whole,
  /** Pixels as it is shown, turned the right way up; null for what is no image. */
  width: v.nullable(Whole),
  height: v.nullable(Whole),
  /** What it shows, in somebody's own words; may be empty. */
  alt: v.pipe(v.string(), v.maxLength(1000)),
})
export type Attachment = v.InferOutput<typeof Attachment>

/** Undefined when this node is no attachment, or one that a newer Kinfold wrote in another way. */
export function attachmentOf(node: {
  readonly type: string
  readonly attrs?: unknown
}): Attachment | undefined {
  if (node.type !== 'attachment') return undefined
  const attachment = v.safeParse(Attachment, node.attrs)
  return attachment.success ? attachment.output : undefined
}
