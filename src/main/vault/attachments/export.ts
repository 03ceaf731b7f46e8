/** Files of exported entries, readable, in a folder of their own: each once, under a name that says which it was. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { fromHex } from '../../../shared/bytes.ts'
import { fileName } from '../../../shared/file-name.ts'
import type { Attachment } from '../../../shared/writing/attachment.ts'
import { makeOwnDir, makeOwnFile, syncOwnDir } from '../backup/files.ts'
import type { Database } from '../storage/open.ts'
import { readBlobs } from './chunk.ts'

/** Bytes read and written at once. */
const STEP = 1024 * 1024

export type ExportFiles = {
  /** The name it has in the folder; null when it is not in this notebook. @throws what the disk and SQLite throw */
  put(attachment: Attachment): string | null
  /** What was written is on the disk. */
  sync(): void
  /** Takes away what was written. */
  undo(): void
}

/** `dir` is made with the first file, and must not be there before. */
export function exportFiles(db: Database, dir: string): ExportFiles {
  const blobs = readBlobs(db)
  const written = new Map<string, string>()
  let made = false
  return {
    put({ blob, name }) {
      const known = written.get(blob)
      const row = blobs.find(fromHex(blob))
      if (known || !row) return known ?? null
      if (!made) makeOwnDir(dir)
      made = true
      const called = `${blob.slice(0, 16)} ${fileName(name)}`
      makeOwnFile(join(dir, called))
      const fd = fs.openSync(join(dir, called), 'r+')
      try {
        for (let at = 0; at < row.size; at += STEP) fs.writeFileSync(fd, blobs.read(row, at, STEP))
        fs.fsyncSync(fd)
      } finally {
        fs.closeSync(fd)
      }
      written.set(blob, called)
      return called
    },
    sync: () => made && syncOwnDir(dir),
    undo: () => made && fs.rmSync(dir, { recursive: true, force: true }),
  }
}
