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
import { MIGRATIONS } from '../storage/migrations/all.ts'
import type { How } from '../storage/open.ts'
import { copy } from './copy.ts'
import { examine } from './examine.ts'
import { headerOf } from './found.ts'
import { stage } from './restore.ts'
import { Salvaged, salvage } from './salvage.ts'

const Work = v.variant('do', [
  /** A backup of the vault in `dir`, as the folder `name` in `to`. */
  v.object({ do: v.literal('copy'), dir: v.string(), to: v.string(), name: v.string() }),
  /** Reads all of the backup in `dir`. */
  v.object({ do: v.literal('examine'), dir: v.string() }),
  /** The backup in `dir` is decided upon as the vault of `to`. */
  v.object({ do: v.literal('stage'), dir: v.string(), to: v.string() }),
  /** What can be read of the damaged vault in `dir` is decided upon, under the bytes of its header or of a backup's. */
  v.object({ do: v.literal('salvage'), dir: v.string(), header: v.instance(Uint8Array) }),
])
export type Work = v.InferOutput<typeof Work>

const DONE = { copy: Contents, examine: Contents, stage: Contents, salvage: Salvaged } as const
type Done<W extends Work> = v.InferOutput<(typeof DONE)[W['do']]>

/** The key, and the newest schema this Kinfold knows. */
export type With = { readonly how: How; readonly known: number }

const Job = v.object({
  kinfold: v.literal('backup'),
  known: v.number(),
  cipher: v.picklist(CIPHERS),
  key: v.instance(Uint8Array),
  work: Work,
})

/** faults: those of copy.ts, examine.ts, restore.ts and salvage.ts */
export type Run = <W extends Work>(work: W, tools: With, stop: AbortSignal) => Promise<Result<Done<W>, Fault>>

async function done(work: Work, { how, known }: With): Promise<Result<Contents | Salvaged, Fault>> {
  await ready()
  const { dir } = work
  if (work.do === 'copy') return copy({ dir, how, to: work.to, name: work.name, known })
  if (work.do === 'salvage')
    return salvage({ dir, headerBytes: work.header, how, migrations: MIGRATIONS.slice(0, known) })
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

/** In this thread: for tests and the command line. */
export const runHere = done as Run

const answerOf = (work: Work) =>
  v.variant('ok', [
    v.object({ ok: v.literal(true), value: DONE[work.do] }),
    v.object({ ok: v.literal(false), fault: Fault }),
  ])

/** `entry`: as for `deriveApart`; its first lines must call `workedHere()`. */
export const runApart =
  (entry: URL): Run =>
  <W extends Work>(work: W, { how, known }: With, stop: AbortSignal) => {
    const key = Uint8Array.from(how.key)
    const job = { kinfold: 'backup', known, cipher: how.cipher, key, work }
    const thread = new Worker(entry, { workerData: job, argv: [], env: {} })
    key.fill(0)
    const end = () => void thread.terminate()
    stop.addEventListener('abort', end)
    return new Promise<Result<Done<W>, Fault>>((resolve, reject) => {
      thread.once('message', said => {
        const answer = v.safeParse(answerOf(work), said)
        resolve(answer.success ? (answer.output as Result<Done<W>, Fault>) : err('backup-damaged'))
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
