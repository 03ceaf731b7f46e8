/**
 * A new folder of readable files where a person chose: made beside its name and renamed when every file is on the disk. What
 * stops in the middle leaves nothing, but for a kill; what a kill left goes with the next one of that name.
 */
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { folderFault, makeOwnDir, syncOwnDir, writeOwnFile } from '../../backup/files.ts'
import { inNotebook } from '../../backup/fit.ts'

/** `path`: within the folder, with `/` between. `text` is made when its turn has come. */
export type Page = { readonly path: string; readonly text: () => string }

export type Making = {
  /** The folder that the person chose, and what the new one is to be called in it. */
  readonly into: string
  readonly name: string
  readonly pages: Iterable<Page>
  /** The vault's own folder: nothing readable is written there. */
  readonly dir: string
  /** Whether the vault still is open. */
  readonly open: () => boolean
}

const MEANS: Partial<Record<Fault, Fault>> = {
  'folder-gone': 'export-gone',
  'folder-refuses': 'export-refused',
  'folder-full': 'export-full',
}

/** A name that nobody has there yet. */
function free(into: string, name: string): string {
  for (let n = 1; ; n++) {
    const called = n === 1 ? name : `${name} (${n})`
    if (!fs.existsSync(join(into, called))) return called
  }
}

/** The new folder's name. faults: export-gone, export-refused, export-full, locked */
export async function makeFolder({ into, name, pages, dir, open }: Making): Promise<Result<string, Fault>> {
  let making: string | undefined
  const tidy = (): void => {
    if (making) fs.rmSync(making, { recursive: true, force: true })
  }
  // A lock ends the process, and waits for nothing that is under way.
  process.once('exit', tidy)
  try {
    if (inNotebook(into, dir)) return err('export-refused')
    const called = free(into, name)
    making = join(into, `${called}.kinfold-new`)
    fs.rmSync(making, { recursive: true, force: true })
    makeOwnDir(making)
    for (const { path, text } of pages) {
      const file = join(making, ...path.split('/'))
      if (!fs.existsSync(dirname(file))) makeOwnDir(dirname(file))
      writeOwnFile(file, Buffer.from(text(), 'utf8'))
      await new Promise(resolve => setImmediate(resolve))
      if (!open()) return err('locked')
    }
    for (const { isDirectory, name: below } of fs
      .readdirSync(making, { withFileTypes: true })
      .map(each => ({ isDirectory: each.isDirectory(), name: each.name })))
      if (isDirectory) syncOwnDir(join(making, below))
    syncOwnDir(making)
    fs.renameSync(making, join(into, called))
    making = undefined
    syncOwnDir(into)
    return ok(called)
  } catch (error) {
    const fault = folderFault(error)
    if (fault) return err(MEANS[fault] ?? fault)
    throw error
  } finally {
    process.off('exit', tidy)
    try {
      tidy()
    } catch {
      // The stick was pulled out, and what was on it with it.
    }
  }
}
