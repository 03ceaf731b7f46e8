/** A file becomes one of a circle's: without what an image says of itself, sealed a few chunks at a time, and then named. */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { CHUNK_PLAIN, chunksOf, LARGEST_SHARED } from '../../../../shared/writing/shared-file.ts'
import type { Part, Source } from '../../attachments/strip/source.ts'
import { passed } from '../../attachments/tidy.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { random } from '../../crypto/random.ts'
import type { Database } from '../../storage/open.ts'
import { breath } from '../past/breath.ts'
import type { BlobRows } from './rows.ts'
import { chunkHash, fileId, HASH, sealChunk } from './seal.ts'

/** Bytes that stay free on the disk for words. */
export const FOR_WORDS = 16 * 1024 * 1024
/** Chunks in one transaction. */
const BATCH = 8

export type Made = {
  readonly id: Uint8Array
  readonly key: Uint8Array
  readonly size: number
  readonly chunks: number
}

/** Whether the disk has room for so many bytes and words beside them. Undecided where the system does not say. */
export function hasRoom(db: Database, bytes: number): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(dirname(db.name))
    return bavail * bsize >= bytes + FOR_WORDS
  } catch {
    return true
  }
}

/** The source's bytes as the parts have them, in pieces of one chunk. */
function* pieces(source: Source, parts: Iterable<Part>): Generator<Uint8Array> {
  let piece = new Uint8Array(CHUNK_PLAIN)
  let filled = 0
  for (const part of parts) {
    const size = 'from' in part ? part.to - part.from : part.length
    for (let at = 0; at < size; ) {
      const length = Math.min(size - at, CHUNK_PLAIN - filled)
      piece.set('from' in part ? source.read(part.from + at, length) : part.subarray(at, at + length), filled)
      at += length
      filled += length
      if (filled < CHUNK_PLAIN) continue
      yield piece
      piece = new Uint8Array(CHUNK_PLAIN)
      filled = 0
    }
  }
  if (filled > 0) yield piece.subarray(0, filled)
}

export type Making = {
  readonly db: Database
  readonly rows: BlobRows
  readonly circle: CircleId
  readonly source: Source
  readonly parts: readonly Part[]
  /** Whether to go on: the vault is open, and the circle is here. */
  readonly goes: () => boolean
  /** The row that is being made, as long as it is. */
  readonly underWay: Set<number>
  /** About to be finished: nobody may sweep it. */
  readonly held: (id: Uint8Array) => void
}

/** faults: file-too-large-here, disk-full, locked. What stops in the middle is nobody's, and is swept away. */
export async function make({
  db,
  rows,
  circle,
  source,
  parts,
  goes,
  underWay,
  held,
}: Making): Promise<Result<Made, 'file-empty' | 'file-too-large-here' | 'disk-full' | 'locked'>> {
  const size = parts.reduce((sum, part) => sum + ('from' in part ? part.to - part.from : part.length), 0)
  if (size === 0) return err('file-empty')
  if (size > LARGEST_SHARED) return err('file-too-large-here')
  if (!hasRoom(db, size)) return err('disk-full')
  const key = random(32)
  const chunks = chunksOf(size)
  const hashes = new Uint8Array(chunks * HASH)
  const n = rows.begin(size)
  underWay.add(n)
  try {
    let i = 0
    const coming = pieces(source, parts)
    const some = db.transaction((): boolean => {
      for (let k = 0; k < BATCH; k++) {
        const next = coming.next()
        if (next.done) return false
        const sealed = sealChunk(next.value, i, key)
        hashes.set(chunkHash(sealed), i * HASH)
        rows.putChunk(n, i++, sealed)
        passed(sealed.length)
      }
      return true
    })
    while (some.immediate()) {
      await breath()
      if (!goes()) return err('locked')
    }
    const id = fileId(hashes)
    held(id)
    rows.finish(n, circle, id, hashes)
    return ok({ id, key, size, chunks })
  } finally {
    underWay.delete(n)
  }
}
