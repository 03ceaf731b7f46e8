/**
 * A readable copy outside, where a person chose: written beside its name as `.new`, on the disk before it is renamed.
 * What stops in the middle leaves the place as it was, but for a kill, which may leave the `.new`.
 */
import { rmSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { syncOwnDir } from '../backup/files.ts'
import { fileInNotebook } from '../backup/fit.ts'
import { faultOf } from '../storage/fault.ts'
import { FILE_MODE } from '../storage/file.ts'
import type { Part, Source } from './strip/source.ts'

/** Bytes read and written at once. */
const STEP = 1024 * 1024

/** What the chosen place says. Undefined: something else is wrong. */
function placeFault(error: unknown): Fault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return 'copy-full'
  return /^E[A-Z]+$/.test(code) ? 'copy-refused' : undefined
}

function* runs(source: Source, parts: Iterable<Part>): Generator<Uint8Array> {
  for (const part of parts) {
    if (!('from' in part)) {
      yield part
      continue
    }
    for (let at = part.from; at < part.to; at += STEP) yield source.read(at, Math.min(STEP, part.to - at))
  }
}

/** A name that is nobody's yet. */
async function beside(path: string): Promise<{ name: string; file: fs.FileHandle }> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${path}.new` : `${path}.${n}.new`
    try {
      return { name, file: await fs.open(name, 'wx', FILE_MODE) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

export type Copying = {
  readonly source: Source
  readonly parts: Iterable<Part>
  readonly path: string
  /** The vault's own folder: nothing readable is ever written there, or where it would go with the notebook. */
  readonly dir: string
  /** Whether the vault still is open. */
  readonly open: () => boolean
  /** How many bytes of the copy stand. */
  readonly reached?: (bytes: number) => void
}

/** faults: copy-refused, copy-full, locked; damaged when the file itself does not read */
export async function copyOut({
  source,
  parts,
  path,
  dir,
  open,
  reached,
}: Copying): Promise<Result<{ bytes: number }, Fault>> {
  let bytes = 0
  try {
    if (fileInNotebook(path, dir)) return err('copy-refused')
    const { name, file } = await beside(path)
    // A lock ends the process, and waits for nothing that is under way: no readable half stays behind.
    const tidy = (): void => rmSync(name, { force: true })
    process.once('exit', tidy)
    try {
      for (const run of runs(source, parts)) {
        await file.writeFile(run)
        bytes += run.length
        reached?.(bytes)
        if (!open()) throw new Locked()
      }
      await file.sync()
      await file.close()
      await fs.rename(name, path)
    } catch (error) {
      await file.close().catch(() => {})
      await fs.rm(name, { force: true }).catch(() => {})
      throw error
    } finally {
      process.off('exit', tidy)
    }
    syncOwnDir(dirname(path))
    return ok({ bytes })
  } catch (error) {
    if (error instanceof Locked) return err('locked')
    const fault = placeFault(error) ?? faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

class Locked extends Error {}
