/** Turning the pages of a backup: the journal's own reading, over a connection that cannot write. */
import type { Fault } from '../../../shared/fault.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Entry, EntryId, EntryLine } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Journal } from '../journal/journal.ts'
import { read } from '../journal/read.ts'
import { timeline } from '../journal/timeline.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Database } from '../storage/open.ts'
import type { Entered } from './enter.ts'
import { harm } from './examine.ts'
import { peekCopy, peekIntoCopy } from './peek.ts'

const over = (db: Database): Journal => ({ db, clock: { now: () => 0 }, erased: () => {} })

function reading<T>(
  dir: string,
  { header, how }: Entered,
  known: number,
  see: (journal: Journal) => Result<T, Fault>,
): Result<T, Fault> {
  try {
    return peekCopy(dir, header, how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      return see(over(db))
    })
  } catch (error) {
    return err(harm(error))
  }
}

type Page = { lines: EntryLine[]; more: boolean }

/** faults: backup-damaged, newer-version */
export const pages = (
  dir: string,
  entered: Entered,
  known: number,
  what: { before?: Day | undefined; days: number },
): Result<Page, Fault> => reading(dir, entered, known, journal => timeline(journal)(what))

export type LaidOpen = { readonly entry: Entry; readonly db: Database } & Disposable

/** As `entryOf`, and the backup stays open, for the entry's files, until this is disposed of. */
export function laidOpen(
  dir: string,
  { header, how }: Entered,
  known: number,
  id: EntryId,
): Result<LaidOpen, Fault> {
  let db: Database | undefined
  const close = (): void => void db?.close()
  try {
    db = peekIntoCopy(dir, header, how)
    const found = schemaVersion(db) > known ? err('newer-version' as const) : read(over(db))({ id })
    if (found.ok) return ok({ entry: found.value, db, [Symbol.dispose]: close })
    close()
    return found
  } catch (error) {
    close()
    return err(harm(error))
  }
}

/** faults: not-found, backup-damaged, newer-version */
export const entryOf = (dir: string, entered: Entered, known: number, id: EntryId): Result<Entry, Fault> =>
  reading(dir, entered, known, journal => read(journal)({ id }))
