/**
 * JPEG without what it says of itself (ITU-T T.81, annex B). Kept are the segments that decide how it looks: tables,
 * frames and scans, JFIF without its thumbnail, the colour profile, Adobe's colour transform, and which way is up.
 * Every other application segment and comment goes, and so does all that stands behind the end of the image: previews,
 * films and second pictures carry places of their own.
 */
import { onlyOrientation, orientationOf } from './orientation.ts'
import { isAt, type Part, type Source, view } from './source.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const COM = 0xfe
/** Bytes of a scan that are looked at once. */
const LOOK = 64 * 1024

const isApp = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef
const stands = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

const JFIF = Uint8Array.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])

export const isJpeg = (start: Uint8Array): boolean =>
  start[0] === 0xff && start[1] === SOI && start[2] === 0xff

/** Where the scan's data end: at the next marker that is neither a restart nor an escaped 0xff. Undefined: nowhere. */
function scanEnd(source: Source, from: number): number | undefined {
  for (let at = from; at < source.size; at += LOOK - 1) {
    // One byte more than a step: a marker has two.
    const bytes = source.read(at, LOOK)
    for (let i = bytes.indexOf(0xff); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const next = bytes[i + 1] ?? 0
      if (next !== 0 && next !== 0xff && !stands(next)) return at + i
    }
  }
  return undefined
}

/** What stays of an application segment; `body` is what follows its length. Undefined: nothing. */
function kept(marker: number, body: Uint8Array, whole: Part): Part | undefined {
  if (marker === 0xe0 && isAt(body, 0, 'JFIF\0') && body.length >= 14) {
    const plain = new Uint8Array(18)
    plain.set(JFIF)
    plain.set(body.subarray(5, 12), 9)
    return plain
  }
  if (marker === 0xe2 && isAt(body, 0, 'ICC_PROFILE\0')) return whole
  if (marker === 0xee && isAt(body, 0, 'Adobe')) return whole
  return undefined
}

function exifSegment(turned: number): Uint8Array {
  const tiff = onlyOrientation(turned)
  const out = new Uint8Array(10 + tiff.length)
  out.set([0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0])
  out.set(tiff, 10)
  return out
}

/** Undefined where the file is cut short or is no JPEG we understand. */
export function stripJpeg(source: Source): Part[] | undefined {
  if (!isJpeg(source.read(0, 3))) return undefined
  const head: Part[] = [{ from: 0, to: 2 }]
  const rest: Part[] = []
  let turned = 1
  for (let at = 2; ; ) {
    const start = source.read(at, 4)
    const marker = start[1] ?? 0
    if (start[0] !== 0xff || marker === 0 || marker === SOI) return undefined
    if (marker === 0xff) {
      // Filling before a marker.
      at += 1
      continue
    }
    if (marker === EOI) {
      const exif = turned === 1 ? [] : [exifSegment(turned)]
      return [...head, ...exif, ...rest, { from: at, to: at + 2 }]
    }
    if (stands(marker)) {
      rest.push({ from: at, to: at + 2 })
      at += 2
      continue
    }
    if (start.length < 4) return undefined
    const length = view(start).getUint16(2)
    const end = at + 2 + length
    if (length < 2 || end > source.size) return undefined
    const whole = { from: at, to: end }
    if (isApp(marker)) {
      const body = source.read(at + 4, length - 2)
      if (marker === 0xe1 && isAt(body, 0, 'Exif\0\0') && turned === 1)
        turned = orientationOf(body.subarray(6))
      const part = kept(marker, body, whole)
      if (part) (marker === 0xe0 && rest.length === 0 && head.length === 1 ? head : rest).push(part)
    } else if (marker !== COM) rest.push(whole)
    at = end
    if (marker !== SOS) continue
    const stop = scanEnd(source, at)
    if (stop === undefined) return undefined
    rest.push({ from: at, to: stop })
    at = stop
  }
}
