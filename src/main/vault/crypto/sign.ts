/** Ed25519 (RFC 8032), detached, over a message that begins with its domain: a signature says what it is for. */
import { concat } from '../../../shared/bytes.ts'
import { type Domain, prefix } from './hash.ts'
import { type Seed, SIGNATURE, type Signature, type SignPublic, type SignSecret } from './keys.ts'
import { sodium } from './sodium.ts'

export type SignKeys = { readonly publicKey: SignPublic; readonly secretKey: SignSecret }

export function signKeys(seed: Seed): SignKeys {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed)
  return { publicKey: publicKey as SignPublic, secretKey: privateKey as SignSecret }
}

export const sign = (domain: Domain, message: Uint8Array, secretKey: SignSecret): Signature =>
  sodium.crypto_sign_detached(concat(prefix(domain), message), secretKey) as Signature

/** False for anything that is not this key's signature over exactly this, keys and signatures of odd make included. */
export function verify(
  domain: Domain,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: SignPublic,
): boolean {
  if (signature.length !== SIGNATURE || publicKey.length !== sodium.crypto_sign_PUBLICKEYBYTES) return false
  return sodium.crypto_sign_verify_detached(signature, concat(prefix(domain), message), publicKey)
}
