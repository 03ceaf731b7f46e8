/**
 * Files coming in: piece by piece into rows that are nobody's until the last one, each piece in a transaction of its own,
 * so that the vault answers meanwhile. What never ends is swept away (sweep.ts).
 */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { toHex } from '../../../shared/bytes.ts'
import { LARGEST_FILE } from '../../../shared/contract/attachments.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { keyedStream } from '../crypto/hash.ts'
import type { Database } from '../storage/open.ts'
import { CHUNK } from './chunk.ts'
import { passed } from './tidy.ts'

/** Bytes that stay free on the disk for words: a file that would not leave them is not begun, or given up in the middle. */
const FOR_WORDS = 16 * 1024 * 1024
/** Uploads at once. */
const MOST = 8
/** ms without a piece after which an upload is given up. */
const IDLE = 5 * 60_000

type Upload = {
  readonly n: number
  readonly size: number
  readonly sum: ReturnType<typeof keyedStream>
  at: number
  /** What does not fill a chunk yet. */
  rest: Uint8Array
  idle: NodeJS.Timeout
}

export type Uploads = {
  begin(what: { size: number; type: string }): Result<{ upload: number }, Fault>
  piece(what: { upload: number; at: number; bytes: Uint8Array }): Result<object, Fault>
  end(what: { upload: number }): Result<{ blob: BlobId }, Fault>
  cancel(what: { upload: number }): Result<object, never>
  /** Whether this row is one of ours, under way. */
  has(n: number): boolean
  close(): void
}

/** Undefined where the system does not say. */
function room(path: string): number | undefined {
  try {
    const { bavail, bsize } = fs.statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return undefined
  }
}

/** `left`: rows are nobody's now. `kept`: this file has come, and no entry mentions it yet. */
export function uploads(db: Database, left: () => void, kept: (blob: BlobId) => void): Uploads {
  const key = db.prepare<[], Uint8Array>('SELECT key FROM blob_key WHERE one = 1').pluck().get()
  if (!key) throw new Error('a notebook without a key for its files')
  const add = db.prepare('INSERT INTO blob (id, size, type) VALUES (NULL, ?, ?)')
  const addChunk = db.prepare('INSERT INTO blob_chunk (blob, i, bytes) VALUES (?, ?, ?)')
  const name = db.prepare('UPDATE blob SET id = ? WHERE n = ?')
  const known = db.prepare<[Uint8Array], number>('SELECT n FROM blob WHERE id = ?').pluck()
  const under = new Map<number, Upload>()

  const drop = (upload: number): void => {
    const found = under.get(upload)
    if (!found) return
    under.delete(upload)
    clearTimeout(found.idle)
    found.sum.drop()
    left()
  }

  /** Whole chunks of what has come; with `all`, the last one, too. */
  const store = db.transaction((it: Upload, bytes: Uint8Array, all: boolean): void => {
    const joined = it.rest.length > 0 ? Buffer.concat([it.rest, bytes]) : bytes
    let i = (it.at - it.rest.length) / CHUNK
    let from = 0
    for (; from + CHUNK <= joined.length || (all && from < joined.length); from += CHUNK)
      addChunk.run(it.n, i++, joined.subarray(from, from + CHUNK))
    it.rest = Uint8Array.from(joined.subarray(from))
  })

  const finish = db.transaction((it: Upload, id: Uint8Array): boolean => {
    store(it, new Uint8Array(0), true)
    if (known.get(id) !== undefined) return false
    name.run(id, it.n)
    return true
  })

  return {
    begin({ size, type }) {
      if (size === 0) return err('file-empty')
      if (size > LARGEST_FILE) return err('file-too-large')
      if (under.size >= MOST) return err('too-many')
      const free = room(db.name)
      if (free !== undefined && free < size + FOR_WORDS) return err('disk-full')
      const n = Number(add.run(size, type).lastInsertRowid)
      const idle = setTimeout(() => drop(n), IDLE).unref()
      const sum = keyedStream(key, 'kinfold/blob/1')
      under.set(n, { n, size, sum, at: 0, rest: new Uint8Array(0), idle })
      return ok({ upload: n })
    },
    piece({ upload, at, bytes }) {
      const it = under.get(upload)
      if (!it) return err('not-found')
      if (at !== it.at || at + bytes.length > it.size) {
        drop(upload)
        return err('file-changed')
      }
      const free = room(db.name)
      if (free !== undefined && free < FOR_WORDS / 2) {
        drop(upload)
        return err('disk-full')
      }
      try {
        store.immediate(it, bytes, false)
      } catch (error) {
        // A full disk: what came so far makes room again.
        drop(upload)
        throw error
      }
      it.sum.add(bytes)
      it.at += bytes.length
      it.idle.refresh()
      passed(bytes.length)
      return ok({})
    },
    end({ upload }) {
      const it = under.get(upload)
      if (!it) return err('not-found')
      if (it.at !== it.size) {
        drop(upload)
        return err('file-changed')
      }
      under.delete(upload)
      clearTimeout(it.idle)
      const id = it.sum.end()
      const blob = toHex(id)
      // Before anything may be swept: a file that is there already may be about to go.
      kept(blob)
      try {
        if (!finish.immediate(it, id)) left()
      } catch (error) {
        left()
        throw error
      }
      return ok({ blob })
    },
    cancel({ upload }) {
      drop(upload)
      return ok({})
    },
    has: n => under.has(n),
    close() {
      for (const n of [...under.keys()]) drop(n)
    },
  }
}
