import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrate, schemaVersion } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'

describe('migrations', () => {
  it('lead from an empty database to today’s, one by one, and a second time change nothing', () => {
    const db = new Sqlite(':memory:')
    for (const { id } of MIGRATIONS) {
      migrate(db, MIGRATIONS, id)
      expect(schemaVersion(db)).toBe(id)
    }
    const schema = () => db.prepare('SELECT sql FROM sqlite_master ORDER BY name').all()
    const before = schema()
    migrate(db, MIGRATIONS)
    expect(schema()).toEqual(before)
  })

  it('leave the database as it was when one fails half way', () => {
    const db = new Sqlite(':memory:')
    const failing = {
      id: 1,
      name: 'failing',
      up: (one: Sqlite.Database) => {
        one.exec('CREATE TABLE half (a)')
        one.exec('CREATE TABLE half (a)')
      },
    }
    expect(() => migrate(db, [failing])).toThrow()
    expect(schemaVersion(db)).toBe(0)
    expect(db.prepare('SELECT count(*) FROM sqlite_master').pluck().get()).toBe(0)
  })

  it('must be numbered without a gap', () => {
    expect(() => migrate(new Sqlite(':memory:'), [{ id: 2, name: 'second', up: () => {} }])).toThrow(
      /place 1/,
    )
  })
})
