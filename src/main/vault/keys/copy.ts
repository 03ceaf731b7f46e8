/**
 * A copy of an encrypted database under another key. VACUUM INTO writes it under the key of the original, and `rekey`
 * seals every page of it anew: both keys are handed over as bytes that are wiped. In the address of the copy, the other
 * way that SQLite3MultipleCiphers knows, a key would stand in text, and in the message of whatever goes wrong.
 *
 * It takes as long as reading and writing everything, so a thread does it, with a connection of its own.
 */
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import * as v from 'valibot'
import type { Rekeying } from '../../../shared/contract/keys.ts'
import { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { secret } from '../crypto/passphrase.ts'
import { faultOf } from '../storage/fault.ts'
import { FILE_MODE, syncDir } from '../storage/file.ts'
import { CIPHERS } from '../storage/header.ts'
import { giveKey, giveNewKey } from '../storage/key.ts'
import { type Database, look } from '../storage/open.ts'
import { setWordsVoid, WORDS_VOID } from '../storage/rewrite.ts'

const Copy = v.object({
  kinfold: v.literal('copy'),
  /** Absolute paths. `to` is not there yet. */
  from: v.string(),
  to: v.string(),
  cipher: v.picklist(CIPHERS),
  oldKey: v.instance(Uint8Array),
  newKey: v.instance(Uint8Array),
  /** What the copy is to remember: its header's generation, the name (16 hex) of what it was made from, void words. */
  generation: v.number(),
  replaced: v.string(),
  wordsVoid: v.picklist(WORDS_VOID),
})
export type Copy = Omit<v.InferOutput<typeof Copy>, 'kinfold' | 'oldKey' | 'newKey'> & {
  readonly oldKey: Uint8Array
  readonly newKey: Uint8Array
}
export type Step = Rekeying['step']

export type Copying = {
  /** faults: damaged, disk-full, not-saved */
  readonly ended: Promise<Result<'copied' | 'stopped', Fault>>
  /** Ends after the step of SQLite that runs just then; what was written stays behind. Harmless afterwards. */
  readonly stop: () => void
}
/** Nobody may write to `from` meanwhile. */
export type CopyDatabase = (copy: Copy, reached: (step: Step) => void) => Copying

/** What must be the same on both sides: the schema, and how many rows stand in each table. */
function outline(db: Database): string {
  const parts = db.prepare(
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  const rows = (parts.all() as { type: string; name: string; sql: string | null }[]).map(part => {
    const counted = part.type === 'table' && !part.sql?.startsWith('CREATE VIRTUAL')
    return [part, counted && db.prepare(`SELECT count(*) FROM "${part.name}"`).pluck().get()]
  })
  return JSON.stringify([db.pragma('user_version', { simple: true }), rows])
}

function copy({ from, to, cipher, ...rest }: Copy, reached: (step: Step) => void): Result<'copied', Fault> {
  using oldKey = secret(rest.oldKey)
  using newKey = secret(rest.newKey)
  const old = { cipher, key: oldKey.bytes }
  try {
    reached('copying')
    fs.closeSync(fs.openSync(to, 'wx', FILE_MODE))
    const before = look(from, old, db => {
      db.prepare('VACUUM INTO ?').run(to)
      return outline(db)
    })

    reached('sealing')
    const sealing = new Sqlite(to, { fileMustExist: true })
    try {
      giveKey(sealing, cipher, old.key)
      // Should it stop here, the copy is worthless and is cleared away: no journal has to bring it back.
      sealing.pragma('journal_mode = OFF')
      sealing.pragma('synchronous = OFF')
      giveNewKey(sealing, newKey.bytes)
    } finally {
      sealing.close()
    }

    reached('checking')
    const how = { cipher, key: newKey.bytes }
    // Not in WAL mode until it is opened for good: nothing stands beside it when it is renamed.
    const sealed = new Sqlite(to, { fileMustExist: true })
    try {
      giveKey(sealed, cipher, how.key)
      sealed.pragma('synchronous = FULL')
      sealed.prepare('UPDATE vault SET generation = ?, replaced = ?').run(rest.generation, rest.replaced)
      setWordsVoid(sealed, rest.wordsVoid)
    } finally {
      sealed.close()
    }
    const whole = look(
      to,
      how,
      db => db.pragma('quick_check(1)', { simple: true }) === 'ok' && outline(db) === before,
    )
    if (!whole) return err('damaged')
    const file = fs.openSync(to, 'r+')
    try {
      fs.fsyncSync(file)
    } finally {
      fs.closeSync(file)
    }
    syncDir(dirname(to))
    return ok('copied')
  } catch (error) {
    const fault = faultOf(error)
    if (fault) return err(fault)
    throw error
  }
}

/** In this thread: for tests. It cannot be stopped. */
export const copyHere: CopyDatabase = (task, reached) => ({
  ended: Promise.resolve().then(() =>
    copy({ ...task, oldKey: Uint8Array.from(task.oldKey), newKey: Uint8Array.from(task.newKey) }, reached),
  ),
  stop: () => {},
})

const Told = v.union([
  v.object({ step: v.picklist(['copying', 'sealing', 'checking']) }),
  v.object({ fault: v.nullable(Fault) }),
])
type Told = v.InferOutput<typeof Told>

/** In a thread started from `entry`, the program's own first file, which calls `copiedHere()` before anything else. */
export const copyApart =
  (entry: URL): CopyDatabase =>
  (task, reached) => {
    const thread = new Worker(entry, { workerData: { kinfold: 'copy', ...task }, argv: [], env: {} })
    let stopped = false
    const ended = new Promise<Result<'copied' | 'stopped', Fault>>((resolve, reject) => {
      let end: Result<'copied', Fault> | undefined
      thread.on('message', (message: unknown) => {
        const told = v.parse(Told, message)
        if ('step' in told) reached(told.step)
        else end = told.fault ? err(told.fault) : ok('copied')
      })
      thread.once('error', reject)
      // Its connections are closed for certain only when it has ended.
      thread.once('exit', () => {
        if (stopped) resolve(ok('stopped'))
        else if (end) resolve(end)
        else reject(new Error('the copying thread ended early'))
      })
    })
    return {
      ended,
      stop: () => {
        stopped = true
        void thread.terminate()
      },
    }
  }

/** True in a thread started by `copyApart`, which then does that one thing and ends. */
export function copiedHere(): boolean {
  const task = v.safeParse(Copy, workerData)
  if (isMainThread || !task.success) return false
  const say = (told: Told): void => parentPort?.postMessage(told)
  const copied = copy(task.output, step => say({ step }))
  say({ fault: copied.ok ? null : copied.fault })
  return true
}
