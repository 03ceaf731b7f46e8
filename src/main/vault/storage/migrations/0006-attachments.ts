/** Attached files, cut into chunks and named by what is in them, and which entries mention them. */
import { random } from '../../crypto/random.ts'
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 6,
  name: 'attachments',
  up(db) {
    db.exec(`
      -- One row. Under it the name of a file is made: nobody else can tell from a name which file it is.
      CREATE TABLE blob_key (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        key BLOB NOT NULL CHECK (length(key) = 32)
      ) STRICT;

      -- id: NULL while it is coming in or being erased: such a row is nobody's, and goes at the next opening.
      CREATE TABLE blob (
        n INTEGER PRIMARY KEY,
        id BLOB UNIQUE CHECK (length(id) = 32),
        size INTEGER NOT NULL,
        type TEXT NOT NULL
      ) STRICT;

      -- 262,144 bytes each, the last one fewer.
      CREATE TABLE blob_chunk (
        n INTEGER PRIMARY KEY,
        blob INTEGER NOT NULL REFERENCES blob (n),
        i INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        UNIQUE (blob, i)
      ) STRICT;

      -- An entry or one of its versions mentions this file. loose: what it says now no longer does.
      CREATE TABLE entry_blob (
        entry BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        blob BLOB NOT NULL REFERENCES blob (id),
        loose INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (entry, blob)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entry_blob_blob ON entry_blob (blob);
      CREATE INDEX entry_blob_loose ON entry_blob (loose) WHERE loose = 1;
    `)
    db.prepare('INSERT INTO blob_key (one, key) VALUES (1, ?)').run(random(32))
  },
}
