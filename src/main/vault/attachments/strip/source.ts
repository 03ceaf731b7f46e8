/** A file that is looked at here and there, and what becomes of it: runs of its own bytes, and a few new ones between. */

export type Source = {
  readonly size: number
  /** Fewer bytes at the end of the file. */
  read(from: number, length: number): Uint8Array
}

/** `[from, to)` of the source, or bytes in its place. */
export type Part = { readonly from: number; readonly to: number } | Uint8Array

export const ofBytes = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: (from, length) => bytes.subarray(from, from + length),
})

export const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
export const isAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  ascii(bytes.subarray(at, at + text.length)) === text

export const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
