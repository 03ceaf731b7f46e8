/** The networks of this computer that may be used, and what was known of keepers' documents. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 17,
  name: 'ways',
  up(db: Database): void {
    db.exec(`
      -- JSON: null for all interfaces, or the names of those that may be used. No row that reads: none of them.
      INSERT OR REPLACE INTO setting (name, value) VALUES ('network.interfaces', 'null');

      -- What lay in a document when it was seen last. Without the row all of it is read anew.
      CREATE TABLE keeper_known (
        name TEXT PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        url TEXT NOT NULL,
        mark BLOB NOT NULL,             -- as the lan process says it: where what was read ends
        parcels BLOB NOT NULL           -- CBOR: [[id, what is in it]], for those that need not be opened again
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
