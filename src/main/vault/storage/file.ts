/** Writing a small file so that a power cut leaves the old one or the new one, and nobody else on this computer reads it. */
import * as fs from 'node:fs'
import { join } from 'node:path'

export const DIR_MODE = 0o700
export const FILE_MODE = 0o600

/** Windows keeps no such bits and cannot open a folder; NTFS orders its own renames. */
const posix = process.platform !== 'win32'

export function makeDir(dir: string): void {
  fs.mkdirSync(dir, { recursive: true, mode: DIR_MODE })
  if (posix) fs.chmodSync(dir, DIR_MODE)
}

/** Makes renames and new files in `dir` survive a power cut. */
export function syncDir(dir: string): void {
  if (!posix) return
  const fd = fs.openSync(dir, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** All of a regular file of at most so many bytes. Undefined: none, or something else. @throws what the disk says */
export function readSmall(file: string, most: number): Buffer | undefined {
  const is = fs.lstatSync(file, { throwIfNoEntry: false })
  return is?.isFile() && is.size <= most ? fs.readFileSync(file) : undefined
}

/** Temporary file, fsync, rename, fsync of the folder. On failure the old file stands untouched. */
export function writeAtomically(dir: string, name: string, bytes: Uint8Array): void {
  const temporary = join(dir, `${name}.new`)
  // Into a pipe it would be written for ever.
  if (fs.lstatSync(temporary, { throwIfNoEntry: false })?.isFile() === false) fs.rmSync(temporary)
  const fd = fs.openSync(temporary, 'w', FILE_MODE)
  try {
    fs.writeFileSync(fd, bytes)
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
  fs.renameSync(temporary, join(dir, name))
  syncDir(dir)
}

/** Every file of the vault is for its owner alone; a copy put back by hand may have come with wider bits. */
export function ownFiles(dir: string): void {
  if (!posix) return
  fs.chmodSync(dir, DIR_MODE)
  for (const entry of fs.readdirSync(dir, { withFileTypes: true }))
    if (entry.isFile()) fs.chmodSync(join(dir, entry.name), FILE_MODE)
}
