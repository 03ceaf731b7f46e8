/** Files of notes in the database. Chunks stand there as they travel: their key is in the note, which names them. */
import type { Database } from 'better-sqlite3'
import type { CircleId } from '../../crypto/keys.ts'

export type BlobRow = {
  readonly n: number
  readonly circle: CircleId
  readonly id: Uint8Array
  readonly size: number
  readonly hashes: Uint8Array | null
  readonly wanted: number
}

export type BlobRows = ReturnType<typeof blobRows>

export function blobRows(db: Database) {
  const find = db.prepare<[Uint8Array, Uint8Array], BlobRow>(
    'SELECT * FROM circle_blob WHERE circle = ? AND id = ?',
  )
  const wanted = db.prepare<[], BlobRow>(
    'SELECT * FROM circle_blob WHERE wanted = 1 AND circle IS NOT NULL ORDER BY n',
  )
  const chunk = db
    .prepare<[number, number], Uint8Array>('SELECT bytes FROM circle_blob_chunk WHERE blob = ? AND i = ?')
    .pluck()
  const have = db
    .prepare<[number], number>('SELECT i FROM circle_blob_chunk WHERE blob = ? ORDER BY i')
    .pluck()
  const count = db.prepare<[number], number>('SELECT count(*) FROM circle_blob_chunk WHERE blob = ?').pluck()
  const putChunk = db.prepare(
    'INSERT INTO circle_blob_chunk (blob, i, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const begin = db.prepare('INSERT INTO circle_blob (circle, id, size) VALUES (NULL, NULL, ?)')
  const finish = db.prepare('UPDATE circle_blob SET circle = ?, id = ?, hashes = ? WHERE n = ?')
  const want = db.prepare(
    `INSERT INTO circle_blob (circle, id, size, wanted) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET wanted = 1, size = iif(hashes IS NULL, excluded.size, size)`,
  )
  const unwant = db.prepare('UPDATE circle_blob SET wanted = 0 WHERE n = ?')
  const setHashes = db.prepare('UPDATE circle_blob SET hashes = ? WHERE n = ?')
  const named = db
    .prepare<[Uint8Array, Uint8Array], number>(
      'SELECT 1 FROM circle_blob_named WHERE circle = ? AND id = ? LIMIT 1',
    )
    .pluck()
  return {
    find: (circle: CircleId, id: Uint8Array) => find.get(circle, id),
    /** All that people asked for and is not whole. */
    wanted: () => wanted.all(),
    chunk: (n: number, i: number) => chunk.get(n, i),
    /** Numbers of the chunks that are here, rising. */
    have: (n: number) => have.all(n),
    count: (n: number) => count.get(n) ?? 0,
    putChunk: (n: number, i: number, bytes: Uint8Array) => void putChunk.run(n, i, bytes),
    /** One that is made here: nobody's until it is finished. */
    begin: (size: number) => Number(begin.run(size).lastInsertRowid),
    finish: (n: number, circle: CircleId, id: Uint8Array, hashes: Uint8Array) =>
      void finish.run(circle, id, hashes, n),
    want: (circle: CircleId, id: Uint8Array, size: number) => void want.run(circle, id, size),
    unwant: (n: number) => void unwant.run(n),
    setHashes: (n: number, hashes: Uint8Array) => void setHashes.run(hashes, n),
    /** Whether a note of the circle names it, now or in its earlier words. */
    isNamed: (circle: CircleId, id: Uint8Array) => named.get(circle, id) !== undefined,
  }
}
