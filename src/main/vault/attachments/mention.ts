/** Which entries mention which files: kept with every save, so that a file goes when nobody mentions it any more. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import type { Database } from '../storage/open.ts'

export type Mention = (entry: Uint8Array, blobs: readonly BlobId[]) => void

type Row = { readonly blob: Uint8Array; readonly loose: number }

/**
 * Within the transaction of a save. What an entry no longer says is only loose: an earlier version may say it, and
 * somebody may take the deletion back. Files that are not here are passed over: words are saved in any case.
 */
export function mention(db: Database): Mention {
  const known = db.prepare<[Uint8Array], Row>('SELECT blob, loose FROM entry_blob WHERE entry = ?')
  const add = db.prepare(
    'INSERT INTO entry_blob (entry, blob) SELECT ?, id FROM blob WHERE id = ? ON CONFLICT DO UPDATE SET loose = 0',
  )
  const loosen = db.prepare('UPDATE entry_blob SET loose = 1 WHERE entry = ? AND blob = ?')
  return (entry, blobs) => {
    const before = new Map(known.all(entry).map(({ blob, loose }) => [toHex(blob), loose]))
    for (const blob of blobs) if (before.get(blob) !== 0) add.run(entry, fromHex(blob))
    for (const [blob, loose] of before)
      if (loose === 0 && !blobs.includes(blob)) loosen.run(entry, fromHex(blob))
  }
}

/** Lets go of what neither an entry nor a version of it says any more. To be called when nobody can take it back. */
export function letGo(db: Database): number {
  return db
    .prepare(`DELETE FROM entry_blob WHERE loose = 1 AND NOT EXISTS (
      SELECT 1 FROM entry_version AS v
      WHERE v.entry = entry_blob.entry AND instr(v.writing, lower(hex(entry_blob.blob))) > 0
    )`)
    .run().changes
}
