/** A journal in memory, with a clock that a test may set. */
import Sqlite, { type Database } from 'better-sqlite3'
import { expect } from 'vitest'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { settle } from '../../../src/main/vault/journal/settle.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { Fault } from '../../../src/shared/fault.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import type { Result } from '../../../src/shared/result.ts'
import type { Writing } from '../../../src/shared/writing/writing.ts'

export const day = (text: string): Day => text as Day
export const id = (n: number): string => n.toString(16).padStart(32, '0')
export const says = (...lines: string[]): Writing => ({
  type: 'doc',
  content: lines.map(text => ({ type: 'block', content: [{ type: 'text', text }] })),
})

export async function value<T>(answer: Result<T, Fault> | Promise<Result<T, Fault>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(result.fault)
  return result.value
}

export function notebook(now = Date.UTC(2026, 10, 22, 12)) {
  const db: Database = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  const clock = { at: now, now: () => clock.at }
  const calls = openJournal({ db, clock, erased: () => {} })
  const settled = settle({ db })
  /** Twice: before the index has the newest words, and after. A person sees no difference. */
  const search = async (words: string) => {
    const before = await value(calls['journal.search']({ words }))
    settled()
    const after = await value(calls['journal.search']({ words }))
    expect(after).toEqual(before)
    expect(db.prepare('SELECT count(*) FROM entry_unsettled').pluck().get()).toBe(0)
    return after
  }
  return {
    db,
    clock,
    calls,
    search,
    write: (n: number, on: string, ...lines: string[]) =>
      calls['journal.save']({ id: id(n), day: day(on), writing: says(...lines) }),
    found: async (words: string) => (await search(words)).map(hit => hit.id),
    lines: async (days = 400, before?: string) =>
      (
        await value(calls['journal.timeline']({ days, ...(before ? { before: day(before) } : {}) }))
      ).lines.map(line => `${line.day} ${line.opening}`),
  }
}
