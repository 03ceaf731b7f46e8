/** What a joining and a circle remember about getting in touch: who is knocking where, and where hubs may be dialled. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 3,
  name: 'joining',
  up(db: Database): void {
    db.exec(`
      -- A joining under way on this device. It survives a restart under the same keys, so that a yes is not lost.
      CREATE TABLE joining (
        id BLOB PRIMARY KEY,            -- 16 bytes
        seed BLOB NOT NULL,             -- 16 bytes: the invitation's
        circle BLOB,                    -- 32 bytes when the link named it
        expires INTEGER,                -- UTC ms when the link named it
        addresses TEXT NOT NULL,        -- JSON array of host:port
        name TEXT NOT NULL,             -- the joiner's circle name
        salt BLOB NOT NULL,             -- 16 bytes: this device's keys in that circle
        member BLOB NOT NULL,           -- 16 bytes
        begun INTEGER NOT NULL          -- UTC ms
      ) STRICT;

      -- Hubs of other members, as invitations and members' devices named them. The newest are dialled.
      CREATE TABLE hub (
        circle BLOB NOT NULL,
        device BLOB NOT NULL,           -- whose hub; empty when an invitation named it
        address TEXT NOT NULL,
        seen INTEGER NOT NULL,          -- UTC ms
        PRIMARY KEY (circle, device, address)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
