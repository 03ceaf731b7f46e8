/** Counts what is said of entries, days and tags, so that a backup by itself notices what changes no word (backup/daily.ts). */
import type { Database } from '../storage/open.ts'

export const CHANGES = 'days.changes'

/** Within the transaction of the change. */
export function counting(db: Database): () => void {
  const count = db.prepare(`INSERT INTO setting (name, value) VALUES ('${CHANGES}', '1')
    ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`)
  return () => void count.run()
}
