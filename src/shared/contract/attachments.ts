/** Files kept with entries: how they come in and go out, in pieces. A file is named by what is in it, never by a path. */
import * as v from 'valibot'
import { Bytes } from '../bytes.ts'
import { BlobId } from '../writing/attachment.ts'
import { call } from './wire.ts'

const nothing = v.object({})

/** Bytes of one file, and of one piece of it on its way. */
export const LARGEST_FILE = 200 * 1024 * 1024
export const LARGEST_PIECE = 1024 * 1024

/** As browsers name it, `image/jpeg`; what is none becomes application/octet-stream. */
export const MediaType = v.pipe(
  v.string(),
  v.maxLength(255),
  v.transform(type =>
    /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60}$/i.test(type)
      ? type.toLowerCase()
      : 'application/octet-stream',
  ),
)

/** One upload, as long as the vault is open and nobody cancels it. */
const Upload = v.pipe(v.number(), v.integer())
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Piece = v.pipe(
  Bytes(),
  v.check(bytes => bytes.length > 0 && bytes.length <= LARGEST_PIECE),
)

/** A file: where a copy goes, or a sync file is. 16 random bytes as hex, made by the shell when a person chose it. */
export const PlaceToken = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type PlaceToken = v.InferOutput<typeof PlaceToken>

/**
 * What a file may say beside what it shows. `taken-out`: an image of which we know how to take that out. `may-hold`: it
 * may hold where and when it was made, and we cannot take it out. `nothing`: no such thing is known of this kind.
 */
export const Telling = v.picklist(['taken-out', 'may-hold', 'nothing'])
export type Telling = v.InferOutput<typeof Telling>

export const attachmentCalls = {
  /** `size` in bytes, known beforehand. faults: file-empty, file-too-large (over 200 MB), too-many (8 at once), disk-full */
  'attachment.begin': call(v.object({ size: Whole, type: MediaType }), v.object({ upload: Upload })),
  /** In order, without gaps; `at` bytes came before. faults: not-found (cancelled, or untouched too long), file-changed, disk-full */
  'attachment.piece': call(v.object({ upload: Upload, at: Whole, bytes: Piece }), nothing),
  /** All has come. The same content has the same id and is kept once. faults: not-found, file-changed (not `size` bytes), disk-full */
  'attachment.end': call(v.object({ upload: Upload }), v.object({ blob: BlobId })),
  /** Harmless when it has ended. */
  'attachment.cancel': call(v.object({ upload: Upload }), nothing),
  /** `length` bytes from `from` on, fewer at the end. faults: not-found */
  'attachment.read': call(
    v.object({ blob: BlobId, from: Whole, length: v.pipe(Whole, v.maxValue(LARGEST_PIECE)) }),
    v.object({ bytes: Bytes() }),
  ),
  /** faults: not-found */
  'attachment.tells': call(v.object({ blob: BlobId }), v.object({ tells: Telling })),
  /**
   * A readable copy at the place that the person chose. `whole`: with everything an image says about itself; else
   * `taken-out` is. faults: not-found, copy-refused (the place takes no file), copy-full, stopped
   */
  'attachment.copy': call(
    v.object({ blob: BlobId, to: PlaceToken, whole: v.boolean() }),
    v.object({ bytes: Whole }),
  ),
  /** Ends the copy that is under way: nothing of it stays. */
  'attachment.stopCopy': call(nothing, nothing),
} as const

export const attachmentNews = {
  /** How far what `attachment.stopCopy` ends is, 0 to 1. */
  'attachment.copying': v.object({ part: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
} as const
