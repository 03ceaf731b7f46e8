/** How each circle meets, on this computer: off, on one's own network, or by servers that a person named. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 14,
  name: 'network',
  up(db: Database): void {
    db.exec(`
      -- Never sent. A circle without a row that reads is off.
      CREATE TABLE network (
        circle BLOB PRIMARY KEY REFERENCES circles ON DELETE CASCADE,
        mode TEXT NOT NULL,             -- 'off', 'local' or 'wide'
        signalling TEXT NOT NULL,       -- JSON: [address]
        ice TEXT NOT NULL,              -- JSON: [{url, username, credential}], the last two null for STUN
        relay INTEGER NOT NULL          -- 1: by a TURN server alone
      ) STRICT, WITHOUT ROWID;

      -- As every circle has met till now.
      INSERT INTO network (circle, mode, signalling, ice, relay) SELECT id, 'local', '[]', '[]', 0 FROM circles;

      -- Servers for signalling that the invitation named. JSON.
      ALTER TABLE joining ADD COLUMN signalling TEXT NOT NULL DEFAULT '[]';
    `)
  },
}
