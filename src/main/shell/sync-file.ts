/** A sync file, or a joining file, that comes from outside: by a double click, on a command line, dropped onto the window. A path, and nothing is read here. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isOurs } from '../../shared/file-name.ts'

/** Characters; no system has longer paths. */
const LONGEST = 32_768
/** More at once a person does not mean. */
const MOST = 8

export const isSyncFile = (path: unknown): path is string =>
  typeof path === 'string' && path.length <= LONGEST && !path.includes('\0') && isOurs(path)

/** Those on a command line that was typed in the folder `from`; a word that begins with a dash is none. */
export const filesAmong = (argv: readonly string[], from: string): string[] =>
  argv
    .slice(1)
    .filter(word => isSyncFile(word) && !word.startsWith('-'))
    .slice(0, MOST)
    .map(word => resolve(from, word))

/** With its ending, unless a file of that name is there: the dialog has not asked about that one. */
export const ended = (path: string, ending: string): string =>
  path.toLowerCase().endsWith(ending) || existsSync(path + ending) ? path : path + ending
