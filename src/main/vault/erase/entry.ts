/** Entries for ever gone: the row, its earlier versions, its words in the index; overwritten, and soon out of the log. */
import { toHex } from '../../../shared/bytes.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Bursts } from '../journal/burst.ts'
import { type EntryRow, key } from '../journal/row.ts'
import type { Database } from '../storage/open.ts'

export type Erase = {
  one: (what: { id: EntryId }) => Result<object, 'not-found'>
  /** What `all` would erase now. */
  count: () => Result<{ entries: number }, never>
  all: () => Result<{ erased: number }, never>
  /** What has lain there for `days` days of use. Returns how many. */
  old: (days: number) => number
}

type Needs = {
  readonly db: Database
  /** The log is to be emptied soon. */
  readonly erased: () => void
  readonly bursts?: Bursts | undefined
}
type Row = Pick<EntryRow, 'place' | 'id'>

/** From the bin alone: what stands in the journal is first moved there. */
export function eraseEntries({ db, erased, bursts }: Needs): Erase {
  const inBin = 'FROM entry WHERE binned IS NOT NULL'
  const count = db.prepare<[], number>(`SELECT count(*) ${inBin}`).pluck()
  const find = db.prepare<[Uint8Array], Row>(`SELECT place, id ${inBin} AND id = ?`)
  const every = db.prepare<[], Row>(`SELECT place, id ${inBin}`)
  const due = db.prepare<[number], Row>(
    `SELECT place, id ${inBin} AND bin_day + ? <= (SELECT days FROM use_days WHERE one = 1)`,
  )
  const unindex = db.prepare('DELETE FROM entry_words WHERE rowid = ?')
  const forget = db.prepare('DELETE FROM entry_unsettled WHERE place = ?')
  const remove = db.prepare('DELETE FROM entry WHERE place = ?')
  const erase = db.transaction((look: () => readonly Row[]): readonly Row[] => {
    const rows = look()
    for (const { place } of rows) {
      unindex.run(place)
      forget.run(place)
      remove.run(place)
    }
    return rows
  })
  const run = (look: () => readonly Row[]): number => {
    const gone = erase.immediate(look)
    for (const { id } of gone) bursts?.delete(toHex(id))
    if (gone.length > 0) erased()
    return gone.length
  }
  return {
    one: ({ id }) => (run(() => find.all(key(id))) > 0 ? ok({}) : err('not-found')),
    count: () => ok({ entries: count.get() ?? 0 }),
    all: () => ok({ erased: run(() => every.all()) }),
    old: days => run(() => due.all(days)),
  }
}
