/**
 * The files of one incoming entry, straight into the notebook as every file comes in (attachments/upload.ts): a piece at a time,
 * from where they lie. A file that cannot be taken costs its entry nothing but the file.
 */
import { LARGEST_FILE, LARGEST_PIECE } from '../../../shared/contract/attachments.ts'
import type { ImportRemark } from '../../../shared/contract/importing.ts'
import type { VaultContract } from '../../../shared/contract/vault.ts'
import type { Handlers } from '../../../shared/contract/wire.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Attachment } from '../../../shared/writing/attachment.ts'
import type { Writing } from '../../../shared/writing/writing.ts'
import type { Incoming, IncomingFile } from './incoming.ts'
import { media } from './media.ts'

export type Coming = Pick<
  Handlers<VaultContract>,
  'attachment.begin' | 'attachment.piece' | 'attachment.end' | 'attachment.cancel'
>

/** Bytes of its beginning by which a file is known: a camera's own preview may stand before what is looked for. */
const HEAD = 256 * 1024

/** Whoever asked something meanwhile comes first. */
export const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Joined to so many bytes a piece; the first one is as long as what a file is known by. */
async function* pieces(file: IncomingFile): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let long = 0
  for await (const bytes of file.read())
    for (let at = 0; at < bytes.length; at += LARGEST_PIECE) {
      const part = bytes.subarray(at, at + LARGEST_PIECE)
      if (long + part.length > LARGEST_PIECE) {
        yield Buffer.concat(waiting)
        waiting = []
        long = 0
      }
      waiting.push(part)
      long += part.length
      if (long < HEAD) continue
      yield Buffer.concat(waiting)
      waiting = []
      long = 0
    }
  if (long > 0) yield Buffer.concat(waiting)
}

type Taken = { readonly attachment: Omit<Attachment, 'alt'> } | { readonly remark: ImportRemark }
const without = (what: ImportRemark['what'], file: IncomingFile): Result<Taken, never> =>
  ok({ remark: { what, name: file.name } })

const nameIn = (name: string): string => (name.length <= 255 ? name : name.slice(-255))

/** `goes`: whether to go on. faults: stopped, disk-full, too-many */
async function takeOne(
  file: IncomingFile,
  coming: Coming,
  goes: () => boolean,
): Promise<Result<Taken, Fault>> {
  const { size } = file
  if (size <= 0) return without('file-empty', file)
  if (size > LARGEST_FILE) return without('file-too-large', file)
  let upload: number | undefined
  let what = media(new Uint8Array(0), file.mime)
  const drop = async (): Promise<void> => {
    if (upload !== undefined) await coming['attachment.cancel']({ upload })
  }
  let at = 0
  try {
    for await (const bytes of pieces(file)) {
      await breath()
      if (!goes()) {
        await drop()
        return err('stopped')
      }
      if (upload === undefined) {
        what = media(bytes, file.mime)
        const begun = await coming['attachment.begin']({ size, type: what.type })
        if (!begun.ok) return begun
        upload = begun.value.upload
      }
      const put = await coming['attachment.piece']({ upload, at, bytes })
      if (!put.ok) return put.fault === 'file-changed' ? without('file-unread', file) : put
      at += bytes.length
    }
  } catch (error) {
    await drop()
    // What the notebook says ends the import; what a source says is about this file.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE')) throw error
    return without('file-unread', file)
  }
  if (upload === undefined) return without('file-unread', file)
  const ended = await coming['attachment.end']({ upload })
  if (!ended.ok) return ended.fault === 'file-changed' ? without('file-unread', file) : ended
  return ok({ attachment: { blob: ended.value.blob, thumb: null, name: nameIn(file.name), size, ...what } })
}

type Inline = NonNullable<NonNullable<Writing['content']>[number]['content']>[number]
const inline = (attachment: Omit<Attachment, 'alt'>, alt: string): Inline => ({
  type: 'attachment',
  attrs: { ...attachment, alt: alt.slice(0, 1000) },
})

/** Which file stands here, and what was said of it. */
function mentioned(node: Inline): { file: number; alt: string } | undefined {
  if (node.type !== 'incoming') return undefined
  const { file, alt } = (node['attrs'] ?? {}) as { file?: unknown; alt?: unknown }
  return { file: typeof file === 'number' ? file : -1, alt: typeof alt === 'string' ? alt : '' }
}

/** In the place of a file that is not there stands what was said of it; what no word mentions stands at the end. */
function withFiles(writing: Writing, files: readonly Taken[], names: readonly string[]): Writing {
  const used = new Set<number>()
  const put = (node: Inline): Inline[] => {
    const at = mentioned(node)
    if (!at) return [node]
    used.add(at.file)
    const taken = files[at.file]
    if (taken && 'attachment' in taken) return [inline(taken.attachment, at.alt)]
    const said = [at.alt, names[at.file] ?? ''].filter(Boolean).join(', ')
    return said === '' ? [] : [{ type: 'text', text: `[${said}]` }]
  }
  const content = (writing.content ?? []).map(block => ({
    ...block,
    ...(block.content ? { content: block.content.flatMap(put) } : {}),
  }))
  const loose = files.flatMap((taken, i) =>
    'attachment' in taken && !used.has(i)
      ? [{ type: 'block' as const, content: [inline(taken.attachment, '')] }]
      : [],
  )
  return { ...writing, content: [...content, ...loose] }
}

/** faults: stopped, disk-full, too-many */
export async function takeFiles(
  { files, writing }: Pick<Incoming, 'files' | 'writing'>,
  coming: Coming,
  goes: () => boolean,
): Promise<Result<{ writing: Writing; remarks: ImportRemark[] }, Fault>> {
  const taken: Taken[] = []
  for (const file of files) {
    const one = await takeOne(file, coming, goes)
    if (!one.ok) return one
    taken.push(one.value)
  }
  const remarks = taken.flatMap(one => ('remark' in one ? [one.remark] : []))
  const names = files.map(({ name }) => name)
  return ok({ writing: withFiles(writing, taken, names), remarks })
}
