/**
 * A ZIP, read where it lies. Nothing in it is believed: names that lead out, links, what is locked and what swells beyond
 * measure are refused before a byte of it is unpacked, and a file that says another size or sum than it has is refused
 * while it is read.
 */
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import type { Fault } from '../../../../shared/fault.ts'
import { type Bounds, type Found, isHidden, Refused, refusedBy, type Source } from './source.ts'

/** The upper half of the character set of MS-DOS, in which a ZIP names its files unless it says otherwise. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ '
const UTF8_NAMES = 0x800
const LOCKED = 0x1 | 0x40

/** A Mac writes UTF-8 without saying so: what can be read as such is. */
function named(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return Array.from(raw, byte =>
      byte < 128 ? String.fromCharCode(byte) : (CP437[byte - 128] ?? '_'),
    ).join('')
  }
}

/** What is refused for its name alone; some programs for Windows write backslashes. */
function path(raw: Buffer, bounds: Bounds, flags: number): string {
  if (raw.length > bounds.name) throw new Refused('import-outside')
  const name = (flags & UTF8_NAMES ? raw.toString('utf8') : named(raw)).replaceAll('\\', '/')
  const leads = /^([a-z]:|\/)/i.test(name) || name.split('/').includes('..') || name.includes('\0')
  if (leads) throw new Refused('import-outside')
  if (name.split('/').length > bounds.deep) throw new Refused('import-many')
  return name.normalize('NFC')
}

const isFolder = (name: string): boolean => name.endsWith('/')
/** Made on a Unix, and of a kind that is neither a file nor a folder. */
function isLink({ versionMadeBy, externalFileAttributes }: yauzl.Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & 0o170000
  return [3, 19].includes(versionMadeBy >>> 8) && ![0, 0o100000, 0o040000].includes(kind)
}

function refusal(entry: yauzl.Entry, bounds: Bounds): Fault | undefined {
  const { compressedSize: packed, uncompressedSize: size } = entry
  if (isLink(entry)) return 'import-link'
  if (entry.generalPurposeBitFlag & LOCKED) return 'import-locked'
  if (![0, 8].includes(entry.compressionMethod)) return 'import-packed'
  const swells = size > 2 ** 20 && size > bounds.ratio * packed
  return swells || size > bounds.one ? 'import-swollen' : undefined
}

async function* read(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  let stream: Readable | undefined
  let size = 0
  let sum = 0
  try {
    stream = await new Promise<Readable>((open, fail) =>
      zip.openReadStream(entry, (error, opened) => (opened ? open(opened) : fail(error))),
    )
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.length
      if (size > entry.uncompressedSize) throw new Refused('import-swollen')
      sum = crc32(piece, sum)
      yield piece
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new Refused('import-broken')
  } catch (error) {
    throw refusedBy(error)
  } finally {
    stream?.destroy()
  }
}

function opened(file: string): Promise<yauzl.ZipFile> {
  const how = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
  return new Promise((open, fail) => yauzl.open(file, how, (error, zip) => (zip ? open(zip) : fail(error))))
}

/** All that it names, or the first thing for which it is refused. */
function listed(zip: yauzl.ZipFile, size: number, bounds: Bounds): Promise<Found[]> {
  const files: Found[] = []
  const names = new Set<string>()
  let packed = 0
  let all = 0
  const take = (entry: yauzl.Entry): void => {
    const name = path(entry.fileNameRaw, bounds, entry.generalPurposeBitFlag)
    const fault = refusal(entry, bounds)
    if (fault) throw new Refused(fault)
    packed += entry.compressedSize
    all += entry.uncompressedSize
    // Files that lie in each other, or more than a disk holds.
    if (packed > size || all > bounds.all) throw new Refused('import-swollen')
    if (isFolder(name) || isHidden(name)) return
    // The same name twice: nobody knows which of them is meant.
    if (names.has(name)) throw new Refused('import-broken')
    names.add(name)
    files.push({
      path: name,
      size: entry.uncompressedSize,
      modified: entry.getLastModDate().getTime(),
      read: () => read(zip, entry),
    })
  }
  return new Promise((end, fail) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      try {
        take(entry)
        zip.readEntry()
      } catch (error) {
        fail(error)
      }
    })
    zip.on('end', () => end(files))
    zip.on('error', error => fail(/encryption/.test(String(error)) ? new Refused('import-locked') : error))
    if (zip.entryCount > bounds.files) fail(new Refused('import-many'))
    else zip.readEntry()
  })
}

/** @throws Refused */
export async function openZip(file: string, size: number, bounds: Bounds): Promise<Source> {
  const zip = await opened(file).catch(error => {
    throw refusedBy(error)
  })
  try {
    const files = await listed(zip, size, bounds)
    return { kind: 'zip', name: basename(file), files, links: [], close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw refusedBy(error)
  }
}
