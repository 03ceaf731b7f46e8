/**
 * What tells the next start that a vault is being erased: a note in its folder, which says which header is to go. A full
 * disk has no room for one. Then the header itself is the note: overwritten in place behind a mark, it goes last.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import sodium from 'libsodium-wrappers'
import { concat, equal } from '../../../shared/bytes.ts'
import { faultOf } from '../storage/fault.ts'
import { FILE_MODE, readSmall, syncDir } from '../storage/file.ts'
import { HEADER_FILE, MOST_HEADER, read } from '../storage/header.ts'
import { said, tried } from './tried.ts'

/** The last 32 bytes of the header that is to go. */
export const NOTE = 'erasing'
const SUM = 32
const MARK = new TextEncoder().encode('GONE')

const noteIn = (dir: string): string => join(dir, NOTE)
const headerIn = (dir: string): string => join(dir, HEADER_FILE)

/** What a header of so many bytes is overwritten with: noise behind the mark. */
export const marked = (size: number): Uint8Array =>
  concat(MARK, sodium.randombytes_buf(Math.max(size, 1))).subarray(0, size)

/** Whether this header was overwritten by us. */
export function isMarked(path: string): boolean {
  return (
    tried(() => {
      if (!fs.lstatSync(path).isFile()) return false
      const fd = fs.openSync(path, 'r')
      try {
        const bytes = new Uint8Array(MARK.length)
        return fs.readSync(fd, bytes) === MARK.length && equal(bytes, MARK)
      } finally {
        fs.closeSync(fd)
      }
    }) && fs.existsSync(path)
  )
}

/** A folder or a pipe by that name is no note. */
function hasNote(dir: string): boolean {
  try {
    return fs.lstatSync(noteIn(dir)).isFile()
  } catch (error) {
    said(error)
    return false
  }
}

/**
 * Whether the note stands: not where the disk is full, nor where something else has its place. Erasing is more urgent.
 * @throws what else the disk says
 */
export function writeNote(dir: string): boolean {
  if (fs.lstatSync(noteIn(dir), { throwIfNoEntry: false })?.isFile() === false) return false
  const header = fs.readFileSync(headerIn(dir))
  try {
    fs.writeFileSync(noteIn(dir), header.subarray(-SUM), { mode: FILE_MODE, flush: true })
    syncDir(dir)
    return true
  } catch (error) {
    if (faultOf(error) !== 'disk-full') throw error
    // Half a note would say that nothing was begun.
    tried(() => takeBack(dir))
    return false
  }
}

/** Nothing was begun. @throws what the disk says */
export const takeBack = (dir: string): void => fs.rmSync(noteIn(dir), { force: true })

/** Whether an erasing was begun here and is not done: nothing may be made in its place. */
export const isErasing = (dir: string): boolean => hasNote(dir) || isMarked(headerIn(dir))

/**
 * Whether nothing was begun although a note stands: the header is whole, and the note half written or another's.
 * @throws what the disk says
 */
export function isUntouched(dir: string): boolean {
  const header = readSmall(headerIn(dir), MOST_HEADER)
  const note = readSmall(noteIn(dir), SUM)
  return header !== undefined && read(header).ok && !(note && equal(header.subarray(-SUM), note))
}
