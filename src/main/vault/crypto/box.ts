/** Sealed boxes (libsodium crypto_box_seal, X25519): anyone can put something in, one device can take it out. */
import type { BoxPublic, BoxSecret, Seed } from './keys.ts'
import { sodium } from './sodium.ts'

export type BoxKeys = { readonly publicKey: BoxPublic; readonly secretKey: BoxSecret }

/** Bytes a sealed box is longer than what is in it. */
export const BOX_OVERHEAD = 48

export function boxKeys(seed: Seed): BoxKeys {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return { publicKey: publicKey as BoxPublic, secretKey: privateKey as BoxSecret }
}

/** Undefined when `to` is no key one can seal to (a point of small order). */
export function sealTo(message: Uint8Array, to: BoxPublic): Uint8Array | undefined {
  try {
    return sodium.crypto_box_seal(message, to)
  } catch {
    return undefined
  }
}

/** Undefined when it is not for these keys, or is damaged. */
export function openSealed(box: Uint8Array, keys: BoxKeys): Uint8Array | undefined {
  try {
    return sodium.crypto_box_seal_open(box, keys.publicKey, keys.secretKey) || undefined
  } catch {
    return undefined
  }
}
