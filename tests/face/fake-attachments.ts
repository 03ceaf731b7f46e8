/** Attached files of the vault in memory. Names are made of size and first bytes: enough for a component test. */
import type { PlaceToken, Telling } from '../../src/shared/contract/attachments.ts'
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Handlers } from '../../src/shared/contract/wire.ts'
import { err, ok } from '../../src/shared/result.ts'

type Calls = Handlers<VaultContract>
type AttachmentCall = Extract<keyof Calls, `attachment.${string}`>

/** As in fake-vault.ts. */
const MARK = 'a stand-in for attached files, for component tests alone'

export function fakeAttachments() {
  const under = new Map<number, { size: number; type: string; bytes: number[] }>()
  const state = {
    mark: MARK,
    blobs: new Map<string, { bytes: Uint8Array; type: string }>(),
    /** What the next dialog of the shell answers with. */
    dialog: null as PlaceToken | null,
    tells: 'taken-out' as Telling,
    copies: [] as { blob: string; to: PlaceToken; whole: boolean }[],
    cancelled: 0,
    /** What a piece waits for before it is answered. */
    gate: Promise.resolve() as Promise<void>,
  }
  let next = 1
  const handlers: Pick<Calls, AttachmentCall> = {
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
      return ok({ bytes: it.bytes.length })
    },
  }
  return { handlers, state }
}
