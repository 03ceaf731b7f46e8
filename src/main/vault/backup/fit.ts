/** Where what leaves the notebook may go, links resolved: nothing is written where it would be lost with the notebook. */
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { HEADER_FILE } from '../storage/header.ts'
import { folderFault, isFolder } from './files.ts'

const real = realpathSync.native

const inBackup = (path: string): boolean =>
  existsSync(join(path, HEADER_FILE)) || (dirname(path) !== path && inBackup(dirname(path)))

/**
 * Whether this folder is in the vault's own, in what restores put beside it, or in a backup: a backup with a strange file in
 * it is never taken away. @throws what the disk says when there is no such folder
 */
export function inNotebook(path: string, dir: string): boolean {
  const [there, own] = [real(path), real(dir)]
  const [first = ''] = relative(dirname(own), there).split(sep)
  return first === basename(own) || first.startsWith(`${basename(own)}.`) || inBackup(there)
}

/** For backups. faults: folder-gone, folder-refuses */
export function takesBackups(path: string, dir: string): Result<true, Fault> {
  try {
    if (!isFolder(path)) return err('folder-gone')
    const profile = real(path) === dirname(real(dir))
    return profile || inNotebook(path, dir) ? err('folder-refuses') : ok(true)
  } catch (error) {
    const fault = folderFault(error)
    if (fault) return err(fault)
    throw error
  }
}
