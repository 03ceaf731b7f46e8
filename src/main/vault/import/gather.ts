/** Reading an import: every entry made fit and put by, its files in the notebook, and nothing of it to be seen yet. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { ImportLine } from '../../../shared/contract/importing.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { BlobId } from '../../../shared/writing/attachment.ts'
import { blobsIn } from '../../../shared/writing/writing.ts'
import type { Database } from '../storage/open.ts'
import { breath, type Coming, takeFiles } from './files.ts'
import { gathered, identityOf, type Moods } from './gathered.ts'
import type { Incoming, Unread } from './incoming.ts'
import { type Line, report } from './report.ts'

/** Entries and UTF-16 units that are written at once. */
const BATCH = 40
const BATCH_SIZE = 512 * 1024

export const NO_LINE: Line = { day: null, title: '', where: null, why: null, remarks: [] }

type Waiting =
  | { readonly identity: string; readonly json: string; readonly blobs: readonly BlobId[] }
  | { readonly what: ImportLine['what']; readonly entry: Uint8Array | null; readonly line: Line }

export type Gathering = {
  readonly db: Database
  readonly coming: Coming
  /** These files are kept by what was put by, or by nobody. */
  readonly mentioned: (blobs: readonly BlobId[]) => void
  readonly moods: Moods
  readonly goes: () => boolean
  /** So many entries are read. */
  readonly reached: (entries: number) => void
}

/** faults: stopped, disk-full, too-many */
export async function gather(
  { db, coming, mentioned, moods, goes, reached }: Gathering,
  run: number,
  incoming: AsyncIterable<Incoming | Unread>,
): Promise<Result<{ entries: number }, Fault>> {
  const here = db
    .prepare<[string], Uint8Array | null>('SELECT entry FROM imported WHERE identity = ?')
    .pluck()
  const add = db.prepare('INSERT INTO import_gathered (import, identity, entry) VALUES (?, ?, ?)')
  const hold = db.prepare('INSERT OR IGNORE INTO import_blob (blob, import) VALUES (?, ?)')
  const lines = report(db)
  const put = db.transaction((waiting: readonly Waiting[]): void => {
    for (const one of waiting)
      if ('json' in one) {
        add.run(run, one.identity, one.json)
        for (const blob of one.blobs) hold.run(fromHex(blob), run)
      } else lines.put(run, one.what, one.entry && toHex(one.entry), one.line)
  })

  let waiting: Waiting[] = []
  let size = 0
  /** Files that came, and that nothing which is written keeps yet. */
  const fresh = new Set<BlobId>()
  const arriving: Coming = {
    ...coming,
    'attachment.end': async what => {
      const ended = await coming['attachment.end'](what)
      if (ended.ok) fresh.add(ended.value.blob)
      return ended
    },
  }
  const letGo = (): void => {
    mentioned([...fresh])
    fresh.clear()
  }
  const flush = (): void => {
    put.immediate(waiting)
    letGo()
    waiting = []
    size = 0
  }
  const seen = new Set<string>()
  const madeFit = async (one: Incoming): Promise<Result<Waiting, Fault>> => {
    const identity = identityOf(one)
    const line = { ...NO_LINE, day: one.day, title: one.title }
    const known = here.get(identity)
    if (known !== undefined || seen.has(identity)) return ok({ what: 'known', entry: known ?? null, line })
    const taken = await takeFiles(one, arriving, goes)
    if (!taken.ok) return taken
    const { writing, remarks } = taken.value
    const entry = gathered(one, writing, remarks, moods)
    if (typeof entry === 'string')
      return ok({ what: 'unread', entry: null, line: { ...line, day: null, where: one.title, why: entry } })
    seen.add(identity)
    return ok({ identity, json: JSON.stringify(entry), blobs: blobsIn(writing) })
  }

  let read = 0
  try {
    for await (const one of incoming) {
      if (!goes()) return err('stopped')
      if ('why' in one) waiting.push({ what: 'unread', entry: null, line: { ...NO_LINE, ...one } })
      else {
        const next = await madeFit(one)
        if (!next.ok) return next
        waiting.push(next.value)
        size += 'json' in next.value ? next.value.json.length : 0
      }
      reached(++read)
      if (waiting.length < BATCH && size < BATCH_SIZE) continue
      flush()
      await breath()
    }
    if (!goes()) return err('stopped')
    flush()
    return ok({ entries: seen.size })
  } finally {
    letGo()
  }
}
