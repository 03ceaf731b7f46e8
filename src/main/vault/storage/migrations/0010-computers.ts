/** A person's several computers: a linking under way, and with which computers of others words were compared here. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 10,
  name: 'computers',
  up(db: Database): void {
    db.exec(`
      -- 1: this computer is to belong to a member who is in already, by a code from another one of theirs.
      ALTER TABLE joining ADD COLUMN own INTEGER NOT NULL DEFAULT 0;

      -- A person said here that the words are the same on both screens. Never sent anywhere.
      CREATE TABLE compared (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        device BLOB NOT NULL,           -- 32 bytes: an active device of the other member then
        at INTEGER NOT NULL,            -- UTC ms
        PRIMARY KEY (circle, device)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
