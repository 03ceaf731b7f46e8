/**
 * The long work of backups: reading all of a notebook, and writing all of it. In the app it runs in a thread that ends
 * afterwards, over a connection of its own, so that the vault goes on answering.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { Contents } from '../../../shared/contract/backups.ts'
import { Fault } from '../../../shared/fault.ts'
import { absurd, err, type Result } from '../../../shared/result.ts'
import { CIPHERS, ready } from '../storage/header.ts'
import type { How } from '../storage/open.ts'
import { copy } from './copy.ts'
import { examine } from './examine.ts'
import { headerOf } from './found.ts'
import { stage } from './restore.ts'

const Work = v.variant('do', [
  /** A backup of the vault in `dir`, as the folder `name` in `to`. */
  v.object({ do: v.literal('copy'), dir: v.string(), to: v.string(), name: v.string() }),
  /** Reads all of the backup in `dir`. */
  v.object({ do: v.literal('examine'), dir: v.string() }),
  /** The backup in `dir` is decided upon as the vault of `to`. */
  v.object({ do: v.literal('stage'), dir: v.string(), to: v.string() }),
])
export type Work = v.InferOutput<typeof Work>
/** The key, and the newest schema this Kinfold knows. */
export type With = { readonly how: How; readonly known: number }

const Job = v.object({
  kinfold: v.literal('backup'),
  known: v.number(),
  cipher: v.picklist(CIPHERS),
  key: v.instance(Uint8Array),
  work: Work,
})

/** faults: those of copy.ts, examine.ts and restore.ts */
export type Run = (work: Work, tools: With, stop: AbortSignal) => Promise<Result<Contents, Fault>>

/** In this thread: for tests and the command line. */
export const runHere: Run = async (work, { how, known }) => {
  await ready()
  const { dir } = work
  if (work.do === 'copy') return copy({ dir, how, to: work.to, name: work.name, known })
  const found = headerOf(dir)
  if (!found.ok) return err('backup-damaged')
  const { header } = found.value
  switch (work.do) {
    case 'examine':
      return examine(dir, header, how, known)
    case 'stage':
      return stage(dir, header, how, work.to, known)
    default:
      return absurd(work)
  }
}

const Answer = v.variant('ok', [
  v.object({ ok: v.literal(true), value: Contents }),
  v.object({ ok: v.literal(false), fault: Fault }),
])

/** `entry`: as for `deriveApart`; its first lines must call `workedHere()`. */
export const runApart =
  (entry: URL): Run =>
  (work, { how, known }, stop) => {
    const key = Uint8Array.from(how.key)
    const job = { kinfold: 'backup', known, cipher: how.cipher, key, work }
    const thread = new Worker(entry, { workerData: job, argv: [], env: {} })
    key.fill(0)
    const end = () => void thread.terminate()
    stop.addEventListener('abort', end)
    return new Promise<Result<Contents, Fault>>((resolve, reject) => {
      thread.once('message', said => {
        const answer = v.safeParse(Answer, said)
        resolve(answer.success ? answer.output : err('backup-damaged'))
      })
      thread.once('error', reject)
      // Stopped in the middle: what it left has no name that counts.
      thread.once('exit', () => resolve(err('not-saved')))
    }).finally(() => stop.removeEventListener('abort', end))
  }

/** True in a thread started by `runApart`, which then does that one thing and ends. */
export function workedHere(): boolean {
  const job = v.safeParse(Job, workerData)
  if (isMainThread || !job.success) return false
  const { key, cipher, known, work } = job.output
  void runHere(work, { how: { cipher, key }, known }, new AbortController().signal)
    .finally(() => key.fill(0))
    .then(answer => parentPort?.postMessage(answer))
  return true
}
