/** What a notebook remembers about its keys: the database it was copied from, and recovery words that no longer open it. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 5,
  name: 'keys',
  up(db) {
    db.exec(`
      -- 16 hex: the database of before a new key, until it is gone from the folder
      ALTER TABLE vault ADD COLUMN replaced TEXT;
      -- a new key made the recovery words void, and there have been no new ones since: 1 nobody was told, 2 it was said
      ALTER TABLE vault ADD COLUMN words_void INTEGER NOT NULL DEFAULT 0;
    `)
  },
}
