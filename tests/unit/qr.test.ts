/** A QR code is read back here by another way than it was written: from its picture to bits, to blocks, to text. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roomOf, versionFor } from '../../src/renderer/face/qr/codewords.ts'
import { alignments, type Modules, qrCode } from '../../src/renderer/face/qr/matrix.ts'

/** GF(256) without tables: Russian peasants. */
function mul(a: number, b: number): number {
  let out = 0
  for (let x = a, y = b; y > 0; y >>= 1, x = x & 0x80 ? ((x << 1) ^ 0x11d) & 0xff : x << 1)
    if (y & 1) out ^= x
  return out
}
/** The values of a received block at 2^0 … 2^(n-1): all zero where nothing is amiss. */
function syndromes(block: readonly number[], n: number): number[] {
  const out: number[] = []
  for (let i = 0, root = 1; i < n; i++, root = mul(root, 2))
    out.push(block.reduce((sum, byte) => mul(sum, root) ^ byte, 0))
  return out
}

/** The 32 format words of the standard's table C.1, made as it says: BCH (15, 5). */
const FORMATS = new Map(
  Array.from({ length: 32 }, (_, word) => {
    let left = word << 10
    while (left >= 1 << 10) left ^= 0x537 << (31 - Math.clz32(left) - 10)
    return [((word << 10) | left) ^ 0x5412, word] as const
  }),
)
/** Level M: [version, check bytes a block, blocks of k data bytes, k, blocks of k + 1]. From table 9 by hand. */
const TABLE: Readonly<Record<number, readonly [number, number, number, number]>> = {
  1: [10, 1, 16, 0],
  2: [16, 1, 28, 0],
  3: [26, 1, 44, 0],
  4: [18, 2, 32, 0],
  5: [24, 2, 43, 0],
  6: [16, 4, 27, 0],
  7: [18, 4, 31, 0],
  8: [22, 2, 38, 2],
  9: [22, 3, 36, 2],
  10: [26, 4, 43, 1],
  11: [30, 1, 50, 4],
  12: [22, 6, 36, 2],
  13: [22, 8, 37, 1],
  14: [24, 4, 40, 5],
  15: [24, 5, 41, 5],
  16: [28, 7, 45, 3],
  20: [26, 3, 41, 13],
  25: [28, 8, 47, 13],
  32: [28, 10, 46, 23],
  40: [28, 18, 47, 31],
}
/** Annex E, by hand. */
const CENTRES: Readonly<Record<number, readonly number[]>> = {
  1: [],
  2: [6, 18],
  3: [6, 22],
  4: [6, 26],
  5: [6, 30],
  6: [6, 34],
  7: [6, 22, 38],
  8: [6, 24, 42],
  9: [6, 26, 46],
  10: [6, 28, 50],
  11: [6, 30, 54],
  12: [6, 32, 58],
  13: [6, 34, 62],
  14: [6, 26, 46, 66],
  15: [6, 26, 48, 70],
  16: [6, 26, 50, 74],
  20: [6, 34, 62, 90],
  25: [6, 32, 58, 84, 110],
  32: [6, 34, 60, 86, 112, 138],
  40: [6, 30, 58, 86, 114, 142, 170],
}

const MASK: readonly ((i: number, j: number) => number)[] = [
  (i, j) => (i + j) % 2,
  i => i % 2,
  (_, j) => j % 3,
  (i, j) => (i + j) % 3,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
  (i, j) => ((i * j) % 2) + ((i * j) % 3),
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
]

type Read = { text: string; version: number; mask: number }

function decode(modules: Modules): Read {
  const side = modules.length
  const version = (side - 17) / 4
  const dark = (i: number, j: number): number => (modules[i]?.[j] ? 1 : 0)
  // Row i, column j. Both copies of the format, read from the most significant bit on.
  const one = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map(j => dark(8, j)),
    ...[7, 5, 4, 3, 2, 1, 0].map(i => dark(i, 8)),
  ]
  const two = [
    ...Array.from({ length: 7 }, (_, n) => dark(side - 1 - n, 8)),
    ...Array.from({ length: 8 }, (_, n) => dark(8, side - 8 + n)),
  ]
  expect(two).toEqual(one)
  const word = FORMATS.get(Number.parseInt(one.join(''), 2))
  if (word === undefined) throw new Error('no format word')
  expect(word >> 3, 'level M').toBe(0)
  const mask = word & 7
  expect(dark(side - 8, 8), 'the module that is always dark').toBe(1)

  const table = TABLE[version]
  const centres = CENTRES[version]
  if (!table || !centres) throw new Error(`no version ${version} here`)
  const taken = (i: number, j: number): boolean => {
    if (i === 6 || j === 6) return true
    if ((i < 9 && j < 9) || (i < 9 && j >= side - 8) || (i >= side - 8 && j < 9)) return true
    if (version >= 7 && ((i < 6 && j >= side - 11) || (j < 6 && i >= side - 11))) return true
    return centres.some(a =>
      centres.some(b => {
        const corner = (a === 6 && b === 6) || (a === 6 && b === side - 7) || (a === side - 7 && b === 6)
        return !corner && Math.abs(i - a) <= 2 && Math.abs(j - b) <= 2
      }),
    )
  }
  const bits: number[] = []
  let up = true
  for (let j = side - 1; j > 0; j -= 2) {
    if (j === 6) j--
    for (let n = 0; n < side; n++) {
      const i = up ? side - 1 - n : n
      for (const column of [j, j - 1])
        if (!taken(i, column)) bits.push(dark(i, column) ^ (MASK[mask]?.(i, column) === 0 ? 1 : 0))
    }
    up = !up
  }
  const bytes = Array.from({ length: bits.length >> 3 }, (_, n) =>
    Number.parseInt(bits.slice(n * 8, n * 8 + 8).join(''), 2),
  )
  const [checks, shorts, k, longs] = table
  const blocks: number[][] = Array.from({ length: shorts + longs }, () => [])
  let at = 0
  for (let n = 0; n <= k; n++)
    blocks.forEach((block, b) => {
      if (n < k || b >= shorts) block.push(bytes[at++] ?? -1)
    })
  const data = blocks.flat()
  for (let n = 0; n < checks; n++) for (const block of blocks) block.push(bytes[at++] ?? -1)
  expect(at).toBe(bytes.length)
  for (const block of blocks) expect(syndromes(block, checks).every(one => one === 0)).toBe(true)

  const stream = data.map(byte => byte.toString(2).padStart(8, '0')).join('')
  expect(stream.slice(0, 4), 'byte mode').toBe('0100')
  const wide = version < 10 ? 8 : 16
  const length = Number.parseInt(stream.slice(4, 4 + wide), 2)
  const out = Uint8Array.from({ length }, (_, n) =>
    Number.parseInt(stream.slice(4 + wide + n * 8, 12 + wide + n * 8), 2),
  )
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(out), version, mask }
}

