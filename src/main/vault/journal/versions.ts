/** What an entry said before: the newest first, one of them whole, and one put back. */
import type { EntryId, Version, VersionLine } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { plainText } from '../../../shared/writing/writing.ts'
import { opening } from './excerpt.ts'
import type { Journal } from './journal.ts'
import { type EntryRow, key, writing } from './row.ts'
import type { Write } from './write.ts'

/** Versions at once: each may hold megabytes, and is read for its first words. */
const PAGE = 10

type VersionRow = Pick<EntryRow, 'day' | 'modified' | 'writing'> & { n: number }
type Named = { id: EntryId; version: number }

export function versions({
  db,
}: Journal): (what: {
  id: EntryId
  before?: number | undefined
}) => Result<{ lines: VersionLine[]; more: boolean }, 'not-found'> {
  const there = db.prepare<[Uint8Array], 1>('SELECT 1 FROM entry WHERE id = ?').pluck()
  const find = db.prepare<[Uint8Array, number, number], VersionRow>(
    'SELECT n, day, modified, writing FROM entry_version WHERE entry = ? AND n < ? ORDER BY n DESC LIMIT ?',
  )
  return ({ id, before = Number.MAX_SAFE_INTEGER }) => {
    if (!there.get(key(id))) return err('not-found')
    const found = find.all(key(id), before, PAGE + 1)
    const lines = found.slice(0, PAGE).map(row => ({
      version: row.n,
      modified: row.modified,
      opening: opening(plainText(writing(row))),
    }))
    return ok({ lines, more: found.length > PAGE })
  }
}

const one = ({ db }: Journal) =>
  db.prepare<[Uint8Array, number], VersionRow>(
    'SELECT n, day, modified, writing FROM entry_version WHERE entry = ? AND n = ?',
  )

export function version(journal: Journal): (what: Named) => Result<Version, 'not-found'> {
  const find = one(journal)
  return ({ id, version }) => {
    const row = find.get(key(id), version)
    return row ? ok({ version, modified: row.modified, writing: writing(row) }) : err('not-found')
  }
}

/** The entry stays on its day and where it is, also in the bin. What stood there becomes a version: `before`. */
export function putBack(
  journal: Journal,
  write: Write,
): (what: Named) => Result<{ before: number }, 'not-found' | 'entry-locked'> {
  const find = one(journal)
  const entry = journal.db.prepare<[Uint8Array], EntryRow>('SELECT * FROM entry WHERE id = ?')
  return ({ id, version }) => {
    const row = entry.get(key(id))
    const kept = find.get(key(id), version)
    if (!row || !kept) return err('not-found')
    if (row.writing === kept.writing) return ok({ before: version })
    return write.replace(row, writing(kept), kept.writing)
  }
}
