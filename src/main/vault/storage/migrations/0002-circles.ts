/** Circles: what a device is in them, their logs, their envelopes as they came, and the documents made from these. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 2,
  name: 'circles',
  up: db => {
    db.exec(`
      -- One row: the root of this device's keys in every circle. A backup never restores it.
      CREATE TABLE device (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        root BLOB NOT NULL CHECK (length(root) = 32)
      ) STRICT;

      -- stopped: this device found its own chain longer elsewhere; it writes no more.
      CREATE TABLE circles (
        id BLOB PRIMARY KEY CHECK (length(id) = 32),
        salt BLOB NOT NULL CHECK (length(salt) = 16),
        member BLOB NOT NULL CHECK (length(member) = 16),
        stopped INTEGER NOT NULL DEFAULT 0,
        added INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE epoch_keys (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        epoch BLOB NOT NULL,
        key BLOB NOT NULL CHECK (length(key) = 32),
        PRIMARY KEY (circle, epoch)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE log_entries (
        n INTEGER PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        bytes BLOB NOT NULL,
        UNIQUE (circle, id)
      ) STRICT;

      -- The newest envelope of each device, and what that device had said it knew by then.
      CREATE TABLE chains (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        hash BLOB NOT NULL,
        known BLOB NOT NULL,
        log_heads BLOB NOT NULL,
        frozen INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (circle, device)
      ) STRICT, WITHOUT ROWID;

      -- In the order of arrival, which is a causal one. kept: stored, not judged, for a newer Kinfold.
      CREATE TABLE envelopes (
        n INTEGER PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        doc BLOB NOT NULL,
        header BLOB NOT NULL,
        signature BLOB NOT NULL,
        body BLOB,
        status TEXT NOT NULL CHECK (status IN ('accepted', 'refused', 'kept')),
        cid INTEGER,
        clock_to INTEGER,
        at INTEGER NOT NULL,
        UNIQUE (circle, device, seq)
      ) STRICT;
      CREATE INDEX envelopes_doc ON envelopes (circle, doc, n);
      CREATE INDEX envelopes_clock ON envelopes (circle, doc, cid, clock_to) WHERE clock_to IS NOT NULL;

      -- Waiting for what comes before them. Signed by a device of the circle, and bounded.
      CREATE TABLE buffered (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        device BLOB NOT NULL,
        seq INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (circle, device, seq, id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE documents (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        creator BLOB NOT NULL,
        creator_seq INTEGER NOT NULL,
        owner BLOB NOT NULL,
        created INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        own_cid_n INTEGER NOT NULL DEFAULT 0,
        newer INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (circle, id)
      ) STRICT;
      CREATE INDEX documents_kind ON documents (circle, kind, modified);

      -- Compacted: made from the accepted envelopes up to number covers.
      CREATE TABLE document_states (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        id BLOB NOT NULL,
        state BLOB NOT NULL,
        shape BLOB NOT NULL,
        covers INTEGER NOT NULL,
        PRIMARY KEY (circle, id)
      ) STRICT;

      -- The newest client number each device has used in a document: it only rises.
      CREATE TABLE client_numbers (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        doc BLOB NOT NULL,
        device BLOB NOT NULL,
        cid_n INTEGER NOT NULL,
        PRIMARY KEY (circle, doc, device)
      ) STRICT, WITHOUT ROWID;

      -- Refused: it has its place in its chain and changed nothing. Quarantined: it was not even let that far.
      -- proof: two signed headers of one number, for a fork.
      CREATE TABLE refusals (
        n INTEGER PRIMARY KEY,
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        what TEXT NOT NULL CHECK (what IN ('refused', 'quarantined', 'fork')),
        reason TEXT NOT NULL,
        device BLOB,
        size INTEGER NOT NULL,
        at INTEGER NOT NULL,
        proof BLOB
      ) STRICT;
      CREATE INDEX refusals_circle ON refusals (circle, n);

      -- The newest signed HEADS of each device.
      CREATE TABLE acks (
        circle BLOB NOT NULL REFERENCES circles ON DELETE CASCADE,
        device BLOB NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (circle, device)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