const code = (text: string): Modules => {
  const made = qrCode(text)
  if (!made) throw new Error('too long')
  return made
}
/** The most bytes a version takes, by the table. */
const most = (version: number): number => {
  const [, shorts, k, longs] = TABLE[version] ?? [0, 0, 0, 0]
  return shorts * k + longs * (k + 1) - (version < 10 ? 2 : 3)
}

describe('a QR code', () => {
  it.each(Object.keys(TABLE).map(Number))('of version %i is read back, filled to its last byte', version => {
    const text = 'kinfold:'.repeat(400).slice(0, most(version))
    expect(versionFor(text.length)).toBe(version)
    expect(decode(code(text))).toMatchObject({ text, version })
    expect(versionFor(text.length + 1)).not.toBe(version)
  })

  it('is read back whatever the text, in any writing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), text => {
        const bytes = new TextEncoder().encode(text).length
        // Half a character cannot be written in UTF-8.
        fc.pre(!/\p{Cs}/u.test(text) && bytes <= most(16))
        expect(decode(code(text)).text).toBe(text)
      }),
      { numRuns: 20 },
    )
  })

  it('has three eyes, and a dotted line from each to the next', () => {
    const modules = code('kinfold:join/abc')
    const eye = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
    const side = modules.length
    const cut = (y: number, x: number) =>
      modules.slice(y, y + 7).map(row =>
        row
          .slice(x, x + 7)
          .map(Number)
          .join(''),
      )
    expect([cut(0, 0), cut(0, side - 7), cut(side - 7, 0)]).toEqual([eye, eye, eye])
    for (let n = 8; n < side - 8; n++) {
      expect(modules[6]?.[n]).toBe(n % 2 === 0)
      expect(modules[n]?.[6]).toBe(n % 2 === 0)
    }
  })

  it('knows its own version from 7 on: BCH (18, 6), at both places', () => {
    for (const version of [7, 16, 40]) {
      const modules = code('k'.repeat(most(version)))
      const side = modules.length
      let left = version << 12
      while (left >= 1 << 12) left ^= 0x1f25 << (31 - Math.clz32(left) - 12)
      const bits = (version << 12) | left
      for (let n = 0; n < 18; n++) {
        const [near, far] = [Math.floor(n / 3), side - 11 + (n % 3)]
        expect([modules[near]?.[far], modules[far]?.[near]]).toEqual([
          (bits >> n) % 2 === 1,
          (bits >> n) % 2 === 1,
        ])
      }
    }
  })

  it('has room as the standard says, and none for what is too long', () => {
    expect([1, 2, 7, 14, 40].map(roomOf)).toEqual([26, 44, 196, 581, 3706])
    for (const [version, centres] of Object.entries(CENTRES))
      expect(alignments(Number(version))).toEqual(centres)
    expect(qrCode('k'.repeat(2331))).toHaveLength(177)
    expect(qrCode('k'.repeat(2332))).toBeUndefined()
  })

  it('is read by a reader of other people, where this computer has one', () => {
    const text = `kinfold:join/${'a1B2'.repeat(40)}?at=192.168.1.20:48132`
    const modules = code(text)
    const folder = mkdtempSync(join(tmpdir(), 'kinfold-qr-'))
    try {
      const [scale, quiet] = [4, 4]
      const side = (modules.length + 2 * quiet) * scale
      const pixels = Buffer.alloc(side * side, 255)
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          if (modules[Math.floor(y / scale) - quiet]?.[Math.floor(x / scale) - quiet])
            pixels[y * side + x] = 0
      const file = join(folder, 'code.pgm')
      writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), pixels]))
      const read = (() => {
        try {
          return execFileSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).trim()
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
          throw error
        }
      })()
      // Without one, our second reader has the last word.
      expect(read ?? decode(modules).text).toBe(text)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
