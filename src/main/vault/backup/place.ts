/**
 * Where backups go, kept a second time beside the header, sealed under the vault key: a damaged database cannot say it,
 * and then it is needed most. Without the passphrase it says nothing, not even how long the path is (docs/decisions/0010).
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { concat } from '../../../shared/bytes.ts'
import { open, seal } from '../crypto/aead.ts'
import { keyed } from '../crypto/hash.ts'
import { writeAtomically } from '../storage/file.ts'

export const PLACE_FILE = 'backups'
const DOMAIN = 'kinfold/backup-place/1'
const ROOM = 4096

const keyFor = (vaultKey: Uint8Array): Uint8Array => keyed(vaultKey, DOMAIN)
const ad = new TextEncoder().encode(DOMAIN)

/** Undefined when none is kept, or it was sealed under another key. */
export function readPlace(dir: string, vaultKey: Uint8Array): string | undefined {
  try {
    const file = join(dir, PLACE_FILE)
    // A pipe would never end.
    if (!fs.statSync(file).isFile()) return undefined
    const plain = open(fs.readFileSync(file), ad, keyFor(vaultKey))
    if (!plain || plain.length < ROOM) return undefined
    const length = ((plain[0] ?? 0) << 8) | (plain[1] ?? 0)
    return length === 0 ? undefined : new TextDecoder().decode(plain.subarray(2, 2 + length))
  } catch {
    return undefined
  }
}

/** `folder` undefined: none is chosen, which looks the same from outside. Paths of 4,094 bytes and more are not kept. */
export function writePlace(dir: string, vaultKey: Uint8Array, folder: string | undefined): void {
  const path = new TextEncoder().encode(folder ?? '')
  if (path.length > ROOM - 2) return
  const plain = concat(
    Uint8Array.of(path.length >> 8, path.length & 255),
    path,
    new Uint8Array(ROOM - 2 - path.length),
  )
  writeAtomically(dir, PLACE_FILE, seal(plain, ad, keyFor(vaultKey)))
}
