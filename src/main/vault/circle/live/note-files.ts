/** Files in notes, as the contract names its calls. */
import { fromHex, toHex } from '../../../../shared/bytes.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Handlers } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { chunksOf } from '../../../../shared/writing/shared-file.ts'
import { readBlobs } from '../../attachments/chunk.ts'
import { copyOut } from '../../attachments/copy.ts'
import type { Part, Source } from '../../attachments/strip/source.ts'
import { strip, tells } from '../../attachments/strip/strip.ts'
import type { Chosen } from '../../backup/chosen.ts'
import type { CircleId } from '../../crypto/keys.ts'
import type { Database } from '../../storage/open.ts'
import { Fetching } from '../blob/fetch.ts'
import { hasRoom, make } from '../blob/make.ts'
import { blobRows } from '../blob/rows.ts'
import { sourceOf, Unreadable } from '../blob/source.ts'
import { blobSweeper } from '../blob/sweep.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'
import type { LongWork } from './long.ts'
import type { Tell } from './reach.ts'

type Calls = Handlers<VaultContract>
type Named = { readonly circle: string; readonly blob: string }

/** ms after opening in which words that were not saved before come: what they name is kept so long. */
const ARRIVING = 60_000
/** ms while somebody waits for the lock. */
const SWEPT_AT_CLOSE = 500

export type NoteFilesDeps = {
  readonly db: Database
  readonly dir: string
  readonly places: Pick<Chosen, 'path'>
  readonly store: CircleStore
  readonly tell: Tell
  readonly erased: () => void
  readonly known: (circle: string) => CircleId | undefined
  readonly open: () => boolean
  readonly long: LongWork
  /** What came in as the journal's files do is in a note now, and nobody else's unless an entry mentions it. */
  readonly given: (blob: string) => void
}

export function noteFiles({ db, dir, places, store, tell, erased, known, open, long, given }: NoteFilesDeps) {
  const rows = blobRows(db)
  const journals = readBlobs(db)
  const underWay = new Set<number>()
  /** Made, and named by no note yet: the words that do are on their way. */
  const held = new Map<string, () => boolean>()
  const nameOf = (circle: CircleId, id: Uint8Array): string => `${hex(circle)} ${toHex(id)}`

  const hold = (circle: CircleId, id: Uint8Array): void =>
    void held.set(nameOf(circle, id), () => rows.isNamed(circle, id))

  const fetching = new Fetching({
    db,
    rows,
    tell: (circle, id, state) => tell('note.file', { circle: hex(circle), blob: toHex(id), ...state }),
  })
  const sweeping = blobSweeper({
    db,
    isHeld: (circle, id) => held.has(nameOf(circle, id)),
    isUnderWay: n => underWay.has(n),
    left: (circle, id) => fetching.forget(circle, id),
    erased,
  })
  // What was made before and no note names may be named by words that a window has kept.
  const before = db
    .prepare<[], { circle: CircleId; id: Uint8Array }>(
      'SELECT circle, id FROM circle_blob WHERE circle IS NOT NULL',
    )
    .all()
    .filter(({ circle, id }) => !rows.isNamed(circle, id))
  for (const { circle, id } of before) hold(circle, id)
  const arrived = setTimeout(() => {
    for (const { circle, id } of before) held.delete(nameOf(circle, id))
    sweeping.soon()
  }, ARRIVING)
  arrived.unref()
  sweeping.soon()

  /** Whole here, to be read with this key. */
  const whole = (
    { circle, blob }: Named,
    { key, size }: { key: string; size: number },
  ): Source | undefined => {
    const id = known(circle)
    const row = id && rows.find(id, fromHex(blob))
    if (!row || rows.count(row.n) < chunksOf(row.size)) return undefined
    return sourceOf(rows, row.n, size, fromHex(key))
  }
  const reading = <T>(read: () => Result<T, Fault>): Result<T, Fault> => {
    try {
      return read()
    } catch (error) {
      if (error instanceof Unreadable) return err('file-unreadable')
      throw error
    }
  }
  const all = (source: Source): Part[] => [{ from: 0, to: source.size }]

  const handlers: Pick<Calls, Extract<keyof Calls, `note.file${string}`>> = {
    'note.fileAdd': async ({ circle, blob }) => {
      const id = known(circle)
      const row = journals.find(fromHex(blob))
      if (!id || !row) return err('not-found')
      if (store.away(id)) return err('read-only')
      const source: Source = { size: row.size, read: (from, length) => journals.read(row, from, length) }
      const telling = tells(source, row.type)
      const made = await make({
        db,
        rows,
        circle: id,
        source,
        parts: strip(source) ?? all(source),
        goes: () => open() && store.has(id),
        underWay,
        held: file => hold(id, file),
      })
      if (!open()) return err('locked')
      given(blob)
      if (!made.ok) {
        sweeping.soon()
        return made
      }
      const { id: file, key, size, chunks } = made.value
      return ok({ blob: toHex(file), key: toHex(key), size, chunks, tells: telling })
    },
    'note.fileState': ({ circle, blob }) => {
      const id = known(circle)
      return id ? ok(fetching.state(id, fromHex(blob))) : err('not-found')
    },
    'note.fileFetch': ({ circle, blob, size }) => {
      const id = known(circle)
      const file = fromHex(blob)
      // Only what a note names: nobody is asked for anything else, and nothing else is kept.
      if (!id || !rows.isNamed(id, file)) return err('not-found')
      const row = rows.find(id, file)
      const missing = (row?.size ?? size) - (row ? rows.count(row.n) * 65_536 : 0)
      if (!hasRoom(db, Math.max(0, missing))) return err('disk-full')
      fetching.want(id, file, size)
      return ok(fetching.state(id, file))
    },
    'note.fileStop': ({ circle, blob }) => {
      const id = known(circle)
      if (id) fetching.stop(id, fromHex(blob))
      return ok({})
    },
    'note.fileRead': ({ from, length, ...file }) =>
      reading(() => {
        const source = whole(file, file)
        return source ? ok({ bytes: source.read(from, length) }) : err('not-found')
      }),
    'note.fileTells': ({ type, ...file }) =>
      reading(() => {
        const source = whole(file, file)
        return source ? ok({ tells: tells(source, type) }) : err('not-found')
      }),
    'note.fileCopy': async ({ to, whole: asItIs, ...file }) => {
      const path = await places.path(to)
      if (!open()) return err('locked')
      if (path === undefined) return err('copy-refused')
      const source = whole(file, file)
      if (!source) return err('not-found')
      try {
        const parts = (asItIs ? undefined : strip(source)) ?? all(source)
        return await long.inTurn((goes, reached) =>
          copyOut({ source, parts, path, dir, open: goes, reached: bytes => reached(bytes / source.size) }),
        )
      } catch (error) {
        if (error instanceof Unreadable) return err('file-unreadable')
        throw error
      }
    },
  }

  return {
    handlers,
    fetching,
    /** Words were taken out of notes, or a circle is gone from here. */
    sweep: sweeping.soon,
    /** This person changed a note: what it names now is held by that. */
    changed(): void {
      for (const [name, isNamed] of held) if (isNamed()) held.delete(name)
    },
    close(): void {
      clearTimeout(arrived)
      fetching.close()
      sweeping.now(SWEPT_AT_CLOSE)
      sweeping.stop()
    },
  }
}
