/** Where what leaves the notebook may go, links resolved: nothing is written where it would be lost with the notebook. */
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { HEADER_FILE } from '../storage/header.ts'
import { folderFault, isFolder } from './files.ts'

const real = realpathSync.native

const inBackup = (path: string): boolean =>
  existsSync(join(path, HEADER_FILE)) || (dirname(path) !== path && inBackup(dirname(path)))

/** The vault's folder under its own name, and where that leads when it is a link. */
const both = (dir: string): string[] => [join(real(dirname(resolve(dir))), basename(resolve(dir))), real(dir)]

/** A folder of this name, or one that is named after it: erasing takes both away. */
function goesWith(there: string, own: string): boolean {
  const [first = ''] = relative(dirname(own), there).split(sep)
  return first === basename(own) || first.startsWith(`${basename(own)}.`)
}

const lost = (there: string, dir: string): boolean =>
  both(dir).some(own => goesWith(there, own)) || inBackup(there)

/**
 * Whether this folder is in the vault's own, in what restores put beside it, or in a backup: a backup with a strange file in
 * it is never taken away. @throws what the disk says when there is no such folder
 */
export const inNotebook = (path: string, dir: string): boolean => lost(real(path), dir)

/** The same of a file that is not there yet: `vault.json` beside `vault` goes with it. @throws as `inNotebook` */
export const fileInNotebook = (path: string, dir: string): boolean =>
  lost(join(real(dirname(path)), basename(path)), dir)

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
