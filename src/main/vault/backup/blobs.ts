/** Files that come with entries out of another database: chunk by chunk, and whole or not at all. */
import { faultOf } from '../storage/fault.ts'
import type { Database } from '../storage/open.ts'

type Blob = { n: number; id: Uint8Array; size: number; type: string }

/** A page of the other database does not read. Trouble with our own is thrown. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (faultOf(error) || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}

/** Databases before version 6 hold no files. */
export const holdsBlobs = (db: Database): boolean =>
  ifReadable(() => db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'blob_chunk'").get()) !== undefined

/** Brings one file that is not here yet, in a transaction. False: it is not there whole. */
export function bringBlob(from: Database, to: Database, id: Uint8Array): boolean {
  if (to.prepare('SELECT 1 FROM blob WHERE id = ?').get(id)) return true
  const blob = ifReadable(() => from.prepare<[Uint8Array], Blob>('SELECT * FROM blob WHERE id = ?').get(id))
  if (!blob) return false
  const chunk = from
    .prepare<[number, number], Uint8Array>('SELECT bytes FROM blob_chunk WHERE blob = ? AND i = ?')
    .pluck()
  const add = to.prepare('INSERT INTO blob_chunk (blob, i, bytes) VALUES (?, ?, ?)')
  const put = to.transaction((): boolean => {
    const { lastInsertRowid } = to
      .prepare('INSERT INTO blob (id, size, type) VALUES (?, ?, ?)')
      .run(blob.id, blob.size, blob.type)
    let size = 0
    for (let i = 0; size < blob.size; i++) {
      const bytes = ifReadable(() => chunk.get(blob.n, i))
      if (!bytes || bytes.length === 0) throw new Torn()
      add.run(lastInsertRowid, i, bytes)
      size += bytes.length
    }
    if (size !== blob.size) throw new Torn()
    return true
  })
  try {
    return put()
  } catch (error) {
    if (error instanceof Torn) return false
    throw error
  }
}

class Torn extends Error {}
