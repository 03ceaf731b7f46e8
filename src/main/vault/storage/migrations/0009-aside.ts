/** Which set-aside words of a note this person has waved off: they are shown no more, on this device. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 9,
  name: 'aside',
  up(db) {
    db.exec(`
      CREATE TABLE waved (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        doc BLOB NOT NULL,
        passage TEXT NOT NULL,
        PRIMARY KEY (circle, doc, passage)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
