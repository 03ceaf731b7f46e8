/** A file on its way into the vault, a piece at a time. */
import { LARGEST_FILE } from '../../../../shared/contract/attachments.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { BlobId } from '../../../../shared/writing/attachment.ts'
import type { Vault } from './kept.ts'

/** Bytes at once: more would be felt while typing. */
const PIECE = 256 * 1024

export type Sending = {
  /** `part`: 0 to 1. */
  readonly progress?: (part: number) => void
  readonly stop: AbortSignal
}

/** faults: those of the vault, and file-changed when the file cannot be read to its end; 'stopped' when it was */
export async function send(
  vault: Vault,
  file: Blob,
  { progress = () => {}, stop }: Sending,
): Promise<Result<BlobId, Fault | 'stopped'>> {
  const { size, type } = file
  if (size === 0) return err('file-empty')
  if (size > LARGEST_FILE) return err('file-too-large')
  if (stop.aborted) return err('stopped')
  const begun = await vault.ask('attachment.begin', { size, type: type.slice(0, 255) })
  if (!begun.ok) return begun
  const { upload } = begun.value
  const cancelled = async <F>(fault: F): Promise<Result<never, F>> => {
    await vault.ask('attachment.cancel', { upload })
    return err(fault)
  }
  for (let at = 0; at < size; at += PIECE) {
    if (stop.aborted) return cancelled('stopped' as const)
    const bytes = await piece(file, at)
    if (!bytes) return cancelled('file-changed' as const)
    const taken = await vault.ask('attachment.piece', { upload, at, bytes })
    if (!taken.ok) return stop.aborted ? cancelled('stopped' as const) : cancelled(taken.fault)
    progress(Math.min(1, (at + PIECE) / size))
  }
  if (stop.aborted) return cancelled('stopped' as const)
  const ended = await vault.ask('attachment.end', { upload })
  return ended.ok ? ok(ended.value.blob) : ended
}

/** Undefined: it was changed, moved or deleted since it was chosen. */
async function piece(file: Blob, at: number): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
  } catch {
    return undefined
  }
}
