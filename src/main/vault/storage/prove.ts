/** Whether a passphrase or recovery words open this vault, while it is open already: nothing is opened, nothing changes. */
import { equal } from '../../../shared/bytes.ts'
import type { Key } from '../../../shared/contract/keys.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { ready, unwrap } from './header.ts'
import { headerOn, type Standing } from './rewrite.ts'
import { typed } from './typed.ts'

/**
 * Another vault's header, put in the place of this one's, proves nothing: `damaged`.
 * faults: wrong-passphrase, wrong-words, words-unreadable, damaged, newer-version
 */
export async function prove(
  { dir, key }: Pick<Standing, 'dir' | 'key'>,
  by: Key,
  derive: Derive,
): Promise<Result<true, Fault>> {
  const tried = typed(by)
  if (!tried.ok) return tried
  await ready()
  const found = headerOn(dir)
  if (!found.ok) return found
  const unwrapped = await unwrap(found.value, tried.value, derive)
  if (!unwrapped.ok) return unwrapped
  using vaultKey = unwrapped.value
  return equal(vaultKey.bytes, key) ? ok(true) : err('damaged')
}
