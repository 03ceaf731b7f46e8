/** Numbered steps from an empty database to today's, each in a transaction of its own, frozen once released. */
import type { Database } from './open.ts'

export type Migration = { readonly id: number; readonly name: string; readonly up: (db: Database) => void }

export const schemaVersion = (db: Database): number => Number(db.pragma('user_version', { simple: true }))

/** Steps up to `last` (all, when not said: tests say it). The list must count 1, 2, 3 … without a gap. */
export function migrate(db: Database, migrations: readonly Migration[], last = migrations.length): void {
  migrations.forEach(({ id }, i) => {
    if (id !== i + 1) throw new Error(`migration ${id} stands at place ${i + 1}`)
  })
  for (const migration of migrations.slice(schemaVersion(db), last))
    db.transaction(() => {
      migration.up(db)
      db.pragma(`user_version = ${migration.id}`)
    }).immediate()
}
