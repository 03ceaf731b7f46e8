/**
 * PNG without what it says of itself (W3C PNG, third edition, section 11). Kept are the chunks that decide how it looks;
 * text, times, EXIF but for which way is up, and whatever is not known go, and all that stands behind the end.
 */
import { onlyOrientation, orientationOf } from './orientation.ts'
import { ascii, type Part, type Source, view } from './source.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** Larger EXIF than a camera writes is not looked into. */
const EXIF_MOST = 1024 * 1024

const LOOKS = new Set([
  ...['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs', 'sPLT'],
  ...['acTL', 'fcTL', 'fdAT'],
])
const isCritical = (type: string): boolean => /^[A-Z][A-Za-z]{3}$/.test(type)

export const isPng = (start: Uint8Array): boolean => SIGNATURE.every((byte, i) => start[i] === byte)

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** As PNG's annex D has it. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function exifChunk(turned: number): Uint8Array {
  const tiff = onlyOrientation(turned)
  const out = new Uint8Array(12 + tiff.length)
  out.set([0x65, 0x58, 0x49, 0x66], 4)
  out.set(tiff, 8)
  view(out).setUint32(0, tiff.length)
  view(out).setUint32(8 + tiff.length, crc32(out.subarray(4, 8 + tiff.length)))
  return out
}

/** Undefined where the file is cut short or is no PNG we understand. */
export function stripPng(source: Source): Part[] | undefined {
  if (!isPng(source.read(0, 8))) return undefined
  const parts: Part[] = [{ from: 0, to: 8 }]
  let turned = 1
  for (let at = 8; ; ) {
    const start = source.read(at, 8)
    if (start.length < 8) return undefined
    const length = view(start).getUint32(0)
    const type = ascii(start.subarray(4, 8))
    const end = at + 12 + length
    if (end > source.size) return undefined
    if (type === 'eXIf' && length <= EXIF_MOST) turned = orientationOf(source.read(at + 8, length))
    if (isCritical(type) || LOOKS.has(type)) parts.push({ from: at, to: end })
    if (type === 'IEND') {
      // Anywhere between the header and the end; behind the header it stands before every image chunk.
      if (turned !== 1) parts.splice(2, 0, exifChunk(turned))
      return parts
    }
    at = end
  }
}
