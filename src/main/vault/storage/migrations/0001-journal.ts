/** The journal: entries, their earlier versions, the words to search, and what the vault remembers of its header. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 1,
  name: 'journal',
  up(db) {
    db.exec(`
      CREATE TABLE vault (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id BLOB NOT NULL CHECK (length(id) = 16),
        -- the newest header this database has been opened with
        generation INTEGER NOT NULL
      ) STRICT;

      -- place = days since 0000-01-01 << 20 | how many-th of the day: the order of the notebook is the order of the
      -- table, so the timeline and the newest hits of a search are read off without sorting, whatever the clock says.
      CREATE TABLE entry (
        place INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        day TEXT NOT NULL,
        opening TEXT NOT NULL,
        created INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        binned INTEGER,
        writing TEXT NOT NULL
      ) STRICT;
      CREATE INDEX entry_binned ON entry (binned) WHERE binned IS NOT NULL;

      -- what stood there before a burst of editing began
      CREATE TABLE entry_version (
        n INTEGER PRIMARY KEY,
        entry BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        modified INTEGER NOT NULL,
        writing TEXT NOT NULL
      ) STRICT;
      CREATE INDEX entry_version_entry ON entry_version (entry, n);

      -- rowid = entry.place; words as journal/words.ts cuts them. Binned entries are not in it.
      -- secure-delete overwrites erased words, at 20 times the price of a save: see entry_unsettled.
      CREATE VIRTUAL TABLE entry_words USING fts5 (
        words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
      );
      INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1);

      -- Entries whose newest words are not in the index yet: searched word by word until journal/settle.ts has them in.
      CREATE TABLE entry_unsettled (place INTEGER PRIMARY KEY) STRICT;
    `)
  },
}
