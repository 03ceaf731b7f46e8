/** When the log of an open notebook is emptied: soon after something was erased, whoever reads or whatever goes wrong then. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AFTER_ERASURE, checkpoints } from '../../src/main/vault/storage/checkpoint.ts'
import { open, openForReading } from '../../src/main/vault/storage/open.ts'
import { home } from './house.ts'

const how = { cipher: 'aegis', key: new Uint8Array(32).fill(7) } as const

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A notebook's database from which something was just erased. */
function erased(dir: string) {
  const file = join(dir, 'one.db')
  const db = open(file, how, true)
  db.exec('CREATE TABLE word (text)')
  db.exec("INSERT INTO word VALUES ('Zephyrine')")
  const logged = () => fs.statSync(`${file}-wal`).size
  return { file, db, logged, erase: () => void db.exec('DELETE FROM word') }
}

it('waits for a reader, and is emptied when that has ended though nobody asks for anything more', () => {
  using place = home()
  const { file, db, logged, erase } = erased(place.dir)
  const log = checkpoints(db, () => {})
  const reader = openForReading(file, how)
  reader.exec('BEGIN')
  reader.prepare('SELECT * FROM word').all()
  erase()
  log.erased()
  vi.advanceTimersByTime(20 * AFTER_ERASURE)
  expect(logged()).toBeGreaterThan(0)
  reader.exec('COMMIT')
  vi.advanceTimersByTime(AFTER_ERASURE)
  expect(logged()).toBe(0)
  // And then it is quiet.
  expect(vi.getTimerCount()).toBe(0)
  log.stop()
  reader.close()
  db.close()
})

it('is emptied although what is to be done before does not succeed', () => {
  using place = home()
  const { db, logged, erase } = erased(place.dir)
  const log = checkpoints(db, () => {
    throw Object.assign(new Error('harm'), { code: 'SQLITE_CORRUPT' })
  })
  erase()
  log.erased()
  vi.advanceTimersByTime(AFTER_ERASURE)
  expect(logged()).toBe(0)
  log.stop()
  db.close()
})

it('is left alone once the notebook closes', () => {
  using place = home()
  const { db, logged, erase } = erased(place.dir)
  const log = checkpoints(db, () => {})
  erase()
  log.erased()
  log.stop()
  log.committed()
  expect(vi.getTimerCount()).toBe(0)
  expect(logged()).toBeGreaterThan(0)
  db.close()
})
