/** What a file is, by its first bytes before what it is called; and how large an image is shown. */
import { isJpeg } from '../attachments/strip/jpeg.ts'
import { orientationOf } from '../attachments/strip/orientation.ts'
import { isPng } from '../attachments/strip/png.ts'
import { isAt, view } from '../attachments/strip/source.ts'
import { isWebp } from '../attachments/strip/webp.ts'

export type Media = { readonly type: string; readonly width: number | null; readonly height: number | null }

const UNKNOWN = 'application/octet-stream'
const isType = (type: string): boolean => /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,60}$/i.test(type)

/** By what stands at its beginning (ISO 14496-12 for `ftyp`). Undefined: it says nothing that we know. */
function typeOf(head: Uint8Array): string | undefined {
  if (isJpeg(head)) return 'image/jpeg'
  if (isPng(head)) return 'image/png'
  if (isWebp(head)) return 'image/webp'
  if (isAt(head, 0, 'GIF8')) return 'image/gif'
  if (isAt(head, 0, '%PDF-')) return 'application/pdf'
  if (isAt(head, 0, 'ID3')) return 'audio/mpeg'
  if (isAt(head, 0, 'RIFF') && isAt(head, 8, 'WAVE')) return 'audio/wav'
  if (isAt(head, 4, 'ftypM4A')) return 'audio/mp4'
  if (isAt(head, 4, 'ftypqt')) return 'video/quicktime'
  if (isAt(head, 4, 'ftyphei') || isAt(head, 4, 'ftypmif1')) return 'image/heic'
  if (isAt(head, 4, 'ftypisom') || isAt(head, 4, 'ftypmp4')) return 'video/mp4'
  return undefined
}

type Size = readonly [width: number, height: number]

/** Along the segments to the frame (ITU T.81, B.2.2); turned as its EXIF says. */
function jpegSize(head: Uint8Array): Size | undefined {
  const data = view(head)
  let turned = 1
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return undefined
    const marker = head[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const length = data.getUint16(at + 2)
    if (marker === 0xe1 && isAt(head, at + 4, 'Exif\0\0'))
      turned = orientationOf(head.subarray(at + 10, at + 2 + length))
    // SOF0 to SOF15, but for DHT, JPG and DAC between them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const size: Size = [data.getUint16(at + 7), data.getUint16(at + 5)]
      return turned >= 5 ? [size[1], size[0]] : size
    }
    at += 2 + length
  }
  return undefined
}

/** The three shapes of a WebP (RFC 9649, 2.5 to 2.7). */
function webpSize(head: Uint8Array): Size | undefined {
  const data = view(head)
  const three = (at: number): number => data.getUint16(at, true) + ((head[at + 2] ?? 0) << 16)
  if (isAt(head, 12, 'VP8X')) return [three(24) + 1, three(27) + 1]
  if (isAt(head, 12, 'VP8 ')) return [data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff]
  if (!isAt(head, 12, 'VP8L')) return undefined
  const bits = data.getUint32(21, true)
  return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1]
}

function sizeOf(type: string, head: Uint8Array): Size | undefined {
  if (head.length < 32) return undefined
  const data = view(head)
  switch (type) {
    case 'image/png':
      return [data.getUint32(16), data.getUint32(20)]
    case 'image/gif':
      return [data.getUint16(6, true), data.getUint16(8, true)]
    case 'image/jpeg':
      return jpegSize(head)
    case 'image/webp':
      return webpSize(head)
    default:
      return undefined
  }
}

/** `head`: as much of its beginning as there is. `said`: the media type by its source. */
export function media(head: Uint8Array, said: string | null): Media {
  const type = typeOf(head) ?? (said !== null && isType(said) ? said.toLowerCase() : UNKNOWN)
  const [width, height] = sizeOf(type, head) ?? [0, 0]
  return width > 0 && height > 0 ? { type, width, height } : { type, width: null, height: null }
}
