/**
 * WebP without what it says of itself (RFC 9649): image, animation, alpha and colour profile stay; EXIF but for which
 * way is up, XMP and whatever is not known go, and all that stands behind the end.
 */
import { onlyOrientation, orientationOf } from './orientation.ts'
import { ascii, isAt, type Part, type Source, view } from './source.ts'

const LOOKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP'])
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04
const EXIF_MOST = 1024 * 1024

export const isWebp = (start: Uint8Array): boolean => isAt(start, 0, 'RIFF') && isAt(start, 8, 'WEBP')

const sizeOf = (part: Part): number => ('from' in part ? part.to - part.from : part.length)

function exifChunk(turned: number): Uint8Array {
  const tiff = onlyOrientation(turned)
  const out = new Uint8Array(8 + tiff.length)
  out.set([0x45, 0x58, 0x49, 0x46])
  view(out).setUint32(4, tiff.length, true)
  out.set(tiff, 8)
  return out
}

/** Undefined where the file is cut short or is no WebP we understand. */
export function stripWebp(source: Source): Part[] | undefined {
  const start = source.read(0, 12)
  if (start.length < 12 || !isWebp(start)) return undefined
  const stop = view(start).getUint32(4, true) + 8
  if (stop > source.size) return undefined
  const parts: Part[] = []
  let flags: Uint8Array | undefined
  let turned = 1
  for (let at = 12; at < stop; ) {
    const head = source.read(at, 8)
    if (head.length < 8) return undefined
    const type = ascii(head.subarray(0, 4))
    const length = view(head).getUint32(4, true)
    const end = at + 8 + length + (length % 2)
    if (end > stop) return undefined
    if (type === 'EXIF' && length <= EXIF_MOST) {
      const body = source.read(at + 8, length)
      turned = orientationOf(isAt(body, 0, 'Exif\0\0') ? body.subarray(6) : body)
    }
    if (type === 'VP8X' && length >= 10) {
      flags = Uint8Array.from(source.read(at, end - at))
      flags[8] = (flags[8] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)
      parts.push(flags)
    } else if (LOOKS.has(type)) parts.push({ from: at, to: end })
    at = end
  }
  // Only the extended form has a place for it.
  if (turned !== 1 && flags) {
    flags[8] = (flags[8] ?? 0) | EXIF_FLAG
    parts.push(exifChunk(turned))
  }
  const riff = Uint8Array.from(start)
  view(riff).setUint32(4, 4 + parts.reduce((sum, part) => sum + sizeOf(part), 0), true)
  return [riff, ...parts]
}
