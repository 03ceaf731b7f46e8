/** Several journals in one notebook. Every entry belongs to one of them, and one always stands. */
import * as v from 'valibot'

/** As the theme names them. */
export const COLOURS = ['plum', 'river', 'fern', 'clay', 'heather', 'honey', 'pine', 'stone'] as const
export const Colour = v.picklist(COLOURS)
export type Colour = v.InferOutput<typeof Colour>

/** 16 bytes as hex, made by the face, so that saving twice is saving once. The first journal of a notebook has zeros. */
export const BookId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export type BookId = v.InferOutput<typeof BookId>
export const FIRST_BOOK: BookId = '0'.repeat(32)

export const Book = v.object({
  id: BookId,
  /** Empty: nobody has named the first one yet. */
  name: v.pipe(v.string(), v.maxLength(200)),
  colour: Colour,
  /** What a new entry begins with, as text. */
  template: v.pipe(v.string(), v.maxLength(20_000)),
})
export type Book = v.InferOutput<typeof Book>
