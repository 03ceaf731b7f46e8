/** Imports of an open vault: looked at, taken, taken back, and gone on with after a kill (run.ts). One at a time. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { Clock } from '../../../shared/clock.ts'
import type {
  Format,
  Import,
  ImportCounts,
  ImportId,
  ImportLine,
} from '../../../shared/contract/importing.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { longWork } from '../circle/live/long.ts'
import { random } from '../crypto/random.ts'
import type { Bursts } from '../journal/burst.ts'
import { faultOf } from '../storage/fault.ts'
import type { Database } from '../storage/open.ts'
import type { Coming } from './files.ts'
import { gather } from './gather.ts'
import type { Moods } from './gathered.ts'
import type { Incoming, Unread } from './incoming.ts'
import { laying } from './lay.ts'
import { look, type Plan } from './look.ts'
import { imports, report, runOf } from './report.ts'
import type { State } from './run.ts'
import { each, stepping } from './steps.ts'
import { undoing } from './undo.ts'

type Arriving = AsyncIterable<Incoming | Unread>

export type Taking = {
  readonly source: string
  readonly format: Format
  readonly moods?: Moods
  /** How many entries there are, when that is known: for how far it is. */
  readonly entries?: number
}

export type Taker = {
  /** The dry run. faults: stopped, what the source says */
  look(incoming: Arriving): Promise<Result<Plan, Fault>>
  /** faults: stopped, disk-full, too-many, what the source says: then nothing of it is here */
  take(incoming: Arriving, taking: Taking): Promise<Result<{ import: ImportId } & ImportCounts, Fault>>
  /** faults: not-found, disk-full */
  undo(id: ImportId): Promise<Result<{ taken: number; left: number }, Fault>>
  list(): Import[]
  /** Undefined: there is no such import. */
  report(id: ImportId, after: number): { lines: ImportLine[]; more: boolean } | undefined
  /** Ends what is under way of `look` and `take`. */
  stop(): void
  /** What an earlier opening left is gone on with; resolves when that is done. */
  readonly resumed: Promise<void>
  /** The database is still open. */
  close(): void
}

export type Needs = {
  readonly db: Database
  readonly clock: Clock
  readonly coming: Coming
  readonly mentioned: (blobs: readonly BlobId[]) => void
  /** Something was taken away: it leaves the log soon, and files that nobody mentions go. */
  readonly erased: () => void
  readonly bursts?: Bursts
  /** 0 to 1 of what is under way. */
  readonly going: (part: number) => void
}

/** How much of the work reading is. */
const READING = 0.6

/** What a source or the disk says of itself while it is read; anything else is a bug. */
function faultIn(error: unknown): Fault {
  if (error instanceof Error && 'fault' in error) return error.fault as Fault
  const fault = faultOf(error)
  if (fault) return fault
  throw error
}

export function openTaker({ db, clock, coming, mentioned, erased, bursts = new Map(), going }: Needs): Taker {
  let open = true
  const long = longWork(() => open, going)
  const isOpen = (): boolean => open
  const begin = db.prepare(
    "INSERT INTO import (id, state, began, source, format) VALUES (?, 'gathering', ?, ?, ?)",
  )
  const become = db.prepare('UPDATE import SET state = ? WHERE n = ?')
  const inState = db.prepare<[State], number>('SELECT n FROM import WHERE state = ? ORDER BY n').pluck()
  const lay = laying(db, clock)
  const take = undoing(db, bursts)
  const lines = report(db)
  const find = runOf(db)
  const all = imports(db)

  const layAll = (n: number, goes: () => boolean, done?: () => void): Promise<boolean> =>
    each(
      stepping(db, () => lay({ n })),
      goes,
      done,
    )
  /** To its end, whoever presses stop: half of an import is none. */
  const undoAll = async (n: number): Promise<boolean> => {
    become.run('undoing' satisfies State, n)
    const whole = await each(
      stepping(db, () => take.piece({ n })),
      isOpen,
    )
    erased()
    return whole
  }
  /** What cannot be laid is taken back. */
  const layOrUndo = async (n: number): Promise<void> => {
    try {
      await layAll(n, isOpen)
    } catch {
      await undoAll(n)
    }
  }
  const resumed = long
    .inTurn(async () => {
      try {
        for (const n of inState.all('laying')) await layOrUndo(n)
        for (const n of [...inState.all('gathering'), ...inState.all('undoing')]) await undoAll(n)
        return ok({})
      } catch {
        // A full disk, or harm: whatever it is, nobody is kept from their notebook by it, and the next opening tries again.
        return err('not-saved')
      }
    })
    .then(() => {})

  async function taken(
    incoming: Arriving,
    { source, format, moods = {}, entries: expected }: Taking,
    goes: () => boolean,
    reached: (part: number) => void,
  ): Promise<Result<{ import: ImportId } & ImportCounts, Fault>> {
    const id = toHex(random(16))
    const n = Number(begin.run(fromHex(id), clock.now(), source, format).lastInsertRowid)
    const read = (many: number): void => {
      if (expected) reached((READING * Math.min(many, expected)) / expected)
    }
    let gathered: Result<{ entries: number }, Fault>
    try {
      gathered = await gather({ db, coming, mentioned, moods, goes, reached: read }, n, incoming)
    } catch (error) {
      if (open) await undoAll(n)
      return err(faultIn(error))
    }
    if (!open) return err('locked')
    if (!gathered.ok) {
      await undoAll(n)
      return gathered
    }
    const { entries } = gathered.value
    become.run('laying' satisfies State, n)
    const laid = (): void => reached(READING + (1 - READING) * (take.stands({ n }) / Math.max(1, entries)))
    try {
      if (await layAll(n, goes, laid)) return ok({ import: id, ...lines.counts(n) })
    } catch (error) {
      if (open) await undoAll(n)
      return err(faultIn(error))
    }
    if (!open) return err('locked')
    await undoAll(n)
    return err('stopped')
  }

  return {
    resumed,
    look: incoming =>
      long.inTurn(async goes => {
        try {
          return await look(db, incoming, goes)
        } catch (error) {
          return err(faultIn(error))
        }
      }),
    take: (incoming, taking) => long.inTurn((goes, reached) => taken(incoming, taking, goes, reached)),
    undo: id =>
      long.inTurn(async () => {
        const run = find(id)
        if (!run || run.state === 'gathering' || run.state === 'laying') return err('not-found')
        const before = take.stands(run)
        if (!(await undoAll(run.n))) return err('locked')
        const left = take.stands(run)
        return ok({ taken: before - left, left })
      }),
    list: all,
    report(id, after) {
      const run = find(id)
      return run && lines.read(run.n, after)
    },
    stop: long.stop,
    close() {
      open = false
      long.stop()
    },
  }
}
