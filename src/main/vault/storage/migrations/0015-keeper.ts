/** The server that a circle uses as its keeper, on this computer. */
import type { Database } from 'better-sqlite3'

export const migration = {
  id: 15,
  name: 'keeper',
  up(db: Database): void {
    db.exec(`
      -- url: ws:// or wss://, as a person typed it. Each computer has its own; it is never sent to anybody.
      CREATE TABLE keeper (
        circle BLOB PRIMARY KEY REFERENCES circles ON DELETE CASCADE,
        url TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
