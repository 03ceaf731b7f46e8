/** A notebook in memory that takes imports in, and entries as a reader gives them. */
import { tmpdir } from 'node:os'
import Sqlite, { type Database } from 'better-sqlite3'
import { openAttachments } from '../../../src/main/vault/attachments/open.ts'
import { openFeelings } from '../../../src/main/vault/feelings/open.ts'
import type { Incoming, IncomingFile, Unread } from '../../../src/main/vault/import/incoming.ts'
import { openTaker, type Taking } from '../../../src/main/vault/import/take.ts'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { ready } from '../../../src/main/vault/storage/header.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import { day, says } from '../journal/notebook.ts'

export const EMPTY_WRITING = { type: 'doc' as const, content: [] }

export const incoming = (identity: string, said: Partial<Incoming> = {}): Incoming => ({
  identity,
  day: day('2019-05-04'),
  minute: null,
  zone: null,
  created: null,
  modified: null,
  title: '',
  writing: says(`words of ${identity}`),
  files: [],
  tags: [],
  favourite: false,
  journal: null,
  mood: null,
  activities: [],
  extra: {},
  remarks: [],
  ...said,
})

export const file = (name: string, bytes: Uint8Array, said: Partial<IncomingFile> = {}): IncomingFile => ({
  name,
  mime: null,
  size: bytes.length,
  async *read() {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
  },
  ...said,
})

/** In the place of the n-th file. */
export const shows = (n: number, alt = '') => ({ type: 'incoming', attrs: { file: n, alt } })

export async function* stream(...some: readonly (Incoming | Unread)[]): AsyncGenerator<Incoming | Unread> {
  for (const one of some) yield one
}

export const TAKING: Taking = { source: 'Journal.zip', format: 'day-one' }
export const NOW = Date.UTC(2026, 10, 24)

export async function emptyNotebook(): Promise<Database> {
  await ready()
  const db = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  return db
}

/** An opening of this notebook. */
export function opening(db: Database) {
  const clock = { now: () => NOW }
  const going: number[] = []
  const hear: { going: (part: number) => void } = { going: () => {} }
  const attachments = openAttachments({
    dir: tmpdir(),
    db,
    places: { path: async () => undefined },
    erased: () => {},
    copying: () => {},
  })
  const around = { db, clock, erased: attachments.entriesErased, mentioned: attachments.mentioned }
  const taker = openTaker({
    ...around,
    coming: attachments.handlers,
    going: part => {
      going.push(part)
      hear.going(part)
    },
  })
  return {
    ...taker,
    going,
    hear,
    attachments: attachments.handlers,
    journal: openJournal(around),
    feelings: openFeelings(around),
    /** As a lock ends it. */
    end() {
      taker.close()
      attachments.close()
    },
  }
}

/** Rows of every table that says anything, in one order; row numbers, which nobody sees, left out. */
export function dump(db: Database): Record<string, string[]> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all()
    .filter(name => !/^(sqlite_|entry_words|setting$|blob_key$|vault$)/.test(name))
  const cell = (value: unknown): string =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
  const rows = (name: string): string[] =>
    (db.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[])
      .map(row =>
        Object.entries(row)
          .filter(([column]) => column !== 'n')
          .map(([, value]) => cell(value))
          .join('|'),
      )
      .sort()
  const words = db.prepare('SELECT rowid, words FROM entry_words ORDER BY rowid').raw().all() as unknown[][]
  return {
    ...Object.fromEntries(tables.map(name => [name, rows(name)])),
    words: words.map(row => row.join('|')),
  }
}
