/** Small journals of other programs, as a folder, a ZIP or a file of a disk; and what is read of them. */
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { type Detected, detect } from '../../../src/main/vault/import/detect.ts'
import type { Options } from '../../../src/main/vault/import/formats/entry.ts'
import type { Incoming, IncomingFile, Unread } from '../../../src/main/vault/import/incoming.ts'
import { open } from '../../../src/main/vault/import/source/open.ts'
import type { Bounds } from '../../../src/main/vault/import/source/source.ts'
import type { Fault } from '../../../src/shared/fault.ts'
import type { Writing } from '../../../src/shared/writing/writing.ts'

export type Content = string | Uint8Array
export type Files = Readonly<Record<string, Content>>

/** A file of a ZIP, and what it says of itself that is not so. */
export type Packed = {
  readonly name: Content
  readonly data?: Content
  readonly stored?: boolean
  readonly flags?: number
  readonly method?: number
  /** Of Unix, as in st_mode. */
  readonly mode?: number
  readonly size?: number
  readonly packedSize?: number
  readonly sum?: number
}

const bytes = (content: Content): Buffer =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content)

/** PKWARE's APPNOTE 4.3, without anything that is not needed. */
export function zipOf(packed: readonly Packed[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const {
    name,
    data = '',
    stored,
    flags = 0x800,
    method,
    mode = 0o100644,
    size,
    packedSize,
    sum,
  } of packed) {
    const [raw, called] = [bytes(data), bytes(name)]
    const body = stored ? raw : deflateRawSync(raw)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method ?? (stored ? 0 : 8), 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(sum ?? crc32(raw), 10)
    common.writeUInt32LE(packedSize ?? body.length, 14)
    common.writeUInt32LE(size ?? raw.length, 18)
    common.writeUInt16LE(called.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, called, body])
    const more = Buffer.alloc(14)
    more.writeUInt32LE((mode << 16) >>> 0, 6)
    more.writeUInt32LE(at, 10)
    const made = Buffer.from([20, 3])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, common, more, called]))
    parts.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(packed.length, 4)
  end.writeUInt16LE(packed.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06', 'latin1'), end])
}

export const zipped = (files: Files): Buffer =>
  zipOf(Object.entries(files).map(([name, data]) => ({ name, data })))

export type Place = Disposable & {
  readonly dir: string
  readonly file: (name: string, content: Content) => string
  readonly folder: (files: Files, name?: string) => string
  readonly zip: (files: Files | readonly Packed[], name?: string) => string
}

export function place(): Place {
  const dir = fs.mkdtempSync(join(tmpdir(), 'kinfold-import-'))
  const file = (name: string, content: Content): string => {
    fs.mkdirSync(dirname(join(dir, name)), { recursive: true })
    fs.writeFileSync(join(dir, name), bytes(content))
    return join(dir, name)
  }
  return {
    dir,
    file,
    folder(files, name = 'journal') {
      fs.mkdirSync(join(dir, name), { recursive: true })
      for (const [path, content] of Object.entries(files)) file(`${name}/${path}`, content)
      return join(dir, name)
    },
    zip: (files, name = 'journal.zip') =>
      file(name, Array.isArray(files) ? zipOf(files as readonly Packed[]) : zipped(files as Files)),
    [Symbol.dispose]: () => fs.rmSync(dir, { recursive: true, force: true }),
  }
}

export type Read = {
  readonly found: Detected
  readonly entries: readonly Incoming[]
  readonly unread: readonly Unread[]
}

/** Everything of it, or the fault for which it is refused. Files are read while it is open: see `filesOf`. */
export async function readAll(path: string, options: Options = {}, bounds?: Bounds): Promise<Read | Fault> {
  const opened = await open(path, bounds)
  if (!opened.ok) return opened.fault
  try {
    const detected = await detect(opened.value, options)
    if (!detected.ok) return detected.fault
    const entries: Incoming[] = []
    const unread: Unread[] = []
    for await (const one of detected.value.read())
      if ('why' in one) unread.push(one)
      else entries.push({ ...one, files: await Promise.all(one.files.map(held)) })
    return { found: detected.value, entries, unread }
  } finally {
    opened.value.close()
  }
}

/** With its bytes in memory. */
async function held(file: IncomingFile): Promise<IncomingFile> {
  const content = await contentOf(file)
  return {
    ...file,
    async *read() {
      yield content
    },
  }
}

export async function contentOf(file: IncomingFile | undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of file?.read() ?? []) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** As it should be. @throws what it is refused for */
export async function good(path: string, options: Options = {}): Promise<Read> {
  const read = await readAll(path, options)
  if (typeof read === 'string') throw new Error(`refused: ${read}`)
  return read
}

/**
 * A page as lines: `kind depth: words`, a break as `/`, a file as `[0 alt]`, marks around their words as `<bold>…</>`.
 */
export const shown = (writing: Writing | undefined): string[] =>
  (writing?.content ?? []).map(({ attrs = {}, content = [] }) => {
    const {
      kind = 'paragraph',
      depth = 0,
      checked,
    } = attrs as { kind?: string; depth?: number; checked?: boolean }
    const words = content.map(node => {
      if (node.type === 'break') return '/'
      if (node.type === 'incoming') {
        const { file, alt } = node['attrs'] as { file: number; alt: string }
        return `[${[file, alt].filter(part => part !== '').join(' ')}]`
      }
      const marks = (node.marks ?? []).map(({ type, ...rest }) =>
        type === 'link' ? `link ${(rest['attrs'] as { href: string }).href}` : type,
      )
      return marks.length > 0 ? `<${marks.join(' ')}>${node.text}</>` : node.text
    })
    const check = checked === undefined ? '' : checked ? ' [x]' : ' [ ]'
    return `${kind}${depth > 0 ? ` ${depth}` : ''}${check}: ${words.join('')}`
  })
