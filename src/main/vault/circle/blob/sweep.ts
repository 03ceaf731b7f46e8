/** Files that no note of their circle names, neither now nor in its earlier words, leave the disk: sixteen chunks at a time. */
import { inSteps, type Sweeper } from '../../attachments/sweep.ts'
import type { CircleId } from '../../crypto/keys.ts'
import type { Database } from '../../storage/open.ts'

/** Chunks in one transaction. */
const BATCH = 16

export type Sweeping = {
  readonly db: Database
  /** Made here a moment ago: the words that name it are on their way. */
  readonly isHeld: (circle: CircleId, id: Uint8Array) => boolean
  /** Rows of files that are just being made. */
  readonly isUnderWay: (n: number) => boolean
  /** No note names it any more: nobody asks for it either. */
  readonly left: (circle: CircleId, id: Uint8Array) => void
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
}

export function blobSweeper({ db, isHeld, isUnderWay, left, erased }: Sweeping): Sweeper {
  const unnamed = db.prepare<[], { n: number; circle: CircleId; id: Uint8Array }>(
    `SELECT n, circle, id FROM circle_blob AS b WHERE circle IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM circle_blob_named AS named WHERE named.circle = b.circle AND named.id = b.id)`,
  )
  const letGo = db.prepare('UPDATE circle_blob SET circle = NULL, wanted = 0 WHERE n = ?')
  const nobodys = db.prepare<[], number>('SELECT n FROM circle_blob WHERE circle IS NULL').pluck()
  const cut = db.prepare(
    'DELETE FROM circle_blob_chunk WHERE n IN (SELECT n FROM circle_blob_chunk WHERE blob = ? ORDER BY i LIMIT ?)',
  )
  const remove = db.prepare('DELETE FROM circle_blob WHERE n = ?')
  const step = db.transaction((n: number): void => {
    if (cut.run(n, BATCH).changes < BATCH) remove.run(n)
  })
  return inSteps(
    () => {
      const gone = unnamed.all().filter(({ circle, id }) => !isHeld(circle, id))
      for (const { circle, id } of gone) left(circle, id)
      db.transaction(() => {
        for (const { n } of gone) letGo.run(n)
      }).immediate()
    },
    () => {
      const next = nobodys.all().find(n => !isUnderWay(n))
      if (next === undefined) return false
      step.immediate(next)
      erased()
      return true
    },
  )
}
