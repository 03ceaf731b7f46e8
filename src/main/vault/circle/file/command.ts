/** Sync files from a terminal: circle and people are told by their names. */
import type { Database } from 'better-sqlite3'
import type { Clock } from '../../../../shared/clock.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CircleId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { type CircleStore, openCircles } from '../store.ts'
import { syncFile } from './contents.ts'
import { readIn, writeOut } from './disk.ts'
import { takeFile } from './take.ts'

export type Asked = {
  readonly db: Database
  readonly clock: Clock
  /** The vault's own folder, and the file. */
  readonly dir: string
  readonly file: string
}
export type Whom = {
  /** Its name; needed where there are several. */
  readonly circle: string | undefined
  /** Names; nobody means everybody. */
  readonly to: readonly string[]
}

async function within<T>({ db, clock }: Asked, use: (store: CircleStore) => Promise<T>): Promise<T> {
  const store = openCircles(db, clock)
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

function circleNamed(store: CircleStore, name: string | undefined): CircleId | undefined {
  const found = store.list().filter(circle => name === undefined || store.name(circle) === name)
  return found.length === 1 ? found[0] : undefined
}

/** One line for a script. faults: not-found (no such circle, or several; nobody of that name), and those of writing */
export const writeSyncFile = (asked: Asked, { circle: name, to }: Whom): Promise<Result<string, Fault>> =>
  within(asked, async store => {
    const circle = circleNamed(store, name)
    if (!circle) return err('not-found')
    const members = [...store.state(circle).members.values()].filter(({ status }) => status === 'active')
    const chosen = members.filter(member => to.includes(member.name))
    if (to.some(one => !chosen.some(member => member.name === one))) return err('not-found')
    const written = syncFile(
      store,
      circle,
      chosen.map(({ id }) => hex(id)),
    )
    if (!written.ok) return written
    const { pieces, updates, people } = written.value
    const done = await writeOut(pieces, { path: asked.file, dir: asked.dir, open: () => true })
    return done.ok
      ? ok(`written: ${updates()} updates, for ${people} people, ${done.value.bytes} bytes`)
      : done
  })

/** One line for a script. */
export const readSyncFile = (asked: Asked): Promise<Result<string, Fault>> =>
  within(asked, async store => {
    const came = await readIn(asked.file, source =>
      takeFile({ store, source, open: () => true, received: () => {}, imported: () => {} }),
    )
    if (!came.ok) return came
    const { updates, people, refused, missing, lacks, log } = came.value
    return ok(
      `read: ${updates} updates from ${people} people, ${log} of the log; ` +
        `${refused} refused, ${missing} missing, ${lacks} to reply`,
    )
  })
