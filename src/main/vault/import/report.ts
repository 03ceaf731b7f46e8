/** What became of each entry of an import, kept to be read later. */
import * as v from 'valibot'
import { fromHex } from '../../../shared/bytes.ts'
import { type Import, type ImportId, ImportLine } from '../../../shared/contract/importing.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import type { Database } from '../storage/open.ts'
import { type Run, shown } from './run.ts'

const PAGE = 100

export type Line = Omit<ImportLine, 'entry' | 'what'>

export type Report = {
  /** The next line of this import. Within a transaction. */
  put(run: number, what: ImportLine['what'], entry: EntryId | null, line: Line): void
  counts(run: number): Pick<Import, 'entries' | 'known' | 'unread'>
  read(run: number, after: number): { lines: ImportLine[]; more: boolean }
}

type Row = { readonly what: string; readonly entry: Uint8Array | null; readonly line: string }

export function report(db: Database): Report {
  const add = db.prepare(`INSERT INTO import_line (import, i, what, entry, line)
    VALUES (@run, (SELECT coalesce(max(i), -1) + 1 FROM import_line WHERE import = @run), @what, @entry, @line)`)
  const page = db.prepare<[number, number, number], Row>(
    'SELECT what, entry, line FROM import_line WHERE import = ? ORDER BY i LIMIT ? OFFSET ?',
  )
  const count = db
    .prepare<[number, string], number>('SELECT count(*) FROM import_line WHERE import = ? AND what = ?')
    .pluck()
  const many = (run: number, what: ImportLine['what']): number => count.get(run, what) ?? 0
  return {
    put: (run, what, entry, line) =>
      void add.run({ run, what, entry: entry === null ? null : fromHex(entry), line: JSON.stringify(line) }),
    counts: run => ({
      entries: many(run, 'brought'),
      known: many(run, 'known'),
      unread: many(run, 'unread'),
    }),
    read(run, after) {
      const rows = page.all(run, PAGE + 1, after)
      const lines = rows.slice(0, PAGE).map(({ what, entry, line }) =>
        v.parse(ImportLine, {
          what,
          entry: entry && Buffer.from(entry).toString('hex'),
          ...(JSON.parse(line) as object),
        }),
      )
      return { lines, more: rows.length > PAGE }
    },
  }
}

export const imports = (db: Database): (() => Import[]) => {
  const all = db.prepare<[], Run>('SELECT * FROM import ORDER BY n DESC')
  const { counts } = report(db)
  return () => all.all().map(run => ({ ...shown(run), ...counts(run.n) }))
}

/** Undefined: there is none by this id. */
export const runOf = (db: Database): ((id: ImportId) => Run | undefined) => {
  const find = db.prepare<[Uint8Array], Run>('SELECT * FROM import WHERE id = ?')
  return id => find.get(fromHex(id))
}
