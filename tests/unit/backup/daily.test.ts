import Sqlite from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { type DailyDeps, daily } from '../../../src/main/vault/backup/daily.ts'
import { keep } from '../../../src/main/vault/backup/keep.ts'
import { openJournal } from '../../../src/main/vault/journal/open.ts'
import { migrate } from '../../../src/main/vault/storage/migrate.ts'
import { MIGRATIONS } from '../../../src/main/vault/storage/migrations/all.ts'
import type { Fault } from '../../../src/shared/fault.ts'
import type { Day } from '../../../src/shared/journal/day.ts'
import { err, ok } from '../../../src/shared/result.ts'
import { EMPTY } from '../../../src/shared/writing/writing.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A vault whose clocks are in hand: the one a person sets, and the one that only counts. */
function world() {
  const db = new Sqlite(':memory:')
  migrate(db, MIGRATIONS)
  const clock = { at: new Date(2026, 10, 22, 9).getTime(), now: () => clock.at }
  const kept = keep(db)
  kept.put('folder', '/media/stick')
  const journal = openJournal({ db, clock, erased: () => {} })
  const it = { passed: 0, made: 0, fault: undefined as Fault | undefined, n: 0 }
  const deps: DailyDeps = {
    db,
    clock,
    keep: kept,
    now: () => it.passed,
    make: async () => {
      if (it.fault) return err(it.fault)
      it.made++
      return ok({})
    },
  }
  let days = daily(deps)
  return {
    it,
    kept,
    clock,
    look: () => days.look(),
    pass: (ms: number) => {
      it.passed += ms
      clock.at += ms
    },
    reopen: () => {
      days.stop()
      days = daily(deps)
    },
    write: () => {
      const id = (++it.n).toString(16).padStart(32, '0')
      void journal['journal.save']({ id, day: '2026-11-22' as Day, writing: EMPTY })
    },
    stop: () => days.stop(),
  }
}

let ana: ReturnType<typeof world>
beforeEach(() => {
  ana = world()
  return () => ana.stop()
})

describe('a backup by itself', () => {
  it('is made once a day, and only when something is new', async () => {
    ana.write()
    await ana.look()
    expect(ana.it.made).toBe(1)
    ana.write()
    ana.pass(3 * HOUR)
    await ana.look()
    expect(ana.it.made).toBe(1)
    ana.pass(DAY)
    await ana.look()
    expect(ana.it.made).toBe(2)
    ana.pass(DAY)
    await ana.look()
    expect(ana.it.made).toBe(2)
    ana.write()
    await ana.look()
    expect(ana.it.made).toBe(3)
  })

  it('is not made a second time on the same day after closing and opening', async () => {
    ana.write()
    await ana.look()
    ana.write()
    ana.reopen()
    await ana.look()
    expect(ana.it.made).toBe(1)
  })

  it('is not made every hour because a clock jumps from day to day', async () => {
    for (let i = 0; i < 10; i++) {
      ana.write()
      await ana.look()
      ana.clock.at += 300 * DAY
      ana.it.passed += HOUR
    }
    expect(ana.it.made).toBe(1)
  })

  it('is tried again when its folder was not there, and says why until then', async () => {
    ana.write()
    ana.it.fault = 'folder-gone'
    await ana.look()
    expect(ana.kept.get('trouble')).toBe('folder-gone')
    ana.it.fault = undefined
    ana.reopen()
    await ana.look()
    expect([ana.it.made, ana.kept.get('trouble')]).toEqual([1, null])
  })

  it('is not made where no folder is chosen', async () => {
    ana.kept.put('folder', null)
    ana.write()
    await ana.look()
    expect(ana.it.made).toBe(0)
  })
})
