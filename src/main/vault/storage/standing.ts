/** Is there a vault here? A database without its header is one too: damaged, and never to be written over. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { faultOf } from './fault.ts'
import { HEADER_FILE, isDatabaseFile } from './header.ts'

/** A place that cannot be looked into counts as one, a link that leads nowhere too: nothing may be made there. */
export function standing(dir: string): 'none' | 'closed' {
  try {
    return fs.readdirSync(dir).some(name => name === HEADER_FILE || isDatabaseFile(name)) ? 'closed' : 'none'
  } catch (error) {
    if (!faultOf(error)) throw error
    return fs.lstatSync(dir, { throwIfNoEntry: false }) ? 'closed' : 'none'
  }
}

/** Takes away what a creation left in this folder. A folder by such a name is none of ours. */
export function clearUnfinished(dir: string): void {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true }))
    if (isUnfinished(entry.name) && !entry.isDirectory()) fs.rmSync(join(dir, entry.name))
}

/** What a creation leaves when the computer stops in the middle of it: no header names it, nobody's words are in it. */
export const isUnfinished = (name: string): boolean => /\.new(-wal|-shm|-journal)?$/.test(name)
