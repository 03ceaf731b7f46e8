import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { CARRIED } from '../../../src/main/vault/backup/carry.ts'
import { SAID } from '../../../src/main/vault/backup/said.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'

/**
 * The journal and its files, by salvage.ts; the vault's own row; what signs, which never comes back; what only one
 * who signs counts by; what was read of a keeper's, which is read anew; and an import that had not ended.
 */
const OTHERWISE = [
  'entry',
  'entry_version',
  'entry_unsettled',
  'entry_blob',
  'blob',
  'blob_chunk',
  'entry_kind',
  'vault',
]
const NEVER = [
  'device',
  'joining',
  'joining_file',
  'linking',
  'circle_use',
  'circle_since',
  'keeper_known',
  'import_gathered',
  'import_blob',
]

it('says of every table of a notebook what a salvage does with it', () => {
  const db = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all()
    .filter(name => !/^(sqlite_|entry_words)/.test(name))
  expect([...CARRIED, ...SAID, ...OTHERWISE, ...NEVER].sort()).toEqual(tables.sort())
})
