/** Session keys of a link as crypto_kx derives them (X25519, BLAKE2b), from ephemeral keys used once. */
import type { BoxKeys } from './box.ts'
import { type BoxPublic, type BoxSecret, KEY, type LinkKey } from './keys.ts'
import { sodium } from './sodium.ts'

export type Sessions = { readonly rx: LinkKey; readonly tx: LinkKey }

export function ephemeral(): BoxKeys {
  const { publicKey, privateKey } = sodium.crypto_kx_keypair()
  return { publicKey: publicKey as BoxPublic, secretKey: privateKey as BoxSecret }
}

/** What one end receives under is what the other sends under. Undefined when theirs is no public key (small order). */
export function sessionKeys(
  role: 'client' | 'server',
  own: BoxKeys,
  theirs: Uint8Array,
): Sessions | undefined {
  if (theirs.length !== KEY) return undefined
  try {
    const derive =
      role === 'client' ? sodium.crypto_kx_client_session_keys : sodium.crypto_kx_server_session_keys
    const { sharedRx, sharedTx } = derive(own.publicKey, own.secretKey, theirs)
    return { rx: sharedRx as LinkKey, tx: sharedTx as LinkKey }
  } catch {
    return undefined
  }
}
