/** A bin that empties itself, with both of its clocks in hand. */
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DAY_MS } from '../../../src/main/vault/erase/days.ts'
import { BIN_DAYS, openErasing } from '../../../src/main/vault/erase/open.ts'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { FromVault } from '../../../src/shared/contract/shell.ts'
import { day, id, says } from '../../vault/house.ts'

const NOON = new Date(2026, 10, 22, 12).getTime()
const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
  vi.useRealTimers()
})

/** A notebook that can be closed and opened, while the wall clock says what it is told to. */
function notebook() {
  const db = new Sqlite(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, MIGRATIONS)
  const clock = { wall: NOON, mono: 0, now: () => clock.wall }
  const told: FromVault[] = []
  const news: unknown[] = []
  const journal = openJournal({ db, clock, erased: () => {} })
  const start = () => {
    const around = {
      db,
      clock,
      erased: () => {},
      tell: (name: string, value: unknown) => void news.push([name, value]),
      toShell: (message: FromVault) => void told.push(message),
    }
    const erasing = openErasing(around, () => clock.mono)
    open.push(erasing)
    return erasing.handlers
  }
  const binned = async () => {
    const answer = await journal['journal.binned']({})
    return answer.ok ? answer.value.length : -1
  }
  return { db, clock, journal, start, told, news, binned }
}

async function withOneInTheBin(emptyBin: boolean) {
  const book = notebook()
  await book.start()['care.choose']({ emptyBin })
  await book.journal['journal.save']({ id: id(1), day: day('2026-11-22'), writing: says('old words') })
  await book.journal['journal.bin']({ id: id(1) })
  return book
}

describe('a bin', () => {
  it('empties itself after thirty days of use, where a person chose that', async () => {
    const book = await withOneInTheBin(true)
    for (let n = 1; n < BIN_DAYS; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    expect(await book.binned()).toBe(1)
    book.clock.wall += DAY_MS
    book.start()
    expect(await book.binned()).toBe(0)
    expect(book.db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(0)
  })

  it('keeps everything for ever where nobody chose that', async () => {
    const book = await withOneInTheBin(false)
    for (let n = 0; n < 3 * BIN_DAYS; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    expect(await book.binned()).toBe(1)
  })

  it('loses nothing to a clock that jumps by years, and asks once what day it is', async () => {
    for (const years of [1, 10, -1]) {
      const book = await withOneInTheBin(true)
      book.clock.wall += years * 365 * DAY_MS
      const { 'care.read': read, 'care.today': answer } = book.start()
      const asked = await read({})
      const asks = asked.ok ? asked.value.asks : null
      expect(asks?.slice(0, 4)).toBe(String(2026 + years))
      for (let n = 0; n < 3; n++) book.start()
      expect(book.news.filter(one => JSON.stringify(one).includes('care.asks'))).toHaveLength(1)
      expect(await book.binned()).toBe(1)
      if (!asks) throw new Error('nobody asked')
      await answer({ today: asks, right: false })
      expect((await read({})).ok && ((await read({})) as { value: { asks: unknown } }).value.asks).toBe(asks)
      await answer({ today: asks, right: true })
      expect((await read({})) as unknown).toMatchObject({ value: { asks: null } })
      book.start()
      expect(await book.binned()).toBe(1)
    }
  })

  it('begins to count on the day this is chosen, for what has long been there', async () => {
    const book = await withOneInTheBin(true)
    const { 'care.choose': choose } = book.start()
    for (let n = 1; n < BIN_DAYS; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    await choose({ emptyBin: false })
    await choose({ emptyBin: true })
    for (let n = 0; n < 3; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    expect(await book.binned()).toBe(1)
  })

  it('counts anew for an entry that was taken out and put back in', async () => {
    const book = await withOneInTheBin(true)
    for (let n = 0; n < 20; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    await book.journal['journal.unbin']({ id: id(1) })
    await book.journal['journal.bin']({ id: id(1) })
    for (let n = 0; n < 20; n++) {
      book.clock.wall += DAY_MS
      book.start()
    }
    expect(await book.binned()).toBe(1)
  })
})

describe('a notebook that stays open', () => {
  const HOUR = 3600_000
  /** Hours that really pass, while the wall clock moves by as much as it is told to. */
  const live = (book: ReturnType<typeof notebook>, hours: number, wall = HOUR) => {
    for (let n = 0; n < hours; n++) {
      book.clock.mono += HOUR
      book.clock.wall += wall
      vi.advanceTimersByTime(HOUR)
    }
  }

  it('counts its days, too, and empties its bin after thirty', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const book = await withOneInTheBin(true)
    live(book, 24 * BIN_DAYS - 1)
    expect(await book.binned()).toBe(1)
    live(book, 2)
    expect(await book.binned()).toBe(0)
  })

  it('loses nothing while the clock jumps by years, or runs a hundred times too fast', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    for (const jump of [365 * DAY_MS, 3650 * DAY_MS, -365 * DAY_MS]) {
      const book = await withOneInTheBin(true)
      book.clock.wall += jump
      live(book, 24 * 2 * BIN_DAYS)
      expect(await book.binned()).toBe(1)
      expect(book.news.filter(one => JSON.stringify(one).includes('care.asks')).length).toBeGreaterThan(0)
      for (const one of open.splice(0)) one.close()
    }
    const fast = await withOneInTheBin(true)
    live(fast, 24 * (BIN_DAYS - 1), 100 * HOUR)
    expect(await fast.binned()).toBe(1)
  })
})

describe('a person’s care', () => {
  it('is told to the shell at opening and at every change', async () => {
    const book = notebook()
    await book.start()['care.choose']({ lockAfter: 1, shield: true })
    book.start()
    expect(book.told).toEqual([
      { kind: 'care', lockAfter: 5, shield: false },
      { kind: 'care', lockAfter: 1, shield: true },
      { kind: 'care', lockAfter: 1, shield: true },
    ])
  })
})
