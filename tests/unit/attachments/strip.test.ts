import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orientationOf } from '../../../src/main/vault/attachments/strip/orientation.ts'
import { crc32 } from '../../../src/main/vault/attachments/strip/png.ts'
import { ofBytes, type Part } from '../../../src/main/vault/attachments/strip/source.ts'
import { strip, tells } from '../../../src/main/vault/attachments/strip/strip.ts'
import { concat } from '../../../src/shared/bytes.ts'
import { exif, SECRETS, tellingJpeg, tellingPng, tellingWebp } from '../../drive/pictures.ts'
import { jpeg, png, webp } from './samples.ts'

const put = (bytes: Uint8Array, parts: readonly Part[]): Uint8Array =>
  concat(...parts.map(part => ('from' in part ? bytes.subarray(part.from, part.to) : part)))
const stripped = (bytes: Uint8Array): Uint8Array | undefined => {
  const parts = strip(ofBytes(bytes))
  return parts && put(bytes, parts)
}
const holds = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(words)

const KINDS = [
  ['JPEG', jpeg, tellingJpeg],
  ['PNG', png, tellingPng],
  ['WebP', webp, tellingWebp],
] as const

describe.each(KINDS)('a %s that leaves the journal', (_name, plain, telling) => {
  it('is, byte for byte, the picture it was before somebody wrote into it', () => {
    const told = telling(plain)
    for (const word of SECRETS) expect(holds(told, word), word).toBe(true)
    expect(stripped(told)).toEqual(plain)
    expect(stripped(plain)).toEqual(plain)
  })

  it.each([2, 3, 4, 5, 6, 7, 8])('stays the way up that it was (%i), and says nothing more', turned => {
    const told = telling(plain, turned)
    const left = stripped(told)
    if (!left) throw new Error('not understood')
    for (const word of SECRETS) expect(holds(left, word), word).toBe(false)
    expect(left.length).toBeLessThanOrEqual(plain.length + 40)
    const tiff = Buffer.from(left).indexOf('MM\0*')
    expect(orientationOf(left.subarray(tiff))).toBe(turned)
    // Every pixel's byte is still there, in its order.
    expect(stripped(left)).toEqual(left)
    expect(
      Buffer.from(left).includes(Buffer.from(plain.subarray(plain.length - 80, plain.length - 12))),
    ).toBe(true)
  })

  it('is never half understood: cut short or harmed, it is left alone or nothing is told', () => {
    const told = telling(plain, 6)
    const length = told.length
    fc.assert(
      fc.property(fc.nat(length), cut => {
        const left = stripped(told.subarray(0, cut))
        return left === undefined || SECRETS.every(word => !holds(left, word))
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(length - 1), fc.nat(255)), { maxLength: 8 }), harm => {
        const bytes = Uint8Array.from(told)
        for (const [at, byte] of harm) bytes[at] = byte
        const parts = strip(ofBytes(bytes))
        return (
          parts === undefined ||
          parts.every(part => !('from' in part) || (part.from <= part.to && part.to <= length))
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('JPEG', () => {
  const segment = (marker: number, body: Uint8Array) =>
    concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff), body)
  const start = Uint8Array.of(0xff, 0xd8)
  const end = Uint8Array.of(0xff, 0xd9)
  const scan = segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0))

  it('keeps scans of any length whole, with escapes, restarts and tables between them, and drops what hides there', () => {
    const data = fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 4000 }), fc.nat(40))
      .map(([seed, times, shift]) => {
        const raw = Buffer.concat([Buffer.alloc(shift, 1), ...Array(times).fill(Buffer.from(seed))])
        const escaped: number[] = []
        for (const byte of raw) byte === 0xff ? escaped.push(0xff, 0) : escaped.push(byte)
        return concat(Uint8Array.from(escaped), Uint8Array.of(0xff, 0xd3, 7, 0xff, 0xff, 0))
      })
    fc.assert(
      fc.property(data, data, (first, second) => {
        const table = segment(0xc4, Uint8Array.of(0, 1, 2))
        const told = concat(
          start,
          scan,
          first,
          segment(0xfe, Buffer.from(SECRETS[0])),
          table,
          scan,
          second,
          end,
          end,
        )
        expect(
          Buffer.from(stripped(told) ?? []).equals(concat(start, scan, first, table, scan, second, end)),
        ).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('loses the small picture inside its first segment, which may show what was cut off later', () => {
    const jfif = (thumbnail: Uint8Array) =>
      segment(0xe0, concat(Buffer.from('JFIF\0'), Uint8Array.of(1, 2, 1, 0, 72, 0, 72, 2, 2), thumbnail))
    const rest = concat(scan, Uint8Array.of(5), end)
    const left = stripped(concat(start, jfif(new Uint8Array(12).fill(77)), rest))
    const plain = jfif(new Uint8Array(0))
    plain.fill(0, plain.length - 2)
    expect(left).toEqual(concat(start, plain, rest))
    const adobe = segment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01'))
    expect(stripped(concat(start, adobe, rest))).toEqual(concat(start, adobe, rest))
  })
})

describe('which way is up', () => {
  it('is read in both orders of bytes, and is 1 where it is nonsense', () => {
    const little = Uint8Array.from(exif(1))
    expect(orientationOf(exif(8))).toBe(8)
    expect(orientationOf(exif(9))).toBe(1)
    expect(orientationOf(little.subarray(0, 20))).toBe(1)
    const turned = Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0)
    expect(orientationOf(turned)).toBe(5)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
        const up = orientationOf(concat(Buffer.from('II*\0'), bytes))
        return up >= 1 && up <= 8
      }),
    )
  })

  it('stands under a checksum that is PNG’s own', () => {
    expect(crc32(Buffer.from('IEND'))).toBe(0xae426082)
  })
})

describe('what a file may tell', () => {
  it('is known of images we understand, feared of the others, and of nothing else', () => {
    const of = (bytes: Uint8Array, type: string) => tells(ofBytes(bytes), type)
    expect(of(jpeg, 'text/plain')).toBe('taken-out')
    expect(of(webp, 'image/webp')).toBe('taken-out')
    expect(of(jpeg.subarray(0, 300), 'image/jpeg')).toBe('may-hold')
    expect(of(Buffer.from('\0\0\0\x18ftypheic'), 'image/heic')).toBe('may-hold')
    expect(of(Buffer.from('ID3'), 'audio/mpeg')).toBe('may-hold')
    expect(of(Buffer.from('%PDF-1.7'), 'application/pdf')).toBe('may-hold')
    expect(of(Buffer.from('milk, bread'), 'text/plain')).toBe('nothing')
    expect(of(new Uint8Array(1), 'application/octet-stream')).toBe('may-hold')
  })
})
