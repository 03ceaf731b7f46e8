/** What the page and the thread that makes thumbnails say to each other: one image for each thread. */

/** Pixels that the thumbnail has. */
export type Shrink = { readonly file: Blob; readonly width: number; readonly height: number }
/** Null: it is no image that can be drawn. */
export type Shrunk = Blob | null
