/** The door for what a person chose: a file, a folder or a ZIP, told apart by what they are and not by their names. */
import * as fs from 'node:fs'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { openFile, openFolder } from './folder.ts'
import { BOUNDS, type Bounds, refusedBy, type Source } from './source.ts'
import { openZip } from './zip.ts'

/** A ZIP begins with a file of its own, with its end where it is empty, or with the mark of one in parts. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']

async function isZip(path: string): Promise<boolean> {
  const file = await fs.promises.open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return ZIP.includes(buffer.toString('latin1'))
  } finally {
    await file.close()
  }
}

/** Faults: import-… alone. What is open is closed by `close`. */
export async function open(path: string, bounds: Bounds = BOUNDS): Promise<Result<Source, Fault>> {
  try {
    const stat = await fs.promises.stat(path)
    if (stat.isDirectory()) return ok(await openFolder(await fs.promises.realpath(path), bounds))
    if (!stat.isFile()) return err('import-gone')
    if (stat.size === 0) return err('import-empty')
    if (await isZip(path)) return ok(await openZip(path, stat.size, bounds))
    return /\.zip$/i.test(path) ? err('import-broken') : ok(await openFile(path))
  } catch (error) {
    return err(refusedBy(error).fault)
  }
}
