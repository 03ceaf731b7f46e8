/** ristretto255 as RFC 9496 tells it, slowly and in plain view: a second reader beside libsodium. */
const P = 2n ** 255n - 19n
/** The order of the group. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (x: bigint, m = P): bigint => ((x % m) + m) % m
const power = (base: bigint, exponent: bigint): bigint => {
  let [out, square] = [1n, mod(base)]
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) out = mod(out * square)
    square = mod(square * square)
  }
  return out
}
const isNegative = (x: bigint): boolean => (mod(x) & 1n) === 1n
const abs = (x: bigint): bigint => (isNegative(x) ? mod(-x) : mod(x))

/** Section 4.1. */
const D = mod(-121665n * power(121666n, P - 2n))
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n
const SQRT_AD_MINUS_ONE = 25063068953384623474111414158702152701244531502492656460079210482610430750235n
const INVSQRT_A_MINUS_D = 54469307008909316920995813868745141605393597292927456921205312896311721017578n
const ONE_MINUS_D_SQ = mod(1n - D * D)
const D_MINUS_ONE_SQ = mod((D - 1n) * (D - 1n))

type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint]

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)

/** SQRT_RATIO_M1, section 4.2. */
function root(u: bigint, v: bigint): [boolean, bigint] {
  const r = mod(u * v ** 3n * power(mod(u * v ** 7n), (P - 5n) / 8n))
  const check = mod(v * r * r)
  const [correct, flipped, turned] = [u, -u, -u * SQRT_M1].map(x => check === mod(x))
  return [correct === true || flipped === true, abs(flipped || turned ? r * SQRT_M1 : r)]
}

/** MAP, section 4.3.4. */
function mapped(bytes: Uint8Array): Point {
  const t = numberOf(bytes) % 2n ** 255n
  const r = mod(SQRT_M1 * t * t)
  const u = mod((r + 1n) * ONE_MINUS_D_SQ)
  const v = mod((-1n - r * D) * (r + D))
  const [square, found] = root(u, v)
  const s = square ? found : mod(-abs(found * t))
  const n = mod((square ? -1n : r) * (r - 1n) * D_MINUS_ONE_SQ - v)
  const [w0, w1, w2, w3] = [2n * s * v, n * SQRT_AD_MINUS_ONE, 1n - s * s, 1n + s * s].map(x => mod(x)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  return [mod(w0 * w3), mod(w2 * w1), mod(w1 * w3), mod(w0 * w2)]
}

/** RFC 8032, 5.1.4. */
function sum([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2))
  const b = mod((y1 + x1) * (y2 + x2))
  const c = mod(2n * D * t1 * t2)
  const d = mod(2n * z1 * z2)
  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))]
}

/** Section 4.3.2. */
function encoded([x0, y0, z0, t0]: Point): Buffer {
  const u1 = mod((z0 + y0) * (z0 - y0))
  const u2 = mod(x0 * y0)
  const [, inverse] = root(1n, mod(u1 * u2 * u2))
  const [den1, den2] = [mod(inverse * u1), mod(inverse * u2)]
  const z = mod(den1 * den2 * t0)
  const turn = isNegative(t0 * z)
  const x = turn ? mod(y0 * SQRT_M1) : x0
  const y = turn ? mod(x0 * SQRT_M1) : y0
  const den = turn ? mod(den1 * INVSQRT_A_MINUS_D) : den2
  const s = abs(den * (z0 - (isNegative(x * z) ? -y : y)))
  return Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()
}

/** The element derived from 64 bytes, times each of these scalars, which are as many bytes as one likes. */
export function ristretto(hash: Uint8Array, ...scalars: readonly Uint8Array[]): Buffer {
  let point = sum(mapped(hash.subarray(0, 32)), mapped(hash.subarray(32)))
  for (const scalar of scalars) {
    let out: Point = [0n, 1n, 1n, 0n]
    for (let e = mod(numberOf(scalar), L); e > 0n; e >>= 1n) {
      if (e & 1n) out = sum(out, point)
      point = sum(point, point)
    }
    point = out
  }
  return encoded(point)
}
