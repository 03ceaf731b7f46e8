/** The files of one entry, as its words come to name them: each once, with what could not be found. */

import type { Writing } from '../../../../shared/writing/writing.ts'
import type { Incoming, IncomingFile, Remark } from '../incoming.ts'
import { endingOf, type Found, nameOf } from '../source/source.ts'
import type { Attach } from '../words/html.ts'

const MIME: Readonly<Record<string, string>> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp' },
  ...{ heic: 'image/heic', heif: 'image/heif', avif: 'image/avif', tif: 'image/tiff', tiff: 'image/tiff' },
  ...{
    svg: 'image/svg+xml',
    bmp: 'image/bmp',
    pdf: 'application/pdf',
    mp4: 'video/mp4',
    mov: 'video/quicktime',
  },
  ...{ m4v: 'video/x-m4v', webm: 'video/webm', '3gp': 'video/3gpp', m4a: 'audio/mp4', aac: 'audio/aac' },
  ...{ mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/opus' },
  ...{ flac: 'audio/flac', caf: 'audio/x-caf', amr: 'audio/amr' },
}
export const mimeOf = (path: string): string | null => MIME[endingOf(path)] ?? null
const ENDING: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' }

/** A file, with the name it had where that is not its own. */
export type Looked = Found | readonly [Found, string] | 'outside' | 'missing' | 'none'

export type Attached = {
  readonly attach: Attach
  /** The same of a file that is found already. */
  readonly add: (found: Found, name?: string) => number
  readonly remark: (remark: Remark) => void
  readonly has: (found: Found) => boolean
  /** What an entry is given: files that no word names stand behind all words. */
  readonly finish: (writing: Writing) => Pick<Incoming, 'files' | 'remarks' | 'writing'>
}

/** An image that is written out within the words (RFC 2397). */
function embedded(reference: string, n: number): IncomingFile | undefined {
  const [, type = '', base64 = ''] =
    /^data:([\w.+-]+\/[\w.+-]+)(?:;[^,;]*)*;base64,([A-Za-z0-9+/=\s]*)$/.exec(reference) ?? []
  if (base64 === '') return undefined
  const bare = base64.replace(/\s/g, '')
  const ending = ENDING[type] ?? type.split('/')[1]?.replace(/\W.*$/, '') ?? 'bin'
  return {
    name: `${type.split('/')[0]}-${n}.${ending}`,
    mime: type,
    size: Math.floor((bare.replace(/=+$/, '').length * 3) / 4),
    async *read() {
      yield Buffer.from(bare, 'base64')
    },
  }
}

const nodesOf = (writing: Writing) => (writing.content ?? []).flatMap(block => block.content ?? [])

/** `look`: what an entry refers to; `none`: an address of another kind, about which nothing is said. */
export function attached(look: (reference: string) => Looked): Attached {
  const files: IncomingFile[] = []
  const remarks: Remark[] = []
  const places = new Map<string, number>()
  const add = (key: string, file: IncomingFile): number => {
    const place = places.get(key) ?? files.push(file) - 1
    places.set(key, place)
    return place
  }
  const addFound = (found: Found, name = nameOf(found.path)): number =>
    add(found.path, { name, mime: mimeOf(found.path), size: found.size, read: found.read })
  const remark = (one: Remark): void => {
    if (!remarks.some(other => JSON.stringify(other) === JSON.stringify(one))) remarks.push(one)
  }
  return {
    attach(reference) {
      if (reference.startsWith('data:')) {
        const file = embedded(reference, files.length + 1)
        return file ? add(reference, file) : null
      }
      const found = look(reference)
      if (typeof found === 'object') return 'read' in found ? addFound(found) : addFound(...found)
      if (found === 'none') return null
      remark({ what: found === 'outside' ? 'file-outside' : 'file-missing', name: reference.slice(0, 255) })
      return null
    },
    add: addFound,
    remark,
    has: found => places.has(found.path),
    finish(writing) {
      const placed = new Set(
        nodesOf(writing).map(node => (node['attrs'] as { file?: number } | undefined)?.file),
      )
      const loose = files.flatMap((_, file) =>
        placed.has(file)
          ? []
          : [{ type: 'block' as const, content: [{ type: 'incoming', attrs: { file, alt: '' } }] }],
      )
      const bare = nodesOf(writing).length === 0 && writing.content?.length === 1
      const content = [...(bare && loose.length > 0 ? [] : (writing.content ?? [])), ...loose]
      return { writing: { ...writing, content }, files, remarks }
    },
  }
}

/** By name, however its letters are written; the first of those that are alike. */
export function byName(
  files: readonly Found[],
  key: (path: string) => string,
): (name: string) => Found | undefined {
  const found = new Map<string, Found>()
  for (const file of files) {
    const name = key(file.path).normalize('NFC').toLowerCase()
    if (!found.has(name)) found.set(name, file)
  }
  return name => found.get(name.normalize('NFC').toLowerCase())
}
