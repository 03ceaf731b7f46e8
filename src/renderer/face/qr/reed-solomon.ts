/** Check bytes by which a reader mends what it misread: Reed–Solomon over GF(256), ISO/IEC 18004:2015 7.5.2 and annex A. */

/** x^8 + x^4 + x^3 + x^2 + 1; 2 is a generator. */
const FIELD = 0x11d
const EXP = new Uint8Array(512)
const LOG = new Uint8Array(256)
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x
  EXP[i + 255] = x
  LOG[x] = i
  x = x & 0x80 ? (x << 1) ^ FIELD : x << 1
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0)

/** (x - 2^0)(x - 2^1)…(x - 2^(count-1)), without its first coefficient, which is 1. */
function generator(count: number): Uint8Array {
  const factors = new Uint8Array(count)
  factors[count - 1] = 1
  let root = 1
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++)
      factors[j] = times(factors[j] ?? 0, root) ^ (j + 1 < count ? (factors[j + 1] ?? 0) : 0)
    root = times(root, 2)
  }
  return factors
}

/** `count` bytes: what is left of the bytes, as a polynomial, divided by the generator. */
export function checkBytes(bytes: Uint8Array, count: number): Uint8Array {
  const divisor = generator(count)
  const left = new Uint8Array(count)
  for (const byte of bytes) {
    const lead = byte ^ (left[0] ?? 0)
    left.copyWithin(0, 1)
    left[count - 1] = 0
    for (let i = 0; i < count; i++) left[i] = (left[i] ?? 0) ^ times(divisor[i] ?? 0, lead)
  }
  return left
}
