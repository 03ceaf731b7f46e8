/** Which files of the build may be served to which room, and as what. A request is looked up in this list, never on disk. */
import { readdirSync } from 'node:fs'
import { extname, join, posix } from 'node:path'
import { HOST, type WindowRoom } from './rooms.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/** `path` on disk; `type` as it is said in the answer. */
export type AppFile = { readonly path: string; readonly type: string }
/** By address path, `/face/index.html`. */
export type AppFiles = ReadonlyMap<string, AppFile>

/** What the build left under `root`, for one room: its own folder and the shared assets. Unknown kinds are left out. */
export function list(root: string, room: WindowRoom): AppFiles {
  const files = new Map<string, AppFile>()
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const at = posix.join(folder, entry.name)
      const type = TYPES[extname(entry.name)]
      if (entry.isDirectory()) walk(at)
      else if (entry.isFile() && type !== undefined) files.set(`/${at}`, { path: join(root, at), type })
    }
  }
  const folders = readdirSync(root, { withFileTypes: true }).filter(entry => entry.isDirectory())
  for (const { name } of folders) if (name === room || name === 'assets') walk(name)
  return files
}

/**
 * The file an address names, or `undefined`: another host, anything that is not letter for letter on the list, a query,
 * a port, a name or password. Nothing is decoded and no `..` is resolved here: what needs that is on no list.
 */
export function find(files: AppFiles, room: WindowRoom, address: string): AppFile | undefined {
  const start = `app://${HOST[room]}/`
  return address.startsWith(start) ? files.get(address.slice(start.length - 1)) : undefined
}
