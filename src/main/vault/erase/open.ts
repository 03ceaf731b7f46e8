/** Care and erasing of an open vault: settings, the bin, days of use. Erasing the whole vault is `vault.ts` beside this. */
import { uptime } from 'node:os'
import * as v from 'valibot'
import type { FromVault } from '../../../shared/contract/shell.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Day } from '../../../shared/journal/day.ts'
import { ok } from '../../../shared/result.ts'
import type { Around } from '../around.ts'
import { faultOf } from '../storage/fault.ts'
import { keepCare } from './care.ts'
import { calendarDay, confirmed, counted, type Proven, proven, type UseDays } from './days.ts'
import { eraseEntries } from './entry.ts'

type Calls = Handlers<VaultContract>
export type EraseCall = Extract<keyof Calls, `care.${string}` | `bin.${string}`>
export type Erasing = {
  readonly handlers: Pick<Calls, EraseCall>
  close(): void
}

/** Days of use in the bin before it empties itself, where a person chose that. */
export const BIN_DAYS = 30
/** The count is looked at again so often while the vault is open, in ms. */
const LOOK = 10 * 60_000
/** What was proven is written down so often, in ms of uptime, and at closing. */
const WRITTEN = 60 * 60_000
const ProvenRow = v.object({ ms: v.number(), uptime: v.number() })

type Needs = Pick<Around, 'db' | 'clock' | 'tell' | 'toShell' | 'erased'> & Partial<Pick<Around, 'bursts'>>

/** `up`: how long this computer has been on, ms. */
export function openErasing(around: Needs, up: () => number = () => uptime() * 1000): Erasing {
  const { db, clock, tell, toShell } = around
  const care = keepCare(db)
  const entries = eraseEntries(around)
  const readUse = db.prepare<[], UseDays>('SELECT days, last, asks FROM use_days WHERE one = 1')
  const putUse = db.prepare('UPDATE use_days SET days = @days, last = @last, asks = @asks WHERE one = 1')
  const beginInBin = db.prepare('UPDATE entry SET bin_day = ? WHERE binned IS NOT NULL')
  const use = (): UseDays => readUse.get() ?? { days: 0, last: null, asks: null }
  const readTime = db.prepare<[], string>("SELECT value FROM setting WHERE name = 'use.proven'").pluck()
  const putTime = db.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('use.proven', ?)")
  const written = (): Proven | undefined => {
    const kept = v.safeParse(ProvenRow, JSON.parse(readTime.get() ?? 'null'))
    return kept.success ? kept.output : undefined
  }
  const write = (after: UseDays, time: Proven): void => {
    putUse.run(after)
    putTime.run(JSON.stringify(time))
  }
  const writeBoth = db.transaction(write)

  /** Counts, and erases what is due. The date alone never does: see days.ts. `closing`: what was proven is written down. */
  const look = (closing = false): void => {
    if (!care.read().emptyBin) return
    const before = use()
    const known = written()
    const now = proven(known, up())
    const [after, time] = counted(before, calendarDay(clock.now()), now)
    const due = closing || !known || time.uptime < known.uptime || time.uptime - known.uptime >= WRITTEN
    if (after !== before || due) writeBoth.immediate(after, time)
    if (after === before) return
    if (after.asks !== null && after.asks !== before.asks) tell('care.asks', { today: after.asks })
    if (after.asks === null) entries.old(BIN_DAYS)
  }
  /** A full or failing disk: what is due stays, and is looked at again. */
  const tryLook = (closing = false): void => {
    try {
      look(closing)
    } catch (error) {
      if (!faultOf(error)) throw error
    }
  }
  const told = (): FromVault => {
    const { lockAfter, shield, closing } = care.read()
    return { kind: 'care', lockAfter, shield, closing }
  }

  tryLook()
  toShell(told())
  const timer = setInterval(() => tryLook(), LOOK)
  timer.unref()

  return {
    handlers: {
      'care.read': () => {
        const kept = care.read()
        return ok({ ...kept, asks: kept.emptyBin ? use().asks : null })
      },
      'care.choose': change => {
        db.transaction(() => {
          const began = change.emptyBin === true && !care.read().emptyBin
          care.choose(change)
          if (!began) return
          // From today: what has long lain there is not gone tomorrow.
          const { days } = use()
          write({ days, last: calendarDay(clock.now()), asks: null }, proven(undefined, up()))
          beginInBin.run(days)
        }).immediate()
        toShell(told())
        return ok({})
      },
      'care.today': ({ today, right }) => {
        const { asks } = use()
        // The answer to another question than the one that stands: it is asked again.
        if (right && asks === today) putUse.run(confirmed(use(), today as Day))
        return ok({})
      },
      'bin.erase': entries.one,
      'bin.count': entries.count,
      'bin.empty': entries.all,
    },
    close: () => {
      clearInterval(timer)
      tryLook(true)
    },
  }
}
