/** The journal as one readable JSON file. Its shape is in docs/storage.md. Whoever has the file can read it. */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { toHex } from '../../../shared/bytes.ts'
import type { Fault } from '../../../shared/fault.ts'
import type { Day } from '../../../shared/journal/day.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { attachmentsIn, plainText } from '../../../shared/writing/writing.ts'
import { type ExportFiles, exportFiles } from '../attachments/export.ts'
import { readCheckIns } from '../feelings/read.ts'
import { listBooks } from '../journal/books.ts'
import {
  type DetailRow,
  details,
  type EntryRow,
  hasDetails,
  tagsOf,
  withDetails,
  writing,
} from '../journal/row.ts'
import { databaseFile } from '../storage/header.ts'
import { schemaVersion } from '../storage/migrate.ts'
import type { Database } from '../storage/open.ts'
import { holdsBlobs } from './blobs.ts'
import type { Entered } from './enter.ts'
import { folderFault, makeOwnFile, syncOwnDir } from './files.ts'
import { peek } from './peek.ts'

/** All of it or an exception: a full disk may take a part and call it well. */
const write = (fd: number, text: string): void => fs.writeFileSync(fd, text)

const instant = (at: number): string => new Date(at).toISOString()

function shape(row: EntryRow & DetailRow, said: Said, files: ExportFiles | undefined): object {
  const written = writing(row)
  const attached = attachmentsIn(written).map(one => ({ name: one.name, file: files?.put(one) ?? null }))
  return {
    id: toHex(row.id),
    day: row.day,
    created: instant(row.created),
    modified: instant(row.modified),
    binned: row.binned === null ? null : instant(row.binned),
    ...said(row),
    text: plainText(written),
    writing: written,
    ...(attached.length > 0 ? { files: attached } : {}),
  }
}

type Said = (row: EntryRow & DetailRow) => object

/** What is said of an entry beside its words; nothing in a notebook of before there was any. */
function saying(db: Database): Said {
  if (!hasDetails(db)) return () => ({})
  const tags = tagsOf(db)
  const extra = db.prepare<[Uint8Array], string>('SELECT extra FROM imported WHERE entry = ?').pluck()
  return row => {
    const kept = extra.get(row.id)
    return { ...details(row), tags: tags(row.place), ...(kept ? { extra: JSON.parse(kept) as object } : {}) }
  }
}

/** Journals and check-ins, which stand beside the entries. */
function beside(db: Database): string {
  if (!hasDetails(db)) return ''
  const checkIns = readCheckIns(db).all('0000-01-01' as Day, '9999-12-31' as Day)
  return `,"journals":${JSON.stringify(listBooks(db))},"checkIns":${JSON.stringify(checkIns)}`
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
      const said = saying(db)
      const all = db.prepare<[], EntryRow & DetailRow>(`${withDetails(db, 'entry.*')} ORDER BY place`)
      for (const row of all.iterate())
        write(fd, `${entries++ === 0 ? '' : ','}\n${JSON.stringify(shape(row, said, files))}`)
      write(fd, `\n]${beside(db)}}\n`)
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
