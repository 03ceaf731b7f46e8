/** A folder or a file of the disk. Links are named and not followed: what is read lies where the person said. */
import * as fs from 'node:fs'
import { basename, join } from 'node:path'
import { type Bounds, type Found, isHidden, Refused, refusedBy, type Source } from './source.ts'

/** A link that takes a file's place after it was looked at is not followed either. Windows has no such flag. */
const NO_LINK = fs.constants.O_NOFOLLOW ?? 0

async function* read(path: string): AsyncGenerator<Uint8Array> {
  try {
    const file = await fs.promises.open(path, fs.constants.O_RDONLY | NO_LINK)
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(65_536), 0, 65_536, null)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw refusedBy(error)
  }
}

async function found(place: string, path: string): Promise<Found> {
  const { size, mtimeMs } = await fs.promises.lstat(place)
  return { path: path.normalize('NFC'), size, modified: Math.floor(mtimeMs), read: () => read(place) }
}

export async function openFile(place: string): Promise<Source> {
  const name = basename(place)
  // The person chose it, by whatever name.
  const real = await fs.promises.realpath(place)
  return { kind: 'file', name, files: [await found(real, name)], links: [], close: () => {} }
}

export async function openFolder(root: string, bounds: Bounds): Promise<Source> {
  const files: Found[] = []
  const links: string[] = []
  const walk = async (folder: string, deep: number): Promise<void> => {
    const here = await fs.promises.readdir(join(root, folder), { withFileTypes: true })
    // One order on every disk.
    here.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const one of here) {
      if (isHidden(one.name)) continue
      const path = folder === '' ? one.name : `${folder}/${one.name}`
      if (one.isSymbolicLink()) links.push(path)
      else if (one.isDirectory() && deep >= bounds.deep) throw new Refused('import-many')
      else if (one.isDirectory()) await walk(path, deep + 1)
      else if (one.isFile()) files.push(await found(join(root, path), path))
      if (files.length > bounds.files) throw new Refused('import-many')
    }
  }
  await walk('', 1)
  return { kind: 'folder', name: basename(root), files, links, close: () => {} }
}
