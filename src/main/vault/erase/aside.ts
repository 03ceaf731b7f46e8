/**
 * The vault's folder may be a link. A restore renames that link, and then the notebook of before stands where it leads:
 * the one link beside a vault that is followed, since what is behind it was the vault's own folder.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { PLACE_FILE } from '../backup/place.ts'
import { HEADER_FILE, isDatabaseFile } from '../storage/header.ts'
import { LOCK_FILE } from '../storage/lock.ts'
import { standing } from '../storage/standing.ts'

/** As restore.ts names what it puts aside. */
const ASIDE = /\.before-\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d( \d+)?$/

/** What a vault puts into its folder. Another person's file that came to lie there is none of it. */
const isOurs = (name: string): boolean =>
  name.startsWith(HEADER_FILE) || isDatabaseFile(name.slice(0, 19)) || [LOCK_FILE, PLACE_FILE].includes(name)

const nowhere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(String(error.code))

/** The folder behind a link that was put aside, while a notebook or part of one stands in it. @throws what the disk says */
export function behindLink(path: string): string | undefined {
  if (!ASIDE.test(path)) return undefined
  try {
    if (!fs.lstatSync(path).isSymbolicLink()) return undefined
    const folder = fs.realpathSync(path)
    return fs.statSync(folder).isDirectory() && standing(folder) === 'closed' ? folder : undefined
  } catch (error) {
    if (nowhere(error)) return undefined
    throw error
  }
}

/** Takes the vault's files out of this folder, and the folder where nothing else is in it. @throws what the disk says */
export function clearBehind(folder: string): void {
  const ours = fs.readdirSync(folder).filter(isOurs)
  for (const name of ours) fs.rmSync(join(folder, name), { recursive: true, force: true })
  if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder)
}
