/** Circles that a person put away, and when each device was last heard. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 12,
  name: 'acts',
  up(db: Database): void {
    db.exec(`
      -- 1: put away on this device, to be read only. Never sent anywhere.
      ALTER TABLE circles ADD COLUMN away INTEGER NOT NULL DEFAULT 0;

      -- UTC ms by this device's clock: when it last said what it has. Null: before this was kept.
      ALTER TABLE acks ADD COLUMN at INTEGER;
    `)
  },
}
