/** Turning the pages of a backup: the journal's own reading, over a connection that cannot write. */
import { join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Entry, EntryId, EntryLine } from '../../../shared/journal/entry.ts'
import { err, type Result } from '../../../shared/result.ts'
import { read } from '../journal/read.ts'
import type { Journal } from '../journal/row.ts'
import { timeline } from '../journal/timeline.ts'
import { databaseFile } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Database } from '../storage/open.ts'
import type { Entered } from './enter.ts'
import { harm } from './examine.ts'
import { peek } from './peek.ts'

function reading<T>(
  dir: string,
  { header, how }: Entered,
  known: number,
  see: (journal: Journal) => Result<T, Fault>,
): Result<T, Fault> {
  try {
    return peek(join(dir, databaseFile(header)), how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      return see({ db, clock: { now: () => 0 }, erased: () => {} })
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

/** As `entryOf`, and `bring` takes the entry's files out of the open backup. */
export const entryAndFiles = <T>(
  dir: string,
  entered: Entered,
  known: number,
  id: EntryId,
  bring: (entry: Entry, from: Database) => Result<T, Fault>,
): Result<T, Fault> =>
  reading(dir, entered, known, journal => {
    const found = read(journal)({ id })
    return found.ok ? bring(found.value, journal.db) : found
  })

/** faults: not-found, backup-damaged, newer-version */
export const entryOf = (dir: string, entered: Entered, known: number, id: EntryId): Result<Entry, Fault> =>
  reading(dir, entered, known, journal => read(journal)({ id }))
