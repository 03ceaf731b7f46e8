/** A file of a note that is whole here, read a piece at a time: opened chunk by chunk, and never kept open. */
import { CHUNK_PLAIN } from '../../../../shared/writing/shared-file.ts'
import type { Source } from '../../attachments/strip/source.ts'
import { passed } from '../../attachments/tidy.ts'
import type { BlobRows } from './rows.ts'
import { openChunk } from './seal.ts'

/** What is here under this name does not open with the key that the note says. */
export class Unreadable extends Error {}

/** Reading throws Unreadable, and what SQLite throws. */
export const sourceOf = (rows: BlobRows, n: number, size: number, key: Uint8Array): Source => ({
  size,
  read(from, length) {
    const end = Math.min(size, from + length)
    const out = new Uint8Array(Math.max(0, end - from))
    for (let at = from; at < end; ) {
      const i = Math.floor(at / CHUNK_PLAIN)
      const start = i * CHUNK_PLAIN
      const sealed = rows.chunk(n, i)
      const plain = sealed && openChunk(sealed, i, key)
      const part = plain?.subarray(at - start, end - start)
      if (!part || part.length === 0) throw new Unreadable('a chunk that does not open')
      out.set(part, at - from)
      at += part.length
    }
    passed(out.length)
    return out
  },
})
