/** Into a vault folder that is not the open one: by what somebody types, or by a key that is in hand. */

import type { Key } from '../../../shared/contract/keys.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { type Secret, secret } from '../crypto/passphrase.ts'
import { authentic, type Header, type Read, unwrap } from '../storage/header.ts'
import type { How } from '../storage/open.ts'
import { typed } from '../storage/typed.ts'

/** `how.key` is wiped when this is disposed of. */
export type Entered = { readonly header: Header; readonly how: How } & Disposable

const entered = ({ header }: Read, key: Secret): Entered => ({
  header,
  how: { cipher: header.cipher, key: key.bytes },
  [Symbol.dispose]: key[Symbol.dispose],
})

/** faults: wrong-passphrase, wrong-words, words-unreadable, backup-damaged, newer-version */
export async function enter(
  found: Result<Read, Fault>,
  key: Key,
  derive: Derive,
): Promise<Result<Entered, Fault>> {
  if (!found.ok) return err(found.fault === 'damaged' ? 'backup-damaged' : found.fault)
  const tried = typed(key)
  if (!tried.ok) return tried
  const vaultKey = await unwrap(found.value, tried.value, derive)
  if (vaultKey.ok) return ok(entered(found.value, vaultKey.value))
  return err(vaultKey.fault === 'damaged' ? 'backup-damaged' : vaultKey.fault)
}

/** With the key of another header: undefined when this one was made under another. A copy is held. */
export const enterWith = (found: Read, vaultKey: Uint8Array): Entered | undefined =>
  authentic(found, vaultKey) ? entered(found, secret(Uint8Array.from(vaultKey))) : undefined
