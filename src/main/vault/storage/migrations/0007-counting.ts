/** Envelopes that are kept and do not count (yet), both branches of a fork, and how far each device's chain counts. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 7,
  name: 'counting',
  up(db) {
    db.exec(`
      -- In the order of arrival, which is a causal one.
      -- status: accepted, refused: judged by what it holds. kept: stored, not judged, for a newer Kinfold. apart: past a cut,
      -- or on the other branch of a fork; judged when it comes to count.
      -- fault: what no later word changes, found before it was opened; 'newer': of a version that is not read.
      -- side: 1 on a branch that is not the device's chain.
      CREATE TABLE envelopes_7 (
        n INTEGER PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        doc BLOB NOT NULL,
        header BLOB NOT NULL,
        signature BLOB NOT NULL,
        body BLOB,
        status TEXT NOT NULL CHECK (status IN ('accepted', 'refused', 'kept', 'apart')),
        fault TEXT,
        side INTEGER NOT NULL DEFAULT 0,
        cid INTEGER,
        clock_to INTEGER,
        at INTEGER NOT NULL,
        UNIQUE (circle, id)
      ) STRICT;
      -- Why an older one was refused is no longer known: it stays so.
      INSERT INTO envelopes_7 (n, circle, id, device, seq, doc, header, signature, body, status, fault, cid, clock_to, at)
        SELECT n, circle, id, device, seq, doc, header, signature, body, status,
          CASE status WHEN 'refused' THEN 'earlier' END, cid, clock_to, at FROM envelopes;
      DROP TABLE envelopes;
      ALTER TABLE envelopes_7 RENAME TO envelopes;
      CREATE UNIQUE INDEX envelopes_chain ON envelopes (circle, device, seq) WHERE side = 0;
      CREATE INDEX envelopes_side ON envelopes (circle, device, seq) WHERE side = 1;
      CREATE INDEX envelopes_doc ON envelopes (circle, doc, n);
      CREATE INDEX envelopes_clock ON envelopes (circle, doc, cid, clock_to);

      -- upto: the last number that counts; upto_circle: of what facilitators alone write. NULL: all do.
      ALTER TABLE chains ADD COLUMN upto INTEGER;
      ALTER TABLE chains ADD COLUMN upto_circle INTEGER;
      -- A fork was noted by two headers. Both branches come again with the next exchange.
      UPDATE chains SET frozen = 0;

      -- 0: the envelope that begins it does not count; the row remembers this device's client numbers.
      ALTER TABLE documents ADD COLUMN begun INTEGER NOT NULL DEFAULT 1;
    `)
  },
}
