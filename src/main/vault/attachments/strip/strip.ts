/** What a file may say beside what it shows, and the file without it. The pixels stay as they are, byte for byte. */
import type { Telling } from '../../../../shared/contract/attachments.ts'
import { isJpeg, stripJpeg } from './jpeg.ts'
import { isPng, stripPng } from './png.ts'
import type { Part, Source } from './source.ts'
import { isWebp, stripWebp } from './webp.ts'

/** Undefined for a file of another kind, or one that does not read as what it begins as. */
export function strip(source: Source): Part[] | undefined {
  const start = source.read(0, 12)
  if (isJpeg(start)) return stripJpeg(source)
  if (isPng(start)) return stripPng(source)
  if (isWebp(start)) return stripWebp(source)
  return undefined
}

/** Kinds that are known to hold places, times, names or devices. */
const MAY_HOLD =
  /^(image|video|audio)\/|^application\/pdf$|officedocument|opendocument|msword|ms-(excel|powerpoint)/

/** `type`: as the file was said to be. What it begins as counts more. */
export function tells(source: Source, type: string): Telling {
  if (strip(source)) return 'taken-out'
  const start = source.read(0, 12)
  const isImage = isJpeg(start) || isPng(start) || isWebp(start)
  return isImage || MAY_HOLD.test(type) || type === 'application/octet-stream' ? 'may-hold' : 'nothing'
}
