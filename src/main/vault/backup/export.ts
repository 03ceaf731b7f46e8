/** The journal as one readable JSON file. Its shape is in docs/storage.md. Whoever has the file can read it. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../../../shared/bytes.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { plainText } from '../../../shared/writing/writing.ts'
import { type EntryRow, writing } from '../journal/row.ts'
import { databaseFile } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Entered } from './enter.ts'
import { folderFault, makeOwnFile } from './files.ts'
import { peek } from './peek.ts'

const instant = (at: number): string => new Date(at).toISOString()

function shape(row: EntryRow): object {
  const written = writing(row)
  return {
    id: toHex(row.id),
    day: row.day,
    created: instant(row.created),
    modified: instant(row.modified),
    binned: row.binned === null ? null : instant(row.binned),
    text: plainText(written),
    writing: written,
  }
}

/**
 * Every entry, the oldest day first, the bin among them. A file that is there already is not touched. `now` in UTC ms.
 * faults: damaged, newer-version, folder-gone, folder-refuses, folder-full
 */
export function exportJournal(
  dir: string,
  { header, how }: Entered,
  file: string,
  known: number,
  now: number,
): Result<number, Fault> {
  try {
    makeOwnFile(file)
  } catch (error) {
    return err(folderFault(error) ?? 'not-saved')
  }
  const fd = fs.openSync(file, 'r+')
  let whole = false
  try {
    return peek(join(dir, databaseFile(header)), how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      fs.writeSync(fd, `{"format":"kinfold-journal","version":1,"exported":"${instant(now)}","entries":[`)
      let entries = 0
      for (const row of db.prepare<[], EntryRow>('SELECT * FROM entry ORDER BY place').iterate())
        fs.writeSync(fd, `${entries++ === 0 ? '' : ','}\n${JSON.stringify(shape(row))}`)
      fs.writeSync(fd, '\n]}\n')
      fs.fsyncSync(fd)
      whole = true
      return ok(entries)
    })
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (said.startsWith('SQLITE_')) return err('damaged')
    const fault = folderFault(error)
    if (fault) return err(fault)
    throw error
  } finally {
    fs.closeSync(fd)
    // Half a journal would look like a whole one.
    if (!whole) fs.rmSync(file, { force: true })
  }
}
