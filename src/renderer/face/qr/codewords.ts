/** Text as the codewords of a QR code: byte mode, error correction level M. ISO/IEC 18004:2015 7.4 and table 9. */
import { checkBytes } from './reed-solomon.ts'

/** Level M by version, 1 to 40: check bytes of each block, and blocks. Table 9. */
const CHECKS = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
]
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
]
export const LARGEST = 40

/** Bytes of data and checks that a version has room for: its modules without the patterns. */
export function roomOf(version: number): number {
  const side = version * 4 + 17
  let modules = side * side - 3 * 64 - 2 * 15 - 1 - 2 * (side - 16)
  if (version >= 2) {
    const along = Math.floor(version / 7) + 2
    modules -= (along * along - 3) * 25 - (along - 2) * 2 * 5
    if (version >= 7) modules -= 36
  }
  return modules >> 3
}

const checksOf = (version: number): number => CHECKS[version - 1] ?? 0
const blocksOf = (version: number): number => BLOCKS[version - 1] ?? 0
const dataOf = (version: number): number => roomOf(version) - checksOf(version) * blocksOf(version)
/** Bits that say how many bytes follow. */
const countBits = (version: number): number => (version < 10 ? 8 : 16)

/** The smallest version for so many bytes; undefined: none is large enough. */
export function versionFor(bytes: number): number | undefined {
  for (let version = 1; version <= LARGEST; version++)
    if (4 + countBits(version) + bytes * 8 <= dataOf(version) * 8) return version
  return undefined
}

function data(bytes: Uint8Array, version: number): Uint8Array {
  const out = new Uint8Array(dataOf(version))
  let at = 0
  const put = (value: number, bits: number): void => {
    for (let i = bits - 1; i >= 0; i--, at++)
      if ((value >> i) & 1) out[at >> 3] = (out[at >> 3] ?? 0) | (0x80 >> (at & 7))
  }
  put(0b0100, 4)
  put(bytes.length, countBits(version))
  for (const byte of bytes) put(byte, 8)
  // Four zeros end it, as far as there is room, and two bytes in turn fill the rest.
  at = Math.min(out.length * 8, at + 4)
  for (let i = Math.ceil(at / 8), odd = true; i < out.length; i++, odd = !odd) out[i] = odd ? 0xec : 0x11
  return out
}

/** In blocks, each with its checks, and laced: the first byte of each block, the second of each … */
export function codewords(bytes: Uint8Array, version: number): Uint8Array {
  const all = data(bytes, version)
  const blocks = blocksOf(version)
  const checks = checksOf(version)
  const short = Math.floor(all.length / blocks)
  const shorts = blocks - (all.length % blocks)
  const rows: { data: Uint8Array; checks: Uint8Array }[] = []
  for (let i = 0, from = 0; i < blocks; i++) {
    const one = all.subarray(from, from + short + (i < shorts ? 0 : 1))
    from += one.length
    rows.push({ data: one, checks: checkBytes(one, checks) })
  }
  const laced: number[] = []
  for (let i = 0; i <= short; i++)
    for (const { data: one } of rows) if (i < one.length) laced.push(one[i] ?? 0)
  for (let i = 0; i < checks; i++) for (const { checks: one } of rows) laced.push(one[i] ?? 0)
  return Uint8Array.from(laced)
}
