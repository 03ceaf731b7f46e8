/** A sync file on a disk: written beside its name and renamed when it is whole; read piece by piece. */
import * as fs from 'node:fs/promises'
import type { Fault } from '../../../../shared/fault.ts'
import { err, type Result } from '../../../../shared/result.ts'
import { copyOut } from '../../attachments/copy.ts'
import { ofBytes } from '../../attachments/strip/source.ts'
import type { Source } from './take.ts'

const PLACE_WORDS: Partial<Record<Fault, Fault>> = {
  'copy-refused': 'sync-refused',
  'copy-full': 'sync-full',
}

/** `dir`: the vault's own folder. faults: sync-refused, sync-full, locked */
export async function writeOut(
  pieces: Iterable<Uint8Array>,
  { path, dir, open }: { readonly path: string; readonly dir: string; readonly open: () => boolean },
): Promise<Result<{ bytes: number }, Fault>> {
  const copied = await copyOut({ source: ofBytes(new Uint8Array()), parts: pieces, path, dir, open })
  return copied.ok ? copied : err(PLACE_WORDS[copied.fault] ?? copied.fault)
}

/** Hands the open file to `use`, and closes it. faults: sync-gone, sync-unreadable (no file), and those of `use` */
export async function readIn<T>(
  path: string,
  use: (source: Source) => Promise<Result<T, Fault>>,
): Promise<Result<T, Fault>> {
  let file: fs.FileHandle
  try {
    // A pipe would never end, and is not opened.
    if (!(await fs.stat(path)).isFile()) return err('sync-unreadable')
    file = await fs.open(path)
  } catch {
    return err('sync-gone')
  }
  try {
    const { size } = await file.stat()
    const read = async (from: number, length: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from)))
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file
          .read(bytes, at, bytes.length - at, from + at)
          .catch(() => Promise.reject(new Gone()))
        if (bytesRead === 0) return bytes.subarray(0, at)
        at += bytesRead
      }
      return bytes
    }
    return await use({ size, read })
  } catch (error) {
    if (error instanceof Gone) return err('sync-gone')
    throw error
  } finally {
    await file.close().catch(() => {})
  }
}

/** The stick was pulled out. */
class Gone extends Error {}
