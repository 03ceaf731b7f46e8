/** The journal as one readable JSON file. Its shape is in docs/storage.md. Whoever has the file can read it. */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { toHex } from '../../../shared/bytes.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { attachmentsIn, plainText } from '../../../shared/writing/writing.ts'
import { type ExportFiles, exportFiles } from '../attachments/export.ts'
import { type EntryRow, writing } from '../journal/row.ts'
import { databaseFile } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import { holdsBlobs } from './blobs.ts'
import type { Entered } from './enter.ts'
import { folderFault, makeOwnFile, syncOwnDir } from './files.ts'
import { peek } from './peek.ts'

/** All of it or an exception: a full disk may take a part and call it well. */
const write = (fd: number, text: string): void => fs.writeFileSync(fd, text)

const instant = (at: number): string => new Date(at).toISOString()

function shape(row: EntryRow, files: ExportFiles | undefined): object {
  const written = writing(row)
  const attached = attachmentsIn(written).map(one => ({ name: one.name, file: files?.put(one) ?? null }))
  return {
    id: toHex(row.id),
    day: row.day,
    created: instant(row.created),
    modified: instant(row.modified),
    binned: row.binned === null ? null : instant(row.binned),
    text: plainText(written),
    writing: written,
    ...(attached.length > 0 ? { files: attached } : {}),
  }
}

/**
 * Every entry, the oldest day first, the bin among them; attached files in the folder `<file>.files` beside it, which
 * their entries name. A file or folder that is there already is not touched. `now` in UTC ms.
 * faults: damaged, newer-version, folder-gone, folder-refuses, folder-full
 */
export function exportJournal(
  dir: string,
  { header, how }: Entered,
  file: string,
  known: number,
  now: number,
): Result<number, Fault> {
  const making = `${file}.new`
  try {
    if (fs.existsSync(file)) return err('folder-refuses')
    // What an attempt left that was cut short.
    fs.rmSync(making, { force: true })
    makeOwnFile(making)
  } catch (error) {
    return err(folderFault(error) ?? 'not-saved')
  }
  const fd = fs.openSync(making, 'r+')
  let whole = false
  let files: ExportFiles | undefined
  try {
    return peek(join(dir, databaseFile(header)), how, db => {
      if (schemaVersion(db) > known) return err('newer-version')
      write(fd, `{"format":"kinfold-journal","version":1,"exported":"${instant(now)}","entries":[`)
      if (holdsBlobs(db)) files = exportFiles(db, `${file}.files`)
      let entries = 0
      for (const row of db.prepare<[], EntryRow>('SELECT * FROM entry ORDER BY place').iterate())
        write(fd, `${entries++ === 0 ? '' : ','}\n${JSON.stringify(shape(row, files))}`)
      write(fd, '\n]}\n')
      fs.fsyncSync(fd)
      files?.sync()
      fs.renameSync(making, file)
      syncOwnDir(dirname(file))
      whole = true
      return ok(entries)
    })
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (said.startsWith('SQLITE_')) return err('damaged')
    if (said === 'EEXIST') return err('folder-refuses')
    const fault = folderFault(error)
    if (fault) return err(fault)
    throw error
  } finally {
    fs.closeSync(fd)
    // Half a journal would look like a whole one.
    if (!whole) {
      fs.rmSync(making, { force: true })
      files?.undo()
    }
  }
}
