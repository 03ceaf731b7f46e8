/** What the page and the thread that looks for a QR code say to each other: one picture for each thread. */

/** `sizes`: pixels of the longest side to look at it in, one after the other. */
export type Look = {
  readonly file: Blob
  readonly width: number
  readonly height: number
  readonly sizes: readonly number[]
}
/** `null`: it cannot be drawn. Empty: nothing was found. */
export type Looked = string | null
