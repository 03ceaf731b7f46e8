/** A file in a line of a shared note: a leaf that names it, with the key that opens it. The file itself travels when asked for. */
import * as v from 'valibot'

const HEX = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Bytes of a file in a note. */
export const LARGEST_SHARED = 100 * 1024 * 1024
/** Of the file itself in one chunk: 65,536 of the wire, less nonce and tag. */
export const CHUNK_PLAIN = 65_536 - 40

export const chunksOf = (size: number): number => Math.ceil(size / CHUNK_PLAIN)
export const MOST_CHUNKS = chunksOf(LARGEST_SHARED)

/** What it is called on the wire: a hash over the hashes of its chunks, as hex. */
export const SharedFileId = HEX
export type SharedFileId = v.InferOutput<typeof SharedFileId>

export const SharedFile = v.pipe(
  v.object({
    blob: SharedFileId,
    /** 32 bytes as hex, its own. */
    key: HEX,
    /** Bytes. */
    size: v.pipe(Whole, v.minValue(1), v.maxValue(LARGEST_SHARED)),
    chunks: v.pipe(Whole, v.maxValue(MOST_CHUNKS)),
    /** Media type. */
    type: v.pipe(v.string(), v.maxLength(255)),
    /** As the file was called. */
    name: v.pipe(v.string(), v.maxLength(255)),
    /** Pixels as it is shown, turned the right way up; undefined for what is no image. */
    width: v.nullish(Whole, null),
    height: v.nullish(Whole, null),
    /** What it shows, in somebody's own words; may be empty. */
    alt: v.nullish(v.pipe(v.string(), v.maxLength(1000)), ''),
  }),
  v.check(({ size, chunks }) => chunks === chunksOf(size)),
)
export type SharedFile = v.InferOutput<typeof SharedFile>

/** Undefined when this node is no file, one whose words were erased, or one that a newer Kinfold wrote in another way. */
export function sharedFileOf(attrs: unknown): SharedFile | undefined {
  const file = v.safeParse(SharedFile, attrs)
  return file.success ? file.output : undefined
}

/**
 * Where it is. `away`: nobody asked for it here. `coming`. `nobody`: asked for, and nobody who has it is in reach. `here`.
 * `full`: the disk had no room for it, so nothing asks any more.
 */
export const SharedFileState = v.object({
  state: v.picklist(['away', 'coming', 'nobody', 'here', 'full']),
  /** Chunks that are here. */
  have: Whole,
})
export type SharedFileState = v.InferOutput<typeof SharedFileState>
