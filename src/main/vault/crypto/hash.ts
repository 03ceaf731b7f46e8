/** BLAKE2b-256 (RFC 7693), plain and keyed, never without a domain: one hash cannot stand in for another. */
import { concat } from '../../../shared/bytes.ts'
import { type Hash, KEY } from './keys.ts'
import { sodium } from './sodium.ts'

export type Domain = `kinfold/${string}/${number}`

const prefixes = new Map<Domain, Uint8Array>()

/** One byte of length, then the domain's ASCII: no domain's prefix is the beginning of another's. */
export function prefix(domain: Domain): Uint8Array {
  const known = prefixes.get(domain)
  if (known) return known
  const name = new TextEncoder().encode(domain)
  const made = concat(Uint8Array.of(name.length), name)
  prefixes.set(domain, made)
  return made
}

/**
 * 32 bytes over `len(domain) | domain | parts`. Parts are joined as they are: at most one of them may vary in length,
 * else they are encoded as one CBOR array first.
 */
export const hash = (domain: Domain, ...parts: readonly Uint8Array[]): Hash =>
  sodium.crypto_generichash(KEY, concat(prefix(domain), ...parts), null) as Hash

/** The same under a key of 32 bytes: a key derivation, or a tag nobody without the key can make. */
export const keyed = (key: Uint8Array, domain: Domain, ...parts: readonly Uint8Array[]): Hash =>
  sodium.crypto_generichash(KEY, concat(prefix(domain), ...parts), key) as Hash

/** `keyed` of one part that comes in pieces. `end` at most once; `drop` instead of it, when it never ends. */
export function keyedStream(key: Uint8Array, domain: Domain) {
  const state = sodium.crypto_generichash_init(key, KEY)
  sodium.crypto_generichash_update(state, prefix(domain))
  return {
    add: (piece: Uint8Array): void => sodium.crypto_generichash_update(state, piece),
    end: (): Hash => sodium.crypto_generichash_final(state, KEY) as Hash,
    // libsodium frees its state with the answer alone.
    drop: (): void => void sodium.crypto_generichash_final(state, KEY),
  }
}
