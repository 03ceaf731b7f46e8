/**
 * What this computer keeps of how a circle travels: that it is paused, and when a sync file of it was last written and
 * opened here. None of it is ever sent.
 */
import type { Database } from 'better-sqlite3'
import type { Clock } from '../../../../shared/clock.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'

/** A row that is there counts, whatever it says: a pause that does not read is no end of it. */
const KINDS = ['paused', 'wrote', 'took'] as const
type Kind = (typeof KINDS)[number]
const nameOf = (kind: Kind, circle: CircleId): string => `travel.${kind}.${hex(circle)}`

/** `db` has the migration 4. */
export function kept(db: Database, clock: Clock) {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE name = ?').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
  const drop = db.prepare('DELETE FROM setting WHERE name = ?')

  const mark = (kind: Kind, circle: CircleId): void => void put.run(nameOf(kind, circle), String(clock.now()))
  /** UTC ms. */
  const when = (kind: Kind, circle: CircleId): number | null => {
    const at = Number(get.get(nameOf(kind, circle)) ?? Number.NaN)
    return Number.isFinite(at) ? at : null
  }

  return {
    isPaused: (circle: CircleId): boolean => get.get(nameOf('paused', circle)) !== undefined,
    pause: (circle: CircleId): void => mark('paused', circle),
    goOn: (circle: CircleId): void => void drop.run(nameOf('paused', circle)),
    /** A sync file of this circle was written, or opened, now. */
    file: mark as (kind: 'wrote' | 'took', circle: CircleId) => void,
    files: (circle: CircleId): { wrote: number | null; took: number | null } => ({
      wrote: when('wrote', circle),
      took: when('took', circle),
    }),
    /** The circle is erased here. */
    forget(circle: CircleId): void {
      for (const kind of KINDS) drop.run(nameOf(kind, circle))
    },
  }
}
