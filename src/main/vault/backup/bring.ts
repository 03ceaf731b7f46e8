/**
 * Files of a single entry out of a backup, each as a new file comes in (attachments/upload.ts): a piece at a time, so that
 * the vault answers meanwhile. Until its last piece it is nobody's, and after a kill the next opening removes it.
 */
import { fromHex } from '../../../shared/bytes.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { attachmentOf, type BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn, type Writing } from '../../../shared/writing/writing.ts'
import { CHUNK, readBlobs } from '../attachments/chunk.ts'
import type { Database } from '../storage/open.ts'
import { holdsBlobs, ifReadable } from './blobs.ts'

export type Coming = Pick<
  Handlers<VaultContract>,
  'attachment.begin' | 'attachment.piece' | 'attachment.end' | 'attachment.cancel'
>

/** Bytes read and written at once. */
const PIECE = 2 * CHUNK

/** Whoever asked something meanwhile comes first. */
const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Its name in this notebook; undefined when it is not whole in the backup. faults: disk-full, too-many, locked */
async function one(
  from: Database,
  id: BlobId,
  coming: Coming,
  isOpen: () => boolean,
): Promise<Result<BlobId | undefined, Fault>> {
  const blobs = readBlobs(from)
  const row = ifReadable(() => blobs.find(fromHex(id)))
  if (!row) return ok(undefined)
  const begun = await coming['attachment.begin']({ size: row.size, type: row.type })
  if (!begun.ok) return begun
  const { upload } = begun.value
  for (let at = 0; at < row.size; at += PIECE) {
    await breath()
    if (!isOpen()) return err('locked')
    const bytes = ifReadable(() => blobs.read(row, at, PIECE))
    if (!bytes) {
      await coming['attachment.cancel']({ upload })
      return ok(undefined)
    }
    const put = await coming['attachment.piece']({ upload, at, bytes })
    if (!put.ok) return put
  }
  const ended = await coming['attachment.end']({ upload })
  return ended.ok ? ok(ended.value.blob) : ended
}

/** A backup of another notebook names its files under a key of its own. */
function renamed(writing: Writing, names: ReadonlyMap<BlobId, BlobId>): Writing {
  if ([...names].every(([old, now]) => old === now)) return writing
  const now = (id: BlobId): BlobId => names.get(id) ?? id
  const content = writing.content?.map(block => ({
    ...block,
    content: block.content?.map(node => {
      const file = attachmentOf(node)
      if (!file) return node
      const thumb = file.thumb === null ? null : now(file.thumb)
      return { ...node, attrs: { ...file, blob: now(file.blob), thumb } }
    }),
  }))
  return JSON.parse(JSON.stringify({ ...writing, content })) as Writing
}

/**
 * The writing, as this notebook names its files, once all that the backup has of them whole are here. `isOpen`: whether the
 * vault still is. faults: disk-full, too-many, locked
 */
export async function bringFiles(
  from: Database,
  to: Database,
  writing: Writing,
  coming: Coming,
  isOpen: () => boolean,
): Promise<Result<Writing, Fault>> {
  if (!holdsBlobs(from)) return ok(writing)
  const here = to.prepare<[Uint8Array]>('SELECT 1 FROM blob WHERE id = ?')
  const names = new Map<BlobId, BlobId>()
  const torn = new Set<BlobId>()
  const lacks = (id: BlobId): boolean => !torn.has(id) && !here.get(fromHex(names.get(id) ?? id))
  // One that was here may be swept while another comes.
  for (let next = blobsIn(writing).find(lacks); next; next = blobsIn(writing).find(lacks)) {
    const came = await one(from, next, coming, isOpen)
    if (!came.ok) return came
    if (came.value === undefined) torn.add(next)
    else names.set(next, came.value)
    if (!isOpen()) return err('locked')
  }
  return ok(renamed(writing, names))
}
