/**
 * Copies beside an erased vault that a disk did not let go of: which, until they are gone. The note stands beside the
 * vault's folder, since a new notebook may be made in that.
 */
import * as fs from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import { toHex } from '../../../shared/bytes.ts'
import { readSmall, syncDir, writeAtomically } from '../storage/file.ts'
import { HEADER_FILE, MOST_HEADER } from '../storage/header.ts'
import { behindLink } from './aside.ts'
import { tried } from './tried.ts'

/**
 * Names of folders, each with the last 32 bytes of its header in hex: a notebook that came to stand under that name later
 * is another one. Null where the header could not be read.
 */
const Left = v.record(v.string(), v.nullable(v.string()))
type Left = v.InferOutput<typeof Left>

const nameOf = (dir: string): string => `${basename(dir)}.erasing`

/** Bytes of the longest note: some thousand folders. */
const MOST_NOTE = 2 ** 20

/** A folder or a pipe by that name is no note. */
const readNote = (dir: string): Buffer | undefined => readSmall(join(dirname(dir), nameOf(dir)), MOST_NOTE)

export function isNoteBeside(dir: string, name: string): boolean {
  if (name !== nameOf(dir) && name !== `${nameOf(dir)}.new`) return false
  let folder = false
  tried(() => {
    folder = fs.lstatSync(join(dirname(dir), name)).isDirectory()
  })
  return !folder
}

function headerSum(folder: string): string | null {
  let sum: string | null = null
  tried(() => {
    const header = readSmall(join(folder, HEADER_FILE), MOST_HEADER)
    if (header) sum = toHex(header.subarray(-32))
  })
  return sum
}

/** These paths beside `dir` are still to go; none: the note goes. Whether that is on the disk. */
export function noteBeside(dir: string, left: readonly string[]): boolean {
  const around = dirname(dir)
  const rows: Left = Object.fromEntries(left.map(path => [basename(path), headerSum(path)]))
  return tried(() => {
    if (left.length > 0)
      return writeAtomically(around, nameOf(dir), new TextEncoder().encode(JSON.stringify(rows)))
    if (readNote(dir) === undefined) return
    fs.rmSync(join(around, nameOf(dir)))
    syncDir(around)
  })
}

/** Names that a later restore or migration gives again. */
const givenAgain = (name: string): boolean => /\.(restoring|restored|before-migration-\d+)/.test(name)

/** Tries again; `gone(path)` says whether no key stands there any more and nothing is left. */
export function finishBeside(dir: string, gone: (path: string) => boolean): void {
  const around = dirname(dir)
  tried(() => {
    const note = readNote(dir)
    if (!note) return
    const rows = parse(note.toString())
    const left = Object.entries(rows).filter(([name, sum]) => {
      const path = join(around, name)
      if (basename(name) !== name || !name.startsWith(`${basename(dir)}.`)) return false
      const is = fs.lstatSync(path, { throwIfNoEntry: false })
      if (!is?.isDirectory() && behindLink(path) === undefined) return false
      const now = headerSum(path)
      const another = sum === null ? givenAgain(name) : now !== null && now !== sum
      return !another && !gone(path)
    })
    if (left.length === 0) noteBeside(dir, [])
  })
}

function parse(text: string): Left {
  try {
    const rows = v.safeParse(Left, JSON.parse(text))
    return rows.success ? rows.output : {}
  } catch {
    return {}
  }
}
