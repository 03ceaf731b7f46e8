/** One check-in into its tables: made, or as it is said now. */

import { fromHex } from '../../../shared/bytes.ts'
import type { Clock } from '../../../shared/clock.ts'
import type { CheckIn } from '../../../shared/feelings/feelings.ts'
import { folded } from '../../../shared/journal/tag.ts'
import type { Database } from '../storage/open.ts'

/** Within a transaction. Answers its id. One that is hidden stays so. */
export function keepCheckIn(db: Database, clock: Clock): (checkIn: CheckIn) => Uint8Array {
  const put = db
    .prepare<object, number>(
      `INSERT INTO checkin (id, day, minute, zone, feeling, energy, made)
      VALUES (@id, @day, @minute, @zone, @feeling, @energy, @made)
      ON CONFLICT (id) DO UPDATE SET day = excluded.day, minute = excluded.minute, zone = excluded.zone,
        feeling = excluded.feeling, energy = excluded.energy
      RETURNING n`,
    )
    .pluck()
  const clear = db.prepare('DELETE FROM checkin_word WHERE checkin = ?')
  const add = db.prepare('INSERT INTO checkin_word (checkin, kind, i, word, folded) VALUES (?, ?, ?, ?, ?)')
  return ({ words, activities, ...rest }) => {
    const id = fromHex(rest.id)
    const n = put.get({ ...rest, id, made: clock.now() })
    clear.run(n)
    words.forEach((word, i) => void add.run(n, 'word', i, word, folded(word)))
    activities.forEach((word, i) => void add.run(n, 'activity', i, word, folded(word)))
    return id
  }
}
