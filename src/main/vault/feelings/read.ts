/** Check-ins as the tables hold them, each as it was said. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { CheckIn, CheckInId } from '../../../shared/feelings/feelings.ts'
import type { Day } from '../../../shared/journal/day.ts'
import type { Database } from '../storage/open.ts'

type Row = Omit<CheckIn, 'id' | 'words' | 'activities'> & { readonly n: number; readonly id: Uint8Array }
export type Kind = 'word' | 'activity'

export type Reading = {
  /** Both days included, the oldest first; within a day without a time first, then by time. */
  shown(from: Day, to: Day, hidden: boolean): CheckIn[]
  /** Hidden ones among them. */
  all(from: Day, to: Day): CheckIn[]
  one(id: CheckInId): CheckIn | undefined
}

export function readCheckIns(db: Database): Reading {
  const columns = 'SELECT n, id, day, minute, zone, feeling, energy FROM checkin'
  const order = 'ORDER BY day, coalesce(minute, -1), n'
  const shown = db.prepare<[Day, Day, number], Row>(
    `${columns} WHERE day BETWEEN ? AND ? AND hidden = ? ${order}`,
  )
  const all = db.prepare<[Day, Day], Row>(`${columns} WHERE day BETWEEN ? AND ? ${order}`)
  const one = db.prepare<[Uint8Array], Row>(`${columns} WHERE id = ?`)
  const words = db
    .prepare<[number, Kind], string>(
      'SELECT word FROM checkin_word WHERE checkin = ? AND kind = ? ORDER BY i',
    )
    .pluck()
  const shape = ({ n, id, ...rest }: Row): CheckIn => ({
    ...rest,
    id: toHex(id),
    words: words.all(n, 'word'),
    activities: words.all(n, 'activity'),
  })
  return {
    shown: (from, to, hidden) => shown.all(from, to, Number(hidden)).map(shape),
    all: (from, to) => all.all(from, to).map(shape),
    one(id) {
      const row = one.get(fromHex(id))
      return row && shape(row)
    },
  }
}
