import Sqlite from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { bringBlob, holdsBlobs } from '../../../src/main/vault/backup/blobs.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'

const ID = new Uint8Array(32).fill(7)
const made = (last = MIGRATIONS.length) => {
  const db = new Sqlite(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, MIGRATIONS, last)
  return db
}
const held = (db: Sqlite.Database) => ({
  blobs: db.prepare('SELECT count(*) FROM blob').pluck().get(),
  bytes: db.prepare('SELECT coalesce(sum(length(bytes)), 0) FROM blob_chunk').pluck().get(),
})

let backup: Sqlite.Database
let now: Sqlite.Database
beforeEach(() => {
  backup = made()
  now = made()
  backup.prepare("INSERT INTO blob (n, id, size, type) VALUES (5, ?, 1000, 'image/png')").run(ID)
  for (const [i, size] of [400, 400, 200].entries())
    backup
      .prepare('INSERT INTO blob_chunk (blob, i, bytes) VALUES (5, ?, ?)')
      .run(i, new Uint8Array(size).fill(i))
})

describe('a file that comes back with its entry', () => {
  it('is brought whole, and once', () => {
    expect(bringBlob(backup, now, ID)).toBe(true)
    expect(bringBlob(backup, now, ID)).toBe(true)
    expect(held(now)).toEqual({ blobs: 1, bytes: 1000 })
    const chunks = now.prepare<[], Uint8Array>('SELECT bytes FROM blob_chunk ORDER BY i').pluck().all()
    expect(chunks.map(([first]) => first)).toEqual([0, 1, 2])
  })

  it('is not brought at all when a part of it is gone', () => {
    backup.exec('DELETE FROM blob_chunk WHERE i = 1')
    expect(bringBlob(backup, now, ID)).toBe(false)
    expect(held(now)).toEqual({ blobs: 0, bytes: 0 })
  })

  it('is not there in a backup of before there were files', () => {
    expect([holdsBlobs(made(5)), holdsBlobs(backup)]).toEqual([false, true])
    expect(bringBlob(backup, now, new Uint8Array(32))).toBe(false)
  })
})
