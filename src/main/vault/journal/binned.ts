/** What lies in the bin, the last thrown first. */
import type { EntryLine } from '../../../shared/journal/entry.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { type Journal, type LineRow, line } from './row.ts'

export function binned({ db }: Journal): () => Result<EntryLine[], never> {
  const find = db.prepare<[], LineRow>(`SELECT id, day, opening, modified FROM entry
    WHERE binned IS NOT NULL ORDER BY binned DESC, place DESC`)
  return () => ok(find.all().map(line))
}
