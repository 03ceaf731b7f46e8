/** Files as the database holds them: rows of chunks, read a piece at a time. */
import type { Database } from '../storage/open.ts'
import { passed } from './tidy.ts'

/** Bytes of a chunk; the last one of a file has fewer. */
export const CHUNK = 256 * 1024

export type BlobRow = { readonly n: number; readonly size: number; readonly type: string }

export type ReadBlobs = {
  find(id: Uint8Array): BlobRow | undefined
  /** `length` bytes from `from` on; fewer at the end of the file. */
  read(row: BlobRow, from: number, length: number): Uint8Array
}

export function readBlobs(db: Database): ReadBlobs {
  const find = db.prepare<[Uint8Array], BlobRow>('SELECT n, size, type FROM blob WHERE id = ?')
  const chunk = db
    .prepare<[number, number], Uint8Array>('SELECT bytes FROM blob_chunk WHERE blob = ? AND i = ?')
    .pluck()
  return {
    find: id => find.get(id),
    read({ n, size }, from, length) {
      const end = Math.min(size, from + length)
      const out = new Uint8Array(Math.max(0, end - from))
      for (let at = from; at < end; ) {
        const start = Math.floor(at / CHUNK) * CHUNK
        const bytes = chunk.get(n, start / CHUNK)
        const part = bytes?.subarray(at - start, end - start)
        // A page that does not authenticate throws by itself; a chunk that is not there is harm all the same.
        if (!part || part.length === 0) throw harmed()
        out.set(part, at - from)
        at += part.length
      }
      passed(out.length)
      return out
    },
  }
}

const harmed = (): Error => Object.assign(new Error('a chunk is missing'), { code: 'SQLITE_CORRUPT' })
