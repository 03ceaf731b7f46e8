/**
 * The long work of backups: reading all of a notebook, and writing all of it. In the app it runs in a thread that ends
 * afterwards, over a connection of its own, so that the vault goes on answering.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { Contents, Going } from '../../../shared/contract/backups.ts'
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
export type Done<W extends Work> = v.InferOutput<(typeof DONE)[W['do']]>

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
export type Run = <W extends Work>(
  work: W,
  tools: With,
  /** Aborted because of `STOPPED`, it answers `stopped`. */
  stop: AbortSignal,
  told: (going: Going) => void,
) => Promise<Result<Done<W>, Fault>>

/** Why work ends early, when a person asked for it. */
export const STOPPED = 'stopped'
const ended = (stop: AbortSignal): Result<never, Fault> =>
  err(stop.reason === STOPPED ? 'stopped' : 'not-saved')

async function done(
  work: Work,
  { how, known }: With,
  stop: AbortSignal,
  told: (going: Going) => void,
): Promise<Result<Contents | Salvaged, Fault>> {
  if (stop.aborted) return ended(stop)
  await ready()
  const { dir } = work
  if (work.do === 'copy') return copy({ dir, how, to: work.to, name: work.name, known, told })
  if (work.do === 'salvage')
    return salvage({ dir, headerBytes: work.header, how, migrations: MIGRATIONS.slice(0, known), told })
  const found = headerOf(dir)
  if (!found.ok) return err('backup-damaged')
  const { header } = found.value
  switch (work.do) {
    case 'examine':
      told({ step: 'checking', part: null })
      return examine(dir, header, how, known)
    case 'stage':
      return stage(dir, header, how, work.to, known, told)
    default:
      return absurd(work)
  }
}

/** In this thread: for tests and the command line. It cannot be stopped once it runs. */
export const runHere = done as Run

const answerOf = (work: Work) =>
  v.variant('ok', [
    v.object({ ok: v.literal(true), value: DONE[work.do] }),
    v.object({ ok: v.literal(false), fault: Fault }),
  ])

/** `entry`: as for `deriveApart`; its first lines must call `workedHere()`. */
export const runApart =
  (entry: URL): Run =>
  async <W extends Work>(work: W, { how, known }: With, stop: AbortSignal, told: (going: Going) => void) => {
    if (stop.aborted) return ended(stop)
    const key = Uint8Array.from(how.key)
    const job = { kinfold: 'backup', known, cipher: how.cipher, key, work }
    const thread = new Worker(entry, { workerData: job, argv: [], env: {} })
    key.fill(0)
    let end = () => void thread.terminate()
    return new Promise<Result<Done<W>, Fault>>((resolve, reject) => {
      // What only reads leaves nothing to clear away: nobody waits until a slow disk lets go of it.
      if (work.do === 'examine')
        end = () => {
          void thread.terminate()
          resolve(ended(stop))
        }
      stop.addEventListener('abort', end)
      thread.on('message', said => {
        const going = v.safeParse(Going, said)
        if (going.success) return stop.aborted ? undefined : told(going.output)
        const answer = v.safeParse(answerOf(work), said)
        resolve(answer.success ? (answer.output as Result<Done<W>, Fault>) : err('backup-damaged'))
      })
      thread.once('error', reject)
      // Stopped in the middle: what it left has no name that counts.
      thread.once('exit', () => resolve(stop.aborted ? ended(stop) : err('not-saved')))
    }).finally(() => stop.removeEventListener('abort', end))
  }

/** True in a thread started by `runApart`, which then does that one thing and ends. */
export function workedHere(): boolean {
  const job = v.safeParse(Job, workerData)
  if (isMainThread || !job.success) return false
  const { key, cipher, known, work } = job.output
  void runHere(work, { how: { cipher, key }, known }, new AbortController().signal, going =>
    parentPort?.postMessage(going),
  )
    .finally(() => key.fill(0))
    .then(answer => parentPort?.postMessage(answer))
  return true
}
