/** Files named in a circle's notes: as they travel, in chunks that are encrypted under a key which stands in the note alone. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 16,
  name: 'circle-files',
  up(db: Database): void {
    db.exec(`
      -- circle: NULL while it is being made, or is nobody's any more: such a row goes, a few chunks at a time.
      CREATE TABLE circle_blob (
        n INTEGER PRIMARY KEY,
        circle BLOB REFERENCES circles ON DELETE SET NULL,
        id BLOB CHECK (length(id) = 32),
        size INTEGER NOT NULL,               -- bytes of the file itself
        hashes BLOB,                         -- 32 bytes a chunk; NULL until somebody has told them
        wanted INTEGER NOT NULL DEFAULT 0,   -- 1: a person asked for it, and some of it is not here yet
        UNIQUE (circle, id)
      ) STRICT;

      -- 65,536 bytes each, the last one of a file fewer. What is here has been checked.
      CREATE TABLE circle_blob_chunk (
        n INTEGER PRIMARY KEY,
        blob INTEGER NOT NULL REFERENCES circle_blob (n),
        i INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        UNIQUE (blob, i)
      ) STRICT;

      -- An envelope that counts names this file: in what a note says now, or said before.
      CREATE TABLE circle_blob_named (
        n INTEGER PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        doc BLOB NOT NULL,
        id BLOB NOT NULL,
        envelope INTEGER NOT NULL,
        UNIQUE (circle, id, doc, envelope)
      ) STRICT;
      CREATE INDEX circle_blob_named_doc ON circle_blob_named (circle, doc);
    `)
  },
}
