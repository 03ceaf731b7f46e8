/** Bytes that are nearly right: what a careful stranger, a bad disk or an older program could hand in. */

import { type Cbor, decode, encode } from '../../src/main/vault/circle/cbor.ts'

/** A generator of numbers below 1 that begins anew the same from the same seed (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Numbers on which decoders stumble: ends of ranges, heads of CBOR with lengths, breaks and tags. */
const SHARP = [
  0, 1, 0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1f, 0x3b, 0x5b, 0x5f, 0x7f, 0x80, 0x9b, 0x9f, 0xbb, 0xbf, 0xc0, 0xf4,
  0xf6, 0xf7, 0xfb, 0xff,
]

export function mutate(good: readonly Uint8Array[], chance: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(chance() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256))
  if (chance() < 0.03) return noise(below(200))
  let bytes = pick(good)
  const splice = (from: number, to: number, between: Uint8Array): void => {
    const next = new Uint8Array(from + between.length + Math.max(0, bytes.length - to))
    next.set(bytes.subarray(0, from))
    next.set(between, from)
    next.set(bytes.subarray(to), from + between.length)
    bytes = next
  }
  for (let left = 1 + below(4); left > 0; left--) {
    const at = below(bytes.length + 1)
    const to = Math.min(bytes.length, at + 1 + below(chance() < 0.8 ? 4 : 64))
    const other = pick(good)
    switch (below(8)) {
      case 0:
        splice(at, Math.min(bytes.length, at + 1), Uint8Array.of((bytes[at] ?? 0) ^ (1 << below(8))))
        break
      case 1:
        splice(at, Math.min(bytes.length, at + 1), Uint8Array.of(pick(SHARP)))
        break
      case 2:
        splice(at, to, new Uint8Array())
        break
      case 3:
        splice(at, at, noise(1 + below(8)))
        break
      case 4:
        splice(at, at, bytes.slice(at, to))
        break
      case 5:
        splice(at, bytes.length, other.slice(below(other.length + 1)))
        break
      case 6:
        splice(at, bytes.length, new Uint8Array())
        break
      default:
        splice(at, to, Uint8Array.of(pick(SHARP), ...noise(8)))
    }
  }
  return bytes
}

/** The same value with one in it, or in the bytes it carries, that is another kind of thing. */
function twisted(value: Cbor, chance: () => number): Cbor {
  const below = (limit: number): number => Math.floor(chance() * limit)
  const others: readonly Cbor[] = [
    0,
    -1,
    2 ** 53 - 1,
    '',
    'x',
    null,
    true,
    [],
    {},
    new Uint8Array(),
    new Uint8Array(32),
    [[]],
    { t: 'x' },
  ]
  const other = (): Cbor => others[below(others.length)] ?? null
  const twist = (value: Cbor): Cbor => {
    if (chance() < 0.15) return other()
    if (value instanceof Uint8Array) {
      const inner = value.length > 2 ? decode(value, { maxBytes: value.length }) : undefined
      return inner?.ok && typeof inner.value === 'object'
        ? encode(twist(inner.value))
        : mutate([value], chance)
    }
    if (Array.isArray(value)) {
      const at = below(value.length + 1)
      if (chance() < 0.15) return value.filter((_, i) => i !== at)
      if (at === value.length) return [...value, other()]
      return value.map((one: Cbor, i) => (i === at ? twist(one) : one))
    }
    if (typeof value !== 'object' || value === null) return other()
    const names = Object.keys(value)
    const name = names[below(names.length)]
    const rest = Object.entries(value)
    if (name === undefined || chance() < 0.1) return { ...value, more: other() }
    if (chance() < 0.1) return Object.fromEntries(rest.filter(([key]) => key !== name))
    return Object.fromEntries(
      rest.map(([key, one]) => [key, key === name ? twist(one as Cbor) : (one as Cbor)]),
    )
  }
  return twist(value)
}

/** Well-formed CBOR that says something else. */
export function retell(good: Uint8Array, chance: () => number): Uint8Array {
  const value = decode(good, { maxBytes: good.length })
  return value.ok ? encode(twisted(value.value, chance)) : good
}

/** Well-formed JSON that says something else; bytes in it become an object of numbers. */
export function retellJson(good: Uint8Array, chance: () => number): Uint8Array {
  const value = JSON.parse(new TextDecoder().decode(good)) as Cbor
  return new TextEncoder().encode(JSON.stringify(twisted(value, chance)))
}
