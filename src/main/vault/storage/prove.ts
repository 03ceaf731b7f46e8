/** Whether a passphrase opens this vault, while it is open already: nothing is opened and nothing changes. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { HEADER_FILE, read, ready, unwrap } from './header.ts'

/** faults: wrong-passphrase, damaged, newer-version */
export async function prove(dir: string, passphrase: string, derive: Derive): Promise<Result<true, Fault>> {
  await ready()
  const found = read(fs.readFileSync(join(dir, HEADER_FILE)))
  if (!found.ok) return found
  const key = await unwrap(found.value, passphrase, derive)
  if (!key.ok) return key
  key.value[Symbol.dispose]()
  return ok(true)
}
