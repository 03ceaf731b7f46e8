/**
 * Whether two mean the same, without either saying what: each multiplies a point made of what it means by a secret of its
 * own (ristretto255, RFC 9496), and what comes of both secrets is one value exactly if the points were one. As in CPace
 * (draft-irtf-cfrg-cpace): a point that was sent fits anything equally well, and each answer to it is one guess.
 */
import { concat } from '../../../shared/bytes.ts'
import { type Domain, prefix } from './hash.ts'
import { random } from './random.ts'
import { sodium } from './sodium.ts'

/** `point`, 32 bytes, is what the other is sent; `secret` stays. */
export type Blind = { readonly point: Uint8Array; readonly secret: Uint8Array }

/** The point of what is meant: `crypto_core_ristretto255_from_hash` of BLAKE2b-512 over `len(domain) | domain | meant`. */
export function blind(domain: Domain, meant: Uint8Array): Blind {
  const base = sodium.crypto_core_ristretto255_from_hash(
    sodium.crypto_generichash(sodium.crypto_core_ristretto255_HASHBYTES, concat(prefix(domain), meant), null),
  )
  const secret = sodium.crypto_core_ristretto255_scalar_reduce(
    random(sodium.crypto_core_ristretto255_NONREDUCEDSCALARBYTES),
  )
  return { point: sodium.crypto_scalarmult_ristretto255(secret, base), secret }
}

/** 32 bytes that the other end has too if it meant the same. Undefined when theirs is no point. */
export function meet(secret: Uint8Array, point: Uint8Array): Uint8Array | undefined {
  if (point.length !== sodium.crypto_core_ristretto255_BYTES) return undefined
  try {
    return sodium.crypto_scalarmult_ristretto255(secret, point)
  } catch {
    return undefined
  }
}
