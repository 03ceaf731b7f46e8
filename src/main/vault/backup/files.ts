/** Files and folders of backups: on sticks too, which keep no owner's bits and sync no folders. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { DIR_MODE, FILE_MODE, syncDir } from '../storage/file.ts'
import { databaseFile, HEADER_FILE, type Header } from '../storage/header.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a folder that a person chose answers when it cannot take a backup. Undefined: it is something else. */
export function folderFault(error: unknown): Fault | undefined {
  const code = codeOf(error)
  if (['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EHOSTDOWN', 'ESTALE', 'EIO'].includes(code))
    return 'folder-gone'
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || code.startsWith('SQLITE_READONLY'))
    return 'folder-refuses'
  if (['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code)) return 'folder-full'
  // The file was made a moment ago; a disk that then neither opens nor takes it has gone.
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return 'folder-gone'
  return undefined
}

export const isFolder = (path: string): boolean => {
  try {
    return fs.statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** A file system without such bits refuses; then they are not there to be kept. */
function lenient(change: () => void): void {
  try {
    change()
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EINVAL', 'ENOSYS', 'EISDIR'].includes(codeOf(error))) throw error
  }
}

/** A new folder for its owner alone. @throws when there is one of this name. */
export function makeOwnDir(dir: string): void {
  fs.mkdirSync(dir, { mode: DIR_MODE })
  lenient(() => fs.chmodSync(dir, DIR_MODE))
}

/** A new, empty file for its owner alone. */
export function makeOwnFile(path: string): void {
  fs.closeSync(fs.openSync(path, 'wx', FILE_MODE))
  lenient(() => fs.chmodSync(path, FILE_MODE))
}

/** A new file with these bytes, on the disk when this returns. */
export function writeOwnFile(path: string, bytes: Uint8Array): void {
  makeOwnFile(path)
  const fd = fs.openSync(path, 'r+')
  try {
    fs.writeFileSync(fd, bytes)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

export function syncFile(path: string): void {
  const fd = fs.openSync(path, 'r+')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** Bytes read and written at once. */
const PIECE = 4 * 1024 * 1024

/**
 * The bytes of one file into another, which is there and empty. Each piece is on the disk before the next is read, so that
 * a slow stick is as far as `told` says (bytes so far), and a thread that is to end does so between two of them.
 */
export function pourFile(from: string, to: string, told: (bytes: number) => void): void {
  const source = fs.openSync(from, 'r')
  try {
    const target = fs.openSync(to, 'r+')
    try {
      const piece = new Uint8Array(PIECE)
      for (let at = 0; ; ) {
        const read = fs.readSync(source, piece, 0, PIECE, at)
        if (read === 0) break
        for (let written = 0; written < read; )
          written += fs.writeSync(target, piece, written, read - written, at + written)
        fs.fsyncSync(target)
        at += read
        told(at)
      }
    } finally {
      fs.closeSync(target)
    }
  } finally {
    fs.closeSync(source)
  }
}

export const syncOwnDir = (dir: string): void => lenient(() => syncDir(dir))

/** Bytes of the files in a folder, none below it. */
export const sizeOf = (dir: string): number =>
  fs
    .readdirSync(dir, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, { name }) => sum + fs.statSync(join(dir, name)).size, 0)

/** The names a vault folder with this header may hold: everything else in it is not ours. */
const ours = (header: Header): ReadonlySet<string> => {
  const database = databaseFile(header)
  const beside = ['', '-wal', '-shm', '-journal'].map(end => `${database}${end}`)
  return new Set([HEADER_FILE, 'in-use', ...beside])
}

export const onlyOurs = (dir: string, header: Header): boolean => {
  const known = ours(header)
  return fs.readdirSync(dir, { withFileTypes: true }).every(each => each.isFile() && known.has(each.name))
}

/** Removes a folder whose every file is known by name; its header last, so that it is known as ours until then. */
export function removeOwn(dir: string, header: Header): void {
  if (!onlyOurs(dir, header)) return
  for (const name of fs.readdirSync(dir)) if (name !== HEADER_FILE) fs.rmSync(join(dir, name))
  fs.rmSync(join(dir, HEADER_FILE), { force: true })
  fs.rmdirSync(dir)
}

/** Whether a new file can be made in it. */
export function writable(dir: string): boolean {
  try {
    fs.rmdirSync(fs.mkdtempSync(join(dir, 'Kinfold ')))
    return true
  } catch {
    return false
  }
}
