/** A program of its own, since a process has one zone: writes entries, and says where they stand. */
import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import type { Moment } from '../../../src/shared/journal/moment.ts'

const db = new Sqlite(':memory:')
migrate(db, MIGRATIONS)
const calls = openJournal({ db, clock: { now: () => Date.UTC(2026, 10, 22, 23, 59) }, erased: () => {} })
const id = (n: number): string => n.toString(16).padStart(32, '0')
const entries = JSON.parse(readFileSync(0, 'utf8')) as ({ day: Day } & Moment)[]
for (const [n, { day, ...begun }] of entries.entries()) {
  const writing = { type: 'doc' as const, content: [{ type: 'block' as const }] }
  await calls['journal.save']({ id: id(n), day: '2026-01-01' as Day, writing, begun })
  await calls['journal.change']({ id: id(n), change: { day } })
}
const told = await calls['journal.timeline']({ days: 400 })
process.stdout.write(JSON.stringify(told.ok ? told.value.lines : told.fault))
