/** Who is let out: how long an epoch or an asking has stood, a joining that waits for a second person, and a parting. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 8,
  name: 'standing',
  up(db: Database): void {
    db.exec(`
      -- Days of use of a circle here: dates on which this notebook was open, each counted once in a row.
      CREATE TABLE circle_use (
        circle BLOB PRIMARY KEY REFERENCES circles ON DELETE CASCADE,
        days INTEGER NOT NULL,
        last TEXT NOT NULL              -- YYYY-MM-DD, UTC
      ) STRICT, WITHOUT ROWID;

      -- circle_use.days when this device first had an epoch, or an emergency removal that waits for a second person.
      CREATE TABLE circle_since (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        entry BLOB NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (circle, entry)
      ) STRICT, WITHOUT ROWID;

      -- 1: this device is out of the circle, and both sides know it: it dials no more.
      ALTER TABLE circles ADD COLUMN parted INTEGER NOT NULL DEFAULT 0;

      -- Both have said yes, and a second person of this circle is to agree.
      ALTER TABLE joining ADD COLUMN second BLOB;
      ALTER TABLE joining ADD COLUMN circle_name TEXT;
    `)
  },
}
