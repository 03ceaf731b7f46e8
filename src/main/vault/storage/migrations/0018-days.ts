/** Journals, tags, times, feelings, and what was imported. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 18,
  name: 'days',
  up(db) {
    db.exec(`
      -- The first one has an id of zeros, and no name until somebody gives it one.
      CREATE TABLE journal (
        id BLOB PRIMARY KEY CHECK (length(id) = 16),
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        template TEXT NOT NULL,
        sort INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO journal (id, name, colour, template, sort) VALUES (zeroblob(16), '', 'pine', '', 0);

      -- Beside each entry, and by its place: what is found by it comes in the order of the notebook without sorting.
      -- minute: since midnight; zone: IANA. Neither moves a day.
      CREATE TABLE entry_detail (
        place INTEGER PRIMARY KEY REFERENCES entry (place) ON UPDATE CASCADE ON DELETE CASCADE,
        journal BLOB NOT NULL REFERENCES journal (id),
        minute INTEGER CHECK (minute BETWEEN 0 AND 1439),
        zone TEXT,
        favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
        locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1))
      ) STRICT;
      INSERT INTO entry_detail (place, journal) SELECT place, zeroblob(16) FROM entry;
      CREATE INDEX entry_detail_journal ON entry_detail (journal, place);
      CREATE INDEX entry_detail_favourite ON entry_detail (place) WHERE favourite = 1;
      -- Whoever writes an entry: there is none without.
      CREATE TRIGGER entry_begun AFTER INSERT ON entry BEGIN
        INSERT INTO entry_detail (place, journal) SELECT new.place, id FROM journal ORDER BY sort, id LIMIT 1;
      END;

      -- name: NFC. folded: as shared/journal/tag.ts compares.
      CREATE TABLE tag (
        n INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE entry_tag (
        tag INTEGER NOT NULL REFERENCES tag (n) ON DELETE CASCADE,
        place INTEGER NOT NULL REFERENCES entry (place) ON UPDATE CASCADE ON DELETE CASCADE,
        PRIMARY KEY (tag, place)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entry_tag_place ON entry_tag (place, tag);

      -- Which kinds of files an entry has, by what its words name: made anew from them.
      CREATE TABLE entry_kind (
        kind TEXT NOT NULL,
        place INTEGER NOT NULL REFERENCES entry (place) ON UPDATE CASCADE ON DELETE CASCADE,
        PRIMARY KEY (kind, place)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entry_kind_place ON entry_kind (place, kind);
      INSERT INTO entry_kind (kind, place)
        SELECT DISTINCT
          CASE substr(blob.type, 1, 6)
            WHEN 'image/' THEN 'image' WHEN 'audio/' THEN 'audio' WHEN 'video/' THEN 'video' ELSE 'file' END,
          entry.place
        FROM entry_blob
        JOIN blob ON blob.id = entry_blob.blob
        JOIN entry ON entry.id = entry_blob.entry
        WHERE entry_blob.loose = 0;

      -- How it was. hidden: kept, and not shown. made: UTC ms.
      CREATE TABLE checkin (
        n INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        day TEXT NOT NULL,
        minute INTEGER CHECK (minute BETWEEN 0 AND 1439),
        zone TEXT,
        feeling TEXT,
        energy TEXT,
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        made INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX checkin_day ON checkin (day);
      CREATE INDEX checkin_feeling ON checkin (feeling, day) WHERE hidden = 0;
      CREATE TABLE checkin_word (
        checkin INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('word', 'activity')),
        i INTEGER NOT NULL,
        word TEXT NOT NULL,
        folded TEXT NOT NULL,
        PRIMARY KEY (checkin, kind, i)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX checkin_word_folded ON checkin_word (folded, checkin) WHERE kind = 'word';

      -- state: gathering, laying, done, undoing, undone (import/state.ts). source: the name of what was read.
      CREATE TABLE import (
        n INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        state TEXT NOT NULL,
        began INTEGER NOT NULL,
        source TEXT NOT NULL,
        format TEXT NOT NULL
      ) STRICT;
      -- Read, with its files in the notebook, and no entry yet. entry: JSON, import/gathered.ts.
      CREATE TABLE import_gathered (
        n INTEGER PRIMARY KEY,
        import INTEGER NOT NULL REFERENCES import (n) ON DELETE CASCADE,
        identity TEXT NOT NULL UNIQUE,
        entry TEXT NOT NULL
      ) STRICT;
      CREATE INDEX import_gathered_import ON import_gathered (import);
      -- Files of what is gathered: nobody sweeps them.
      CREATE TABLE import_blob (
        blob BLOB NOT NULL,
        import INTEGER NOT NULL REFERENCES import (n) ON DELETE CASCADE,
        PRIMARY KEY (blob, import)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX import_blob_import ON import_blob (import);
      -- What stands here that was brought: an entry, or a check-in without one. touched: somebody changed the entry since.
      -- extra: JSON, as the source named it.
      CREATE TABLE imported (
        identity TEXT PRIMARY KEY,
        entry BLOB UNIQUE REFERENCES entry (id) ON DELETE CASCADE,
        checkin BLOB UNIQUE REFERENCES checkin (id) ON DELETE CASCADE,
        import INTEGER NOT NULL REFERENCES import (n),
        touched INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
        extra TEXT NOT NULL,
        CHECK ((entry IS NULL) <> (checkin IS NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX imported_import ON imported (import, touched);
      -- Journals, tags and check-ins that came with it and that nobody has made their own since.
      CREATE TABLE import_made (
        what TEXT NOT NULL CHECK (what IN ('journal', 'tag', 'checkin')),
        id ANY NOT NULL,
        import INTEGER NOT NULL REFERENCES import (n) ON DELETE CASCADE,
        PRIMARY KEY (what, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX import_made_import ON import_made (import);
      -- The report: what became of each. entry: NULL where there is none. line: JSON, contract/importing.ts.
      CREATE TABLE import_line (
        import INTEGER NOT NULL REFERENCES import (n) ON DELETE CASCADE,
        i INTEGER NOT NULL,
        what TEXT NOT NULL,
        entry BLOB,
        line TEXT NOT NULL,
        PRIMARY KEY (import, i)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
