/** XChaCha20-Poly1305-IETF with a random nonce in front: `nonce (24) | ciphertext | tag (16)`. */
import { concat } from '../../../shared/bytes.ts'
import { random } from './random.ts'
import { sodium } from './sodium.ts'

export const NONCE = 24
/** Bytes a sealed text is longer than the plain one. */
export const AEAD_OVERHEAD = NONCE + 16

/**
 * `ad` is bound to the text and travels beside it. `key` has 32 bytes. `nonce`: random, but where it is a keyed hash of the
 * text itself, so that one text has one sealed form (as in SIV, RFC 5297, 1.3.2).
 */
export function seal(plain: Uint8Array, ad: Uint8Array, key: Uint8Array, nonce = random(NONCE)): Uint8Array {
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, ad, null, nonce, key))
}

/** Undefined when key, additional data or a single bit is another. */
export function open(sealed: Uint8Array, ad: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  if (sealed.length < AEAD_OVERHEAD) return undefined
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(NONCE),
      ad,
      sealed.subarray(0, NONCE),
      key,
    )
  } catch {
    return undefined
  }
}
