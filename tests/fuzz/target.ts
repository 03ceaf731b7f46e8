import { equal } from '../../src/shared/bytes.ts'

export type Target = {
  readonly name: string
  readonly good: readonly Uint8Array[]
  /** The bytes are CBOR: well-formed ones that say something else are tried, too. */
  readonly cbor?: true
  /** The same of JSON. */
  readonly json?: true
  /** Takes milliseconds and not microseconds: tried once where others are tried twenty times. */
  readonly slow?: true
  /** Whether the bytes are taken. Throws where the reader does, or where what it took does not hold. */
  readonly take: (bytes: Uint8Array) => boolean | Promise<boolean>
}

/** One value, one encoding: what was taken is written again as it came. */
export function same(written: Uint8Array, bytes: Uint8Array): true {
  if (!equal(written, bytes)) throw new Error('taken, but not the one encoding of what it says')
  return true
}

export const filled = (n: number, length = 32): Uint8Array => new Uint8Array(length).fill(n)
