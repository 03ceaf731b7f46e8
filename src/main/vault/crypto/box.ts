/** Sealed boxes (libsodium crypto_box_seal, X25519): anyone can put something in, one device can take it out. */
import { type BoxPublic, type BoxSecret, KEY, type Seed } from './keys.ts'
import { random } from './random.ts'
import { sodium } from './sodium.ts'

export type BoxKeys = { readonly publicKey: BoxPublic; readonly secretKey: BoxSecret }

/** Bytes a sealed box is longer than what is in it. */
export const BOX_OVERHEAD = 48

export function boxKeys(seed: Seed): BoxKeys {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return { publicKey: publicKey as BoxPublic, secretKey: privateKey as BoxSecret }
}

/**
 * Where `to` is no key one can seal to (a point of small order, which its owner alone can have made), a box of the same
 * length that is nobody's: else one such key keeps everybody from theirs.
 */
export function sealTo(message: Uint8Array, to: BoxPublic): Uint8Array {
  if (to.length !== KEY) throw new Error('not a box key')
  try {
    return sodium.crypto_box_seal(message, to)
  } catch {
    return sealToNobody(message.length)
  }
}

/** Like a box of so many bytes, sealed to a key that is forgotten at once. */
export const sealToNobody = (bytes: number): Uint8Array =>
  sodium.crypto_box_seal(random(bytes), boxKeys(random(KEY) as Seed).publicKey)

/** Undefined when it is not for these keys, or is damaged. */
export function openSealed(box: Uint8Array, keys: BoxKeys): Uint8Array | undefined {
  try {
    return sodium.crypto_box_seal_open(box, keys.publicKey, keys.secretKey) || undefined
  } catch {
    return undefined
  }
}
