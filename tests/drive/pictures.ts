/** Pictures that say too much: EXIF with a place, XMP, comments, put into real images as cameras and programs do it. */
import { crc32 } from '../../src/main/vault/attachments/strip/png.ts'
import { concat } from '../../src/shared/bytes.ts'

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const u16 = (n: number): Uint8Array => Uint8Array.of(n >> 8, n & 0xff)
const u32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >> 16) & 0xff, (n >> 8) & 0xff, n & 0xff)
const le32 = (n: number): Uint8Array => u32(n).reverse()

/** What a test looks for afterwards. */
export const SECRETS = [
  'Zephyrine Camera',
  '48N 51E Zephyr',
  'Marigold wrote this',
  'Quay of Herons',
] as const

/** TIFF: which camera, which way is up, and where (GPS IFD with latitude and a name of the place). */
export function exif(turned: number): Uint8Array {
  const camera = text(`${SECRETS[0]}\0`)
  const place = text(`${SECRETS[1]}\0`)
  const ifd0 = 8
  const gps = ifd0 + 2 + 3 * 12 + 4
  const strings = gps + 2 + 2 * 12 + 4
  const entry = (tag: number, type: number, count: number, value: Uint8Array): Uint8Array =>
    concat(u16(tag), u16(type), u32(count), value)
  return concat(
    text('MM\0*'),
    u32(ifd0),
    u16(3),
    entry(0x0110, 2, camera.length, u32(strings)),
    entry(0x0112, 3, 1, concat(u16(turned), u16(0))),
    entry(0x8825, 4, 1, u32(gps)),
    u32(0),
    u16(2),
    entry(0x0001, 2, 2, text('N\0\0\0')),
    entry(0x001b, 7, place.length, u32(strings + camera.length)),
    u32(0),
    camera,
    place,
  )
}

const XMP = text(`<x:xmpmeta><dc:creator>${SECRETS[2]}</dc:creator></x:xmpmeta>`)

const segment = (marker: number, body: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0xff, marker), u16(body.length + 2), body)

/** Behind the picture: what phones append, a film or a second picture. */
const TRAIL = text(`MotionPhoto ${SECRETS[3]}`)

export function tellingJpeg(plain: Uint8Array, turned = 1): Uint8Array {
  return concat(
    plain.subarray(0, 2),
    segment(0xe1, concat(text('Exif\0\0'), exif(turned))),
    segment(0xe1, concat(text('http://ns.adobe.com/xap/1.0/\0'), XMP)),
    segment(0xed, text(`Photoshop 3.0\0${SECRETS[3]}`)),
    segment(0xe2, text(`MPF\0${SECRETS[3]}`)),
    segment(0xfe, text(SECRETS[2])),
    plain.subarray(2),
    TRAIL,
  )
}

const chunk = (type: string, body: Uint8Array): Uint8Array => {
  const named = concat(text(type), body)
  return concat(u32(body.length), named, u32(crc32(named)))
}

export function tellingPng(plain: Uint8Array, turned = 1): Uint8Array {
  const header = 8 + 25
  return concat(
    plain.subarray(0, header),
    chunk('eXIf', exif(turned)),
    chunk('tEXt', text(`Author\0${SECRETS[2]}`)),
    chunk('iTXt', concat(text('XML:com.adobe.xmp\0\0\0\0\0'), XMP)),
    chunk('zTXt', text(`Place\0\0${SECRETS[3]}`)),
    chunk('tIME', Uint8Array.of(7, 234, 11, 22, 10, 0, 0)),
    chunk('prVt', text(SECRETS[3])),
    plain.subarray(header),
    TRAIL,
  )
}

const riff = (type: string, body: Uint8Array): Uint8Array =>
  concat(text(type), le32(body.length), body, new Uint8Array(body.length % 2))

/** `plain` is of the extended form already, which alone has a place for all this. */
export function tellingWebp(plain: Uint8Array, turned = 1): Uint8Array {
  const body = concat(
    plain.subarray(8, 20),
    Uint8Array.of((plain[20] ?? 0) | 0x0c),
    plain.subarray(21),
    riff('EXIF', exif(turned)),
    riff('XMP ', XMP),
    riff('note', text(SECRETS[3])),
  )
  return concat(text('RIFF'), le32(body.length), body, TRAIL)
}
