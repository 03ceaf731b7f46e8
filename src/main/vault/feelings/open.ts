/** Check-ins of an open vault, as the contract names its calls. They are points: nothing is counted or averaged. */
import { fromHex } from '../../../shared/bytes.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { CheckIn } from '../../../shared/feelings/feelings.ts'
import type { Day } from '../../../shared/journal/day.ts'
import { ok } from '../../../shared/result.ts'
import type { Around } from '../around.ts'
import { counting } from '../journal/changes.ts'
import { keepCheckIn } from './keep.ts'
import { type Kind, readCheckIns } from './read.ts'

type Names = Extract<keyof VaultContract['calls'], `feelings.${string}`>

/** Words that are offered again, and of how many check-ins. */
const OFFERED = 100
const LAST = 2000

export function openFeelings({
  db,
  clock,
  erased,
}: Pick<Around, 'db' | 'clock' | 'erased'>): Pick<Handlers<VaultContract>, Names> {
  const read = readCheckIns(db)
  const keep = keepCheckIn(db, clock)
  const count = counting(db)
  // Written as it was last, and what was said last first.
  const used = db
    .prepare<[number, Kind, number], string>(
      `SELECT word FROM checkin_word WHERE checkin > (SELECT max(n) FROM checkin) - ? AND kind = ?
       GROUP BY folded ORDER BY max(checkin) DESC LIMIT ?`,
    )
    .pluck()
  const hide = db.prepare('UPDATE checkin SET hidden = ? WHERE day BETWEEN ? AND ?')
  const remove = db.prepare('DELETE FROM checkin WHERE id = ?')
  const adopt = db.prepare("DELETE FROM import_made WHERE what = 'checkin' AND id = ?")
  const keeping = db.transaction((checkIn: CheckIn): void => {
    adopt.run(keep(checkIn))
    count()
  })
  const hiding = db.transaction((from: Day, to: Day, hidden: boolean): void => {
    hide.run(Number(hidden), from, to)
    count()
  })
  const deleting = db.transaction((gone: readonly CheckIn[]): void => {
    for (const { id } of gone) {
      adopt.run(fromHex(id))
      remove.run(fromHex(id))
    }
    count()
  })
  return {
    'feelings.keep': checkIn => {
      keeping.immediate(checkIn)
      return ok({})
    },
    'feelings.read': ({ from, to, hidden = false }) => ok(read.shown(from, to, hidden)),
    'feelings.words': () =>
      ok({ words: used.all(LAST, 'word', OFFERED), activities: used.all(LAST, 'activity', OFFERED) }),
    'feelings.hide': ({ from, to, hidden }) => {
      hiding.immediate(from, to, hidden)
      return ok({})
    },
    'feelings.delete': what => {
      const gone = 'id' in what ? [read.one(what.id)].flatMap(one => one ?? []) : read.all(what.from, what.to)
      if (gone.length === 0) return ok([])
      deleting.immediate(gone)
      erased()
      return ok(gone)
    },
  }
}
