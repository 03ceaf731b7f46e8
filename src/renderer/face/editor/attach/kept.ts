/** Where the files of a page are kept: with the entries of a journal, or with the notes of a circle. */
import type { Node } from 'prosemirror-model'
import { LARGEST_PIECE, type PlaceToken, type Telling } from '../../../../shared/contract/attachments.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Asking } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { type Attachment, attachmentOf } from '../../../../shared/writing/attachment.ts'
import { sharedFileOf } from '../../../../shared/writing/shared-file.ts'

export type Vault = Pick<Asking<VaultContract>, 'ask'>

export type Kept = {
  /** With this journal's entries. */
  readonly own: boolean
  /** The whole file, in memory. Undefined: it is not here, or the vault is not. */
  readonly fetch: (blob: string, type: string) => Promise<Blob | undefined>
  readonly tells: () => Promise<Result<{ tells: Telling }, Fault>>
  readonly copy: (to: PlaceToken, whole: boolean) => Promise<Result<{ bytes: number }, Fault>>
  /** Said when it was taken out of the page. */
  readonly removed: 'attached.removed' | 'shared.removed'
}

/** What may be shown by the page itself. Anything else is only ever handed out as bytes of no kind. */
const SHOWN = /^image\/(jpeg|png|gif|webp|avif|bmp)$|^audio\/[\w.+-]+$/

async function gather(
  read: (from: number) => Promise<Result<{ bytes: Uint8Array }, Fault>>,
  type: string,
): Promise<Blob | undefined> {
  const parts: BlobPart[] = []
  for (let from = 0; ; ) {
    const answer = await read(from)
    if (!answer.ok) return undefined
    const { bytes } = answer.value
    if (bytes.length === 0) break
    parts.push(bytes as Uint8Array<ArrayBuffer>)
    from += bytes.length
    if (bytes.length < LARGEST_PIECE) break
  }
  return new Blob(parts, { type: SHOWN.test(type) ? type : 'application/octet-stream' })
}

export const inJournal =
  (vault: Vault) =>
  (node: Node): Kept => {
    const blob = String(node.attrs['blob'])
    return {
      own: true,
      fetch: (which, type) =>
        gather(from => vault.ask('attachment.read', { blob: which, from, length: LARGEST_PIECE }), type),
      tells: () => vault.ask('attachment.tells', { blob }),
      copy: (to, whole) => vault.ask('attachment.copy', { blob, to, whole }),
      removed: 'attached.removed',
    }
  }

export const inCircle =
  (vault: Vault, circle: string) =>
  (node: Node): Kept => {
    const { blob = '', key = '', size = 1, type: media = '' } = sharedFileOf(node.attrs) ?? {}
    const file = { circle, blob, key, size }
    return {
      own: false,
      fetch: (_which, type) =>
        gather(from => vault.ask('note.fileRead', { ...file, from, length: LARGEST_PIECE }), type),
      tells: async () => {
        const answer = await vault.ask('note.fileTells', { ...file, type: media })
        return answer.ok ? ok(answer.value) : answer
      },
      copy: (to, whole) => vault.ask('note.fileCopy', { ...file, to, whole }),
      removed: 'shared.removed',
    }
  }

/** How a file in a line is shown, wherever it is kept. Undefined: it says nothing that could be. */
export function shownAs(node: Node): Attachment | undefined {
  if (node.type.name === 'attachment') return attachmentOf({ type: 'attachment', attrs: node.attrs })
  const file = sharedFileOf(node.attrs)
  if (node.type.name !== 'file' || !file) return undefined
  const { blob, name, type, size } = file
  return {
    blob,
    name,
    type,
    size,
    thumb: null,
    width: file.width ?? null,
    height: file.height ?? null,
    alt: file.alt ?? '',
  }
}
