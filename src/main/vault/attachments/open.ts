/** Files kept with entries, as the contract names its calls. */
import { fromHex } from '../../../shared/bytes.ts'
import type { PlaceToken } from '../../../shared/contract/attachments.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import { err, ok } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import type { Chosen } from '../backup/chosen.ts'
import { longWork } from '../circle/live/long.ts'
import { faultOf } from '../storage/fault.ts'
import type { Database } from '../storage/open.ts'
import { type BlobRow, readBlobs } from './chunk.ts'
import { copyOut } from './copy.ts'
import { letGo } from './mention.ts'
import type { Source } from './strip/source.ts'
import { strip, tells } from './strip/strip.ts'
import { sweeper } from './sweep.ts'
import { uploads } from './upload.ts'

type Calls = Handlers<VaultContract>
type AttachmentCall = Extract<keyof Calls, `attachment.${string}`>

/** ms after opening in which words that were not saved before come: what they mention is kept so long. */
const ARRIVING = 60_000
/** ms while somebody waits for the lock. */
const SWEPT_AT_CLOSE = 500

export type Attachments = {
  readonly handlers: Pick<Calls, AttachmentCall>
  /** Entries were erased: what they alone mentioned goes. */
  entriesErased(): void
  /** A saved entry mentions these. */
  mentioned(blobs: readonly BlobId[]): void
  /** This one stands in a circle's note now; here it stays only when an entry mentions it. */
  given(blob: BlobId): void
  /** Sweeps a moment longer. The database is still open. */
  close(): void
}

export type Needs = {
  /** The folder of header and database. */
  readonly dir: string
  readonly db: Database
  readonly places: Pick<Chosen, 'path'>
  /** Something was taken away: the log is emptied soon. */
  readonly erased: () => void
  /** 0 to 1 of a copy. */
  readonly copying: (part: number) => void
}

export function openAttachments({ dir, db, places, erased, copying }: Needs): Attachments {
  const blobs = readBlobs(db)
  /** Here, and mentioned by no saved entry yet: the one that mentions it is on its way. */
  const held = new Set<BlobId>()
  let open = true
  const long = longWork(() => open, copying)
  const sweeping = sweeper({
    db,
    erased,
    isHeld: blob => held.has(blob),
    isUnderWay: n => coming.has(n),
  })
  const coming = uploads(db, sweeping.soon, blob => held.add(blob))

  const source = (row: BlobRow): Source => ({
    size: row.size,
    read: (from, length) => blobs.read(row, from, length),
  })

  // What was here before and nobody mentions may be mentioned by words that a window has kept.
  for (const blob of db
    .prepare<[], BlobId>(
      'SELECT lower(hex(id)) FROM blob WHERE id IS NOT NULL AND id NOT IN (SELECT blob FROM entry_blob)',
    )
    .pluck()
    .all())
    held.add(blob)
  const before = [...held]
  const arrived = setTimeout(() => {
    for (const blob of before) held.delete(blob)
    sweeping.soon()
  }, ARRIVING).unref()
  sweeping.soon()

  return {
    handlers: {
      'attachment.begin': coming.begin,
      'attachment.piece': coming.piece,
      'attachment.end': coming.end,
      'attachment.cancel': coming.cancel,
      'attachment.read': ({ blob, from, length }) => {
        const row = blobs.find(fromHex(blob))
        return row ? ok({ bytes: blobs.read(row, from, length) }) : err('not-found')
      },
      'attachment.tells': ({ blob }) => {
        const row = blobs.find(fromHex(blob))
        return row ? ok({ tells: tells(source(row), row.type) }) : err('not-found')
      },
      'attachment.copy': async ({ blob, to, whole }) => {
        const path = await places.path(to satisfies PlaceToken)
        if (!open) return err('locked')
        if (path === undefined) return err('copy-refused')
        const row = blobs.find(fromHex(blob))
        if (!row) return err('not-found')
        const from = source(row)
        const parts = (whole ? undefined : strip(from)) ?? [{ from: 0, to: row.size }]
        return long.inTurn((goes, reached) =>
          copyOut({
            source: from,
            parts,
            path,
            dir,
            open: goes,
            reached: bytes => reached(bytes / row.size),
          }),
        )
      },
      'attachment.stopCopy': () => {
        long.stop()
        return ok({})
      },
    },
    entriesErased: sweeping.soon,
    mentioned(mentions) {
      for (const blob of mentions) held.delete(blob)
    },
    given(blob) {
      held.delete(blob)
      sweeping.soon()
    },
    close() {
      open = false
      clearTimeout(arrived)
      sweeping.stop()
      coming.close()
      try {
        letGo(db)
        sweeping.now(SWEPT_AT_CLOSE)
      } catch (error) {
        // A full disk: the next opening goes on.
        if (!faultOf(error)) throw error
      }
    },
  }
}
