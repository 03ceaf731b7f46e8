/** What a person decided about locking and erasing, and the days of use by which the bin may be emptied. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 4,
  name: 'care',
  up(db) {
    db.exec(`
      -- value: JSON. What is not here has its default (contract/erasing.ts).
      CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      -- One row. days: on how many days this vault was open, as far as that is believed; last: the calendar day that was
      -- counted last; asks: the day a clock says that nobody has confirmed yet: until then nothing is erased.
      CREATE TABLE use_days (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        days INTEGER NOT NULL,
        last TEXT,
        asks TEXT
      ) STRICT;
      INSERT INTO use_days (one, days) VALUES (1, 0);

      -- use_days.days when it was put into the bin. NULL: no count has begun.
      ALTER TABLE entry ADD COLUMN bin_day INTEGER;
    `)
  },
}
