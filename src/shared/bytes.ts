/** Plain helpers over byte arrays, for every room: no Buffer, no DOM. */
import * as v from 'valibot'

/** Bytes in a contract, of one length when it is said. */
export const Bytes = (length?: number) =>
  v.custom<Uint8Array>(
    value => value instanceof Uint8Array && (length === undefined || value.length === length),
  )

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  // A plain loop: `every` takes ten times as long, and a paste of 2 MB is compared several times on its way.
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Lexicographic order, as SQLite's memcmp and deterministic CBOR use it. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const d = (a[i] ?? 0) - (b[i] ?? 0)
    if (d !== 0) return d
  }
  return a.length - b.length
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, b => HEX[b]).join('')

/** @throws when the text is not an even number of hex digits: ids are parsed at the edge before they come here. */
export function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error('not lower-case hex')
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}
