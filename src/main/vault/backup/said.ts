/** From a damaged database into a new one: what is said of entries beside their words, once the entries are there. */
import { tagging } from '../journal/tagging.ts'
import type { Database } from '../storage/open.ts'
import { readRows } from './carry.ts'
import type { Value } from './readable.ts'

/** Tables that this carries. */
export const SAID = ['entry_detail', 'entry_tag', 'imported', 'import_line'] as const

/**
 * Within a transaction. `places`: where an entry stood, and where it stands now. What hangs on something that was lost is lost
 * with it; an entry whose journal was lost is in the first one.
 */
export function carrySaid(from: Database, to: Database, places: ReadonlyMap<number, number>): void {
  const each = (table: (typeof SAID)[number], put: (row: Readonly<Record<string, Value>>) => void): void => {
    const { names, rows } = readRows(from, to, table)
    if (names.length > 0) for (const row of rows) put(row)
  }
  const placeOf = (row: Readonly<Record<string, Value>>): number | undefined =>
    places.get(Number(row['place']))

  const detail = to.prepare(`UPDATE entry_detail
    SET journal = coalesce((SELECT id FROM journal WHERE id = @journal), journal), minute = @minute, zone = @zone,
      favourite = @favourite, locked = @locked
    WHERE place = @place`)
  each('entry_detail', row => {
    const place = placeOf(row)
    if (place !== undefined) detail.run({ ...row, place })
  })
  const tag = to.prepare(`INSERT OR IGNORE INTO entry_tag (tag, place)
    SELECT n, @place FROM tag WHERE n = @tag`)
  each('entry_tag', row => {
    const place = placeOf(row)
    if (place !== undefined) tag.run({ tag: row['tag'], place })
  })
  tagging(to).tidy()

  const imported =
    to.prepare(`INSERT OR IGNORE INTO imported (identity, entry, checkin, import, touched, extra)
    SELECT @identity, @entry, @checkin, n, @touched, @extra FROM import WHERE n = @import
      AND (EXISTS (SELECT 1 FROM entry WHERE id = @entry) OR EXISTS (SELECT 1 FROM checkin WHERE id = @checkin))`)
  each('imported', row => void imported.run(row))
  const line = to.prepare(`INSERT OR IGNORE INTO import_line (import, i, what, entry, line)
    SELECT n, @i, @what, @entry, @line FROM import WHERE n = @import`)
  each('import_line', row => void line.run(row))
}
