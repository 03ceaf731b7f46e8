/**
 * A file of a note, as it travels: cut into chunks, each sealed under the file's own random key, and named by a hash over the
 * hashes of its sealed chunks. So whoever has the note's name for it can check each chunk by itself, from whomever it comes,
 * and whoever passes it on needs no key. The name is a plain hash: what it is over is noise already, another each time.
 */
import { equal } from '../../../../shared/bytes.ts'
import { CHUNK_PLAIN, chunksOf } from '../../../../shared/writing/shared-file.ts'
import { AEAD_OVERHEAD, open, seal } from '../../crypto/aead.ts'
import { hash } from '../../crypto/hash.ts'

/** Bytes of a sealed chunk; the last one of a file has fewer. */
export const CHUNK = CHUNK_PLAIN + AEAD_OVERHEAD
/** Bytes of a hash in the list. */
export const HASH = 32

/** Its number, so that no chunk of a file can stand for another one of the same file. */
function place(i: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, i)
  return bytes
}

export const sealChunk = (plain: Uint8Array, i: number, key: Uint8Array): Uint8Array =>
  seal(plain, place(i), key)

/** Undefined when it is none of this key's, or stands elsewhere. */
export const openChunk = (sealed: Uint8Array, i: number, key: Uint8Array): Uint8Array | undefined =>
  open(sealed, place(i), key)

export const chunkHash = (sealed: Uint8Array): Uint8Array => hash('kinfold/file-chunk/1', sealed)
/** `hashes`: of all chunks in their order, one behind the other. */
export const fileId = (hashes: Uint8Array): Uint8Array => hash('kinfold/file/1', hashes)

/** Whether this list is that file's: as long as the note says, and what the name is made of. */
export const isListOf = (hashes: Uint8Array, id: Uint8Array, size: number): boolean =>
  hashes.length === chunksOf(size) * HASH && equal(fileId(hashes), id)

export const isChunkOf = (sealed: Uint8Array, i: number, hashes: Uint8Array): boolean =>
  equal(chunkHash(sealed), hashes.subarray(i * HASH, (i + 1) * HASH))
