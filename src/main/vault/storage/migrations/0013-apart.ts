/** Coming in while the two are never there at the same time: by files, and over restarts on both sides. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 13,
  name: 'apart',
  up(db: Database): void {
    db.exec(`
      -- The person's yes to the words: 32 bytes of the circle they were about; with one's own code 32 more, the device there.
      ALTER TABLE joining ADD COLUMN matched BLOB;
      -- The INVITE, 32 bytes, when the link named it.
      ALTER TABLE joining ADD COLUMN invite BLOB;
      -- 32 random bytes of the joining file that was written.
      ALTER TABLE joining ADD COLUMN nonce BLOB;
      -- 1: this one goes by files, and asks for no network.
      ALTER TABLE joining ADD COLUMN by_file INTEGER NOT NULL DEFAULT 0;

      -- Codes by which this computer added another one of the same person, until that one was heard.
      CREATE TABLE linking (
        device BLOB PRIMARY KEY,        -- 32 bytes: the one that was added
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        seed BLOB NOT NULL,             -- 16 bytes: the code's
        expires INTEGER NOT NULL        -- UTC ms: the code's
      ) STRICT, WITHOUT ROWID;

      -- Joining files that a person opened here, until whoever wrote one was heard, or was told no.
      CREATE TABLE joining_file (
        id BLOB NOT NULL,               -- 16 bytes: of its transcript
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        file BLOB NOT NULL,             -- as it came, sealed
        opened INTEGER NOT NULL,        -- UTC ms
        PRIMARY KEY (circle, id)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
