/** A real encrypted notebook with n entries, for figures to be taken on. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { derive, TEST_KDF } from '../../src/main/vault/crypto/passphrase.ts'
import { type JournalHandlers, openJournal } from '../../src/main/vault/journal/open.ts'
import { settle } from '../../src/main/vault/journal/settle.ts'
import { create } from '../../src/main/vault/storage/create.ts'
import { migrate } from '../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../src/main/vault/storage/migrations/all.ts'
import { type Database, type How, SETTINGS } from '../../src/main/vault/storage/open.ts'
import { dayOf, dice, idOf, prose } from './corpus.ts'

export const BENCH_PASSPHRASE = 'a passphrase for measuring'

export type Notebook = {
  readonly db: Database
  readonly journal: JournalHandlers
  readonly settle: () => void
} & Disposable

/** Making 100,000 entries takes minutes, so 30,000 stand for them; BENCH_WHOLE=1 makes them all. */
export const LARGEST = process.env['BENCH_WHOLE'] === '1' ? 100_000 : 30_000

/** A journal on a database with all its tables, filled. `clock` moves a minute a save. */
export function filled(db: Database, entries: number): Omit<Notebook, keyof Disposable> {
  let now = Date.UTC(2026, 0, 1)
  const clock = {
    now: () => {
      now += 60_000
      return now
    },
  }
  const journal = openJournal({ db, clock, erased: () => {} })
  const roll = dice(1)
  const settled = settle({ db })
  const fill = db.transaction((from: number, to: number) => {
    for (let n = from; n < to; n++)
      void journal['journal.save']({ id: idOf(n), day: dayOf(n), writing: prose(roll) })
    settled()
  })
  // Filling need not be durable; what is measured afterwards is, with the vault's own settings.
  const cache = Number(db.pragma('cache_size', { simple: true }))
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  for (let n = 0; n < entries; n += 1000) fill(n, Math.min(entries, n + 1000))
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma(`cache_size = ${cache}`)
  db.pragma('synchronous = FULL')
  return { db, journal, settle: () => settled() }
}

/** Made in `dir/vault`, so that `dir` is a profile for a vault process too. */
export async function notebook(dir: string, entries: number): Promise<Notebook & { readonly how: How }> {
  const made = await create({
    dir: join(dir, 'vault'),
    passphrase: BENCH_PASSPHRASE,
    derive,
    migrations: MIGRATIONS,
    kdf: TEST_KDF,
  })
  if (!made.ok) throw new Error(made.fault)
  const { db, how, release } = made.value
  return {
    how,
    ...filled(db, entries),
    [Symbol.dispose]: () => {
      db.close()
      release()
    },
  }
}

/** The same tables and settings in a database without a key: what encryption costs is measured against it. */
export function bareNotebook(file: string, entries: number): Notebook {
  const db = new Sqlite(file)
  for (const wish of SETTINGS) db.pragma(wish)
  migrate(db, MIGRATIONS)
  return { ...filled(db, entries), [Symbol.dispose]: () => void db.close() }
}

/** A profile with that many entries, closed; kept for the figures of one run that need the same one. */
export function shelf(run: string): (entries: number) => Promise<string> {
  const made = new Map<number, Promise<string>>()
  const make = async (entries: number): Promise<string> => {
    const profile = join(run, `shelf-${entries}`)
    fs.mkdirSync(profile)
    ;(await notebook(profile, entries))[Symbol.dispose]()
    return profile
  }
  return entries => {
    const there = made.get(entries) ?? make(entries)
    made.set(entries, there)
    return there
  }
}
