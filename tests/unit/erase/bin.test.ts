/** A bin that empties itself, with the date and the uptime of the computer in hand. */
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DAY_MS } from '../../../src/main/vault/erase/days.ts'
import { BIN_DAYS, openErasing } from '../../../src/main/vault/erase/open.ts'
import type { Bursts } from '../../../src/main/vault/journal/burst.ts'
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

/** A notebook that can be closed and opened, while the date is what it is told to be. */
function notebook() {
  const db = new Sqlite(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, MIGRATIONS)
  const clock = { wall: NOON, up: 9 * DAY_MS, now: () => clock.wall }
  const told: FromVault[] = []
  const news: unknown[] = []
  const bursts: Bursts = new Map()
  const journal = openJournal({ db, clock, erased: () => {}, bursts })
  const start = () => {
    const around = {
      db,
      clock,
      erased: () => {},
      bursts,
      tell: (name: string, value: unknown) => void news.push([name, value]),
      toShell: (message: FromVault) => void told.push(message),
    }
    // What stood open before is closed: each of these is a start of the program.
    for (const one of open.splice(0)) one.close()
    const erasing = openErasing(around, () => clock.up)
    open.push(erasing)
    return erasing.handlers
  }
  /** `n` days that really pass, each with one opening. */
  const pass = (n: number) => {
    for (; n > 0; n--) {
      clock.wall += DAY_MS
      clock.up += DAY_MS
      start()
    }
  }
  const binned = async () => {
    const answer = await journal['journal.binned']({})
    return answer.ok ? answer.value.length : -1
  }
  return { db, clock, journal, bursts, start, pass, told, news, binned }
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
    book.pass(BIN_DAYS - 1)
    expect(await book.binned()).toBe(1)
    book.pass(1)
    expect(await book.binned()).toBe(0)
    expect(book.db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(0)
  })

  it('keeps everything for ever where nobody chose that', async () => {
    const book = await withOneInTheBin(false)
    book.pass(3 * BIN_DAYS)
    expect(await book.binned()).toBe(1)
  })

  it('counts what emptying it would erase, and holds none of its words afterwards', async () => {
    const book = await withOneInTheBin(false)
    for (const n of [2, 3, 4])
      for (const words of ['a secret, and more of it', 'a secret, and more'])
        await book.journal['journal.save']({
          id: id(n),
          day: day('2026-11-22'),
          writing: says(`${n} ${words}`),
        })
    for (const n of [2, 3]) await book.journal['journal.bin']({ id: id(n) })
    const held = () => JSON.stringify([...book.bursts])
    expect(held()).toContain('2 a secret')
    const bin = book.start()
    expect(await bin['bin.count']({})).toEqual({ ok: true, value: { entries: 3 } })
    await bin['bin.erase']({ id: id(2) })
    expect(held()).not.toContain('2 a secret')
    expect(await bin['bin.count']({})).toEqual({ ok: true, value: { entries: 2 } })
    expect(await bin['bin.empty']({})).toEqual({ ok: true, value: { erased: 2 } })
    expect([...book.bursts.keys()]).toEqual([id(4)])
    expect(held()).toContain('4 a secret')
  })

  it('ages by no day that did not pass, however often the program is started and the date set on', async () => {
    const book = await withOneInTheBin(true)
    for (let n = 0; n < 3 * BIN_DAYS; n++) {
      book.clock.wall += DAY_MS
      book.clock.up += 60_000
      book.start()
    }
    expect(await book.binned()).toBe(1)
    expect(Number(book.db.prepare('SELECT days FROM use_days').pluck().get())).toBeLessThanOrEqual(1)
  })

  it('ages by no day that did not pass, however often the computer is started and the date set on', async () => {
    const book = await withOneInTheBin(true)
    for (let n = 0; n < 3 * BIN_DAYS; n++) {
      book.clock.wall += DAY_MS
      book.clock.up = 60_000
      book.start()
    }
    expect(await book.binned()).toBe(1)
    expect(Number(book.db.prepare('SELECT days FROM use_days').pluck().get())).toBeLessThanOrEqual(1)
  })

  it('ages by a day for each that a computer was on for ten hours of, twice and a bit', async () => {
    const book = await withOneInTheBin(true)
    for (let n = 0; n < 24; n++) {
      book.clock.wall += DAY_MS
      for (const one of open.splice(0)) one.close()
      book.clock.up = 60_000
      book.start()
      book.clock.up += 10 * 3600_000
    }
    // 240 hours.
    const counted = Number(book.db.prepare('SELECT days FROM use_days').pluck().get())
    expect(counted).toBeGreaterThanOrEqual(9)
    expect(counted).toBeLessThanOrEqual(10)
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
    book.pass(BIN_DAYS - 1)
    await choose({ emptyBin: false })
    await choose({ emptyBin: true })
    book.pass(3)
    expect(await book.binned()).toBe(1)
  })

  it('proves nothing by the time before this was chosen', async () => {
    const book = await withOneInTheBin(true)
    const { 'care.choose': choose } = book.start()
    await choose({ emptyBin: false })
    // Days pass, which nobody looks at; then the date alone is put on by one.
    book.clock.up += 5 * DAY_MS
    await choose({ emptyBin: true })
    const days = () => book.db.prepare('SELECT days FROM use_days').pluck().get()
    const before = days()
    book.clock.wall += DAY_MS
    book.start()
    expect(days()).toBe(before)
  })

  it('counts anew for an entry that was taken out and put back in', async () => {
    const book = await withOneInTheBin(true)
    book.pass(20)
    await book.journal['journal.unbin']({ id: id(1) })
    await book.journal['journal.bin']({ id: id(1) })
    book.pass(20)
    expect(await book.binned()).toBe(1)
  })
})

describe('a notebook that stays open', () => {
  const HOUR = 3600_000
  /** Hours that really pass, while the wall clock moves by as much as it is told to. */
  const live = (book: ReturnType<typeof notebook>, hours: number, wall = HOUR) => {
    for (let n = 0; n < hours; n++) {
      book.clock.up += HOUR
      book.clock.wall += wall
      vi.advanceTimersByTime(HOUR)
    }
  }

  it('counts its days, too, and empties its bin after thirty', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const book = await withOneInTheBin(true)
    live(book, 24 * BIN_DAYS - 5)
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
      { kind: 'care', lockAfter: 5, shield: false, closing: 'ask' },
      { kind: 'care', lockAfter: 1, shield: true, closing: 'ask' },
      { kind: 'care', lockAfter: 1, shield: true, closing: 'ask' },
    ])
  })
})
