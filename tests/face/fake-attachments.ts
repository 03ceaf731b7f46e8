/** Attached files of the vault in memory. Names are made of size and first bytes: enough for a component test. */
import type { PlaceToken, Telling } from '../../src/shared/contract/attachments.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Handlers } from '../../src/shared/contract/wire.ts'
import { err, ok } from '../../src/shared/result.ts'
import { chunksOf, type SharedFileState } from '../../src/shared/writing/shared-file.ts'

type Calls = Handlers<VaultContract>
type AttachmentCall = Extract<keyof Calls, `attachment.${string}` | `note.file${string}`>
type Shared = { state: SharedFileState; bytes: Uint8Array | null }

/** As in fake-vault.ts. */
const MARK = 'a stand-in for attached files, for component tests alone'

export function fakeAttachments(tell: (kind: 'attachment.copying', news: { part: number }) => void) {
  const under = new Map<number, { size: number; type: string; bytes: number[] }>()
  const state = {
    mark: MARK,
    blobs: new Map<string, { bytes: Uint8Array; type: string }>(),
    /** What the next dialog of the shell answers with. */
    dialog: null as PlaceToken | null,
    tells: 'taken-out' as Telling,
    /** Files of notes, by id; one that is not among them was never asked for. */
    shared: new Map<string, Shared>(),
    copies: [] as { blob: string; to: PlaceToken; whole: boolean }[],
    cancelled: 0,
    /** A copy takes until it is stopped. */
    slow: false,
    /** What a piece waits for before it is answered. */
    gate: Promise.resolve() as Promise<void>,
  }
  let next = 1
  let stop: (() => void) | undefined
  const handlers: Pick<Calls, Extract<AttachmentCall, `attachment.${string}`>> = {
    'attachment.begin': ({ size, type }) => {
      if (size === 0) return err('file-empty')
      under.set(next, { size, type, bytes: [] })
      return ok({ upload: next++ })
    },
    'attachment.piece': async ({ upload, at, bytes }) => {
      await state.gate
      const it = under.get(upload)
      if (!it) return err('not-found')
      if (at !== it.bytes.length) return err('file-changed')
      it.bytes.push(...bytes)
      return ok({})
    },
    'attachment.end': ({ upload }) => {
      const it = under.get(upload)
      if (!it) return err('not-found')
      under.delete(upload)
      if (it.bytes.length !== it.size) return err('file-changed')
      const blob = [it.size, ...it.bytes]
        .slice(0, 32)
        .map(n => (n % 256).toString(16).padStart(2, '0'))
        .join('')
        .padEnd(64, '0')
      state.blobs.set(blob, { bytes: Uint8Array.from(it.bytes), type: it.type })
      return ok({ blob })
    },
    'attachment.cancel': ({ upload }) => {
      if (under.delete(upload)) state.cancelled++
      return ok({})
    },
    'attachment.read': ({ blob, from, length }) => {
      const it = state.blobs.get(blob)
      return it ? ok({ bytes: it.bytes.slice(from, from + length) }) : err('not-found')
    },
    'attachment.tells': ({ blob }) => (state.blobs.has(blob) ? ok({ tells: state.tells }) : err('not-found')),
    'attachment.copy': ({ blob, to, whole }) => {
      const it = state.blobs.get(blob)
      if (!it) return err('not-found')
      state.copies.push({ blob, to, whole })
      const done = ok({ bytes: it.bytes.length })
      if (!state.slow) return done
      setTimeout(() => tell('attachment.copying', { part: 0.25 }))
      return new Promise(resolve => {
        stop = () => resolve(err('stopped'))
      })
    },
    'attachment.stopCopy': () => {
      stop?.()
      return ok({})
    },
  }
  const held = (blob: string): Uint8Array | undefined => state.shared.get(blob)?.bytes ?? undefined
  const shared: Pick<Calls, Extract<keyof Calls, `note.file${string}`>> = {
    'note.fileAdd': ({ blob }) => {
      const it = state.blobs.get(blob)
      if (!it) return err('not-found')
      const id = blob.replace(/^../, '5a')
      const size = it.bytes.length
      state.shared.set(id, { state: { state: 'here', have: chunksOf(size) }, bytes: it.bytes })
      return ok({ blob: id, key: 'cd'.repeat(32), size, chunks: chunksOf(size), tells: state.tells })
    },
    'note.fileState': ({ blob }) => ok(state.shared.get(blob)?.state ?? { state: 'away', have: 0 }),
    'note.fileFetch': ({ blob }) => {
      const it = state.shared.get(blob) ?? { bytes: null }
      const now = { state: 'coming', have: 0 } as const
      state.shared.set(blob, { ...it, state: now })
      return ok(now)
    },
    'note.fileStop': ({ blob }) => {
      state.shared.delete(blob)
      return ok({})
    },
    'note.fileRead': ({ blob, from, length }) => {
      const bytes = held(blob)
      return bytes ? ok({ bytes: bytes.slice(from, from + length) }) : err('not-found')
    },
    'note.fileTells': ({ blob }) => (held(blob) ? ok({ tells: state.tells }) : err('not-found')),
    'note.fileCopy': ({ blob, to, whole }) => {
      const bytes = held(blob)
      if (!bytes) return err('not-found')
      state.copies.push({ blob, to, whole })
      return ok({ bytes: bytes.length })
    },
  }
  return { handlers: { ...handlers, ...shared }, state }
}
