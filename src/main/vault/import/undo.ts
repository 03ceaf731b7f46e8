/** Taking an import back: what it brought and nobody changed since. What somebody made their own stays, and is named. */
import { toHex } from '../../../shared/bytes.ts'
import type { Bursts } from '../journal/burst.ts'
import { counting } from '../journal/changes.ts'
import type { Database } from '../storage/open.ts'
import type { Run } from './run.ts'

type Place = { readonly place: number; readonly id: Uint8Array }

export type Undoing = {
  /** Takes the next thing away. Answers false when none is left: then the import is undone. Within a transaction. */
  piece(run: Pick<Run, 'n'>): boolean
  /** Of this import, entries and check-ins that stand here. */
  stands(run: Pick<Run, 'n'>): number
}

export function undoing(db: Database, bursts: Bursts): Undoing {
  const next = db.prepare<
    [number],
    Place
  >(`SELECT place, id FROM imported CROSS JOIN entry ON entry.id = imported.entry
    WHERE import = ? AND touched = 0 LIMIT 1`)
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const remove = db.prepare('DELETE FROM entry WHERE place = ?')
  const checkIn = db
    .prepare<[number], Uint8Array>("SELECT id FROM import_made WHERE import = ? AND what = 'checkin' LIMIT 1")
    .pluck()
  const removeCheckIn = db.prepare('DELETE FROM checkin WHERE id = ?')
  const own = db.prepare("DELETE FROM import_made WHERE what = 'checkin' AND id = ?")
  const last = db.prepare(`DELETE FROM journal
    WHERE id IN (SELECT id FROM import_made WHERE import = ? AND what = 'journal')
      AND NOT EXISTS (SELECT 1 FROM entry_detail WHERE journal = journal.id)
      AND EXISTS (SELECT 1 FROM journal AS other WHERE other.id <> journal.id)`)
  const tags = db.prepare(`DELETE FROM tag
    WHERE n IN (SELECT id FROM import_made WHERE import = ? AND what = 'tag')
      AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE tag = tag.n)`)
  const made = db.prepare('DELETE FROM import_made WHERE import = ?')
  const lines = db.prepare(`DELETE FROM import_line WHERE import = ? AND what = 'brought'
    AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = import_line.entry)`)
  const gathered = db.prepare(
    'DELETE FROM import_gathered WHERE n IN (SELECT n FROM import_gathered WHERE import = ? LIMIT 20)',
  )
  const files = db.prepare('DELETE FROM import_blob WHERE import = ?')
  const many = db.prepare<[number], number>('SELECT count(*) FROM imported WHERE import = ?').pluck()
  const end = db.prepare('DELETE FROM import WHERE n = ?')
  const undone = db.prepare("UPDATE import SET state = 'undone' WHERE n = ?")
  const count = counting(db)
  const stands = ({ n }: Pick<Run, 'n'>): number => many.get(n) ?? 0

  return {
    stands,
    piece(run) {
      if (gathered.run(run.n).changes > 0) return true
      const row = next.get(run.n)
      if (row) {
        unindex.run(row.place)
        forget.run(row.place)
        remove.run(row.place)
        bursts.delete(toHex(row.id))
        return true
      }
      const felt = checkIn.get(run.n)
      if (felt) {
        removeCheckIn.run(felt)
        own.run(felt)
        return true
      }
      last.run(run.n)
      for (const rest of [tags, made, lines, files]) rest.run(run.n)
      if (stands(run) === 0) end.run(run.n)
      else undone.run(run.n)
      count()
      return false
    },
  }
}
