/** What is chosen to be imported: files under their names, read where they lie and never copied anywhere. */
import type { Fault } from '../../../../shared/fault.ts'

const MIB = 2 ** 20

export type Found = {
  /** Under the chosen place: with slashes, in NFC. */
  readonly path: string
  /** Bytes, as the folder or the ZIP says. */
  readonly size: number
  /** UTC ms; null where nobody says. */
  readonly modified: number | null
  /** A piece at a time. @throws Refused */
  readonly read: () => AsyncIterable<Uint8Array>
}

export type Source = {
  readonly kind: 'file' | 'folder' | 'zip'
  readonly name: string
  readonly files: readonly Found[]
  /** Links in a folder: named, and never followed. */
  readonly links: readonly string[]
  /** Of a ZIP: nothing can be read afterwards. */
  readonly close: () => void
}

/** Bytes, but for `files`, `deep` (folders in each other) and `ratio` (unpacked to packed). */
export type Bounds = {
  readonly files: number
  readonly deep: number
  readonly name: number
  readonly one: number
  readonly all: number
  readonly ratio: number
  readonly text: number
}

/** A journal of 15 years with its films is below all of them. */
export const BOUNDS: Bounds = {
  files: 200_000,
  deep: 32,
  name: 1024,
  one: 4096 * MIB,
  all: 262_144 * MIB,
  ratio: 200,
  text: 100 * MIB,
}

/** Thrown while a source is read; at the door (open.ts, detect.ts) it becomes a value again. */
export class Refused extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault)
    this.fault = fault
  }
}

/** What the system says of a place that cannot be read; anything else is a file that came to harm. A bug is thrown on. */
export function refusedBy(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)
    throw error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ELOOP') return new Refused('import-link')
  return new Refused(/^E[A-Z]+$/.test(code) ? 'import-gone' : 'import-broken')
}

/** Of a path: `a/b/Photo.JPG` has the name `Photo.JPG`, the stem `Photo` and the ending `jpg`. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
export function endingOf(path: string): string {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}
export function stemOf(path: string): string {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}

/** What systems and programs put beside a person's own files. */
export const isHidden = (path: string): boolean =>
  path.split('/').some(part => part.startsWith('.') || part === '__MACOSX')
