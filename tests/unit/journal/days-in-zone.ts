/** A program of its own, since a process has one zone: writes the entries that come in, and says where all of them stand. */
import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import type { Moment } from '../../../src/shared/journal/moment.ts'

const db = new Sqlite(process.argv[2])
migrate(db, MIGRATIONS)
const calls = openJournal({ db, clock: { now: () => Date.UTC(2026, 10, 22, 23, 59) }, erased: () => {} })
const id = (n: number): string => n.toString(16).padStart(32, '0')
const entries = JSON.parse(readFileSync(0, 'utf8')) as ({ day: Day } & Moment)[]
for (const [n, { day, ...begun }] of entries.entries()) {
  const writing = { type: 'doc' as const, content: [{ type: 'block' as const }] }
  await calls['journal.save']({ id: id(n), day: '2026-01-01' as Day, writing, begun })
  await calls['journal.change']({ id: id(n), change: { day } })
}
const range = { from: '1900-01-01' as Day, to: '2099-12-31' as Day }
const told = {
  lines: await calls['journal.timeline']({ days: 400 }),
  days: await calls['journal.days'](range),
  month: await calls['journal.month'](range),
}
const days = told.days.ok ? told.days.value.days : []
const each = await Promise.all(days.map(async day => calls['journal.day']({ day })))
const named = each.map(one => (one.ok ? one.value.map(entry => entry.id) : one.fault))
process.stdout.write(JSON.stringify({ ...told, named }))
