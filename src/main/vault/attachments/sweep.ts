/**
 * Files that nobody mentions leave the disk: first the name, in one step, then the chunks, a few at a time, so that the
 * vault answers meanwhile. What is cut short goes on at the next opening.
 */
import { fromHex } from '../../../shared/bytes.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { faultOf } from '../storage/fault.ts'
import type { Database } from '../storage/open.ts'

/** Chunks in one transaction. */
const BATCH = 16
/** ms between two of them: whoever asks something meanwhile comes first. */
const PAUSE = 5

export type Sweeper = {
  /** Something may be nobody's now. */
  soon(): void
  /** As much as `ms` allow, now. */
  now(ms: number): void
  stop(): void
}

export type Sweeping = {
  readonly db: Database
  /** A file that came a moment ago, which an entry is about to mention. */
  readonly isHeld: (blob: BlobId) => boolean
  /** Rows of an upload under way. */
  readonly isUnderWay: (n: number) => boolean
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
}

export function sweeper({ db, isHeld, isUnderWay, erased }: Sweeping): Sweeper {
  const unmentioned = db
    .prepare<[], string>(`SELECT lower(hex(id)) FROM blob
      WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entry_blob WHERE entry_blob.blob = blob.id)
        AND NOT EXISTS (SELECT 1 FROM import_blob WHERE import_blob.blob = blob.id)`)
    .pluck()
  const unname = db.prepare('UPDATE blob SET id = NULL WHERE id = ?')
  const nobodys = db.prepare<[], number>('SELECT n FROM blob WHERE id IS NULL').pluck()
  const cut = db.prepare(
    'DELETE FROM blob_chunk WHERE n IN (SELECT n FROM blob_chunk WHERE blob = ? ORDER BY i LIMIT ?)',
  )
  const remove = db.prepare('DELETE FROM blob WHERE n = ?')

  const unnameAll = db.transaction((): void => {
    for (const blob of unmentioned.all()) if (!isHeld(blob)) unname.run(fromHex(blob))
  })
  const step = db.transaction((n: number): void => {
    if (cut.run(n, BATCH).changes < BATCH) remove.run(n)
  })

  const one = (): boolean => {
    const next = nobodys.all().find(n => !isUnderWay(n))
    if (next === undefined) return false
    step.immediate(next)
    erased()
    return true
  }
  return inSteps(() => unnameAll.immediate(), one)
}

/**
 * `begin` finds what is nobody's, in one step; `one` takes a little of it away, and answers false when nothing is left. What
 * the disk refuses goes another time.
 */
export function inSteps(begin: () => void, one: () => boolean): Sweeper {
  const attempt = (work: () => boolean): boolean => {
    try {
      return work()
    } catch (error) {
      // A full disk, or a notebook that takes no writing just now: what is left goes another time.
      if (!faultOf(error)) throw error
      return false
    }
  }

  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const go = (): void => {
    timer = undefined
    if (stopped) return
    if (attempt(one)) timer = setTimeout(go, PAUSE).unref()
  }
  const begun = (): boolean =>
    attempt(() => {
      begin()
      return true
    })
  return {
    soon() {
      if (stopped) return
      begun()
      timer ??= setTimeout(go, 0).unref()
    },
    now(ms) {
      const until = performance.now() + ms
      if (begun()) while (performance.now() < until && attempt(one));
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
