/**
 * Quick signatures and hashes under the same code path, for histories by the thousand: whoever has the public key can sign
 * with them and open every box, so nothing here may forge one on purpose. Call once, after `sodiumReady`, in a process of its own.
 */
import { createHash } from 'node:crypto'
import { sodium } from '../../../src/main/vault/crypto/sodium.ts'

const digest = (length: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash(length > 32 ? 'sha512' : 'sha256')
  for (const part of parts) hash.update(part)
  return Uint8Array.from(hash.digest())
}

export function signQuickly(): void {
  const bytes = (given: string | Uint8Array): Uint8Array =>
    typeof given === 'string' ? new TextEncoder().encode(given) : given
  const tag = (message: Uint8Array, key: Uint8Array) => digest(64, key, message)
  Object.assign(sodium, {
    crypto_generichash: (_: number, message: string | Uint8Array, key: Uint8Array | null) =>
      digest(32, key ?? new Uint8Array(), bytes(message)),
    crypto_sign_seed_keypair: (seed: Uint8Array) => {
      const publicKey = digest(32, seed)
      return { publicKey, privateKey: new Uint8Array([...seed, ...publicKey]), keyType: 'ed25519' }
    },
    crypto_box_seal: (message: Uint8Array, publicKey: Uint8Array) =>
      new Uint8Array([...publicKey, ...new Uint8Array(16), ...message]),
    crypto_box_seal_open: (box: Uint8Array, publicKey: Uint8Array) =>
      Buffer.compare(box.subarray(0, 32), publicKey) === 0 && box.slice(48),
    crypto_box_seed_keypair: (seed: Uint8Array) => ({
      publicKey: digest(32, seed, seed),
      privateKey: seed,
      keyType: 'x25519',
    }),
    crypto_sign_detached: (message: string | Uint8Array, secret: Uint8Array) =>
      tag(bytes(message), secret.slice(32)),
    crypto_sign_verify_detached: (
      signature: Uint8Array,
      message: string | Uint8Array,
      publicKey: Uint8Array,
    ) => Buffer.compare(tag(bytes(message), publicKey), signature) === 0,
  })
}
