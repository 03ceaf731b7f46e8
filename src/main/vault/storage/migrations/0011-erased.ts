/** Envelopes whose words are gone, or closed to this device; and documents that begin here with somebody's checkpoint. */
import type { Migration } from '../migrate.ts'

export const migration: Migration = {
  id: 11,
  name: 'erased',
  up(db) {
    db.exec(`
      -- Of an erased body that was here: what its words stood on, without them; a Yjs update, V2.
      ALTER TABLE envelopes ADD COLUMN outline BLOB;

      -- closed: 1: it cannot be made from the envelopes here, some of which this device cannot open. 2: it can, but for
      -- some of them. base: the number of the checkpoint envelope that it begins with here; base_at: when that says it
      -- was made, UTC ms.
      ALTER TABLE documents ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE documents ADD COLUMN base INTEGER;
      ALTER TABLE documents ADD COLUMN base_at INTEGER;
    `)
  },
}
