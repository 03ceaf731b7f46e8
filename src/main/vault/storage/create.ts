/** A new vault in an empty place. It exists from the moment its header does; before that nothing was made. */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { calibrate, type Derive, type Kdf } from '../crypto/passphrase.ts'
import { fastestCipher } from './cipher.ts'
import { makeDir, ownFiles, syncDir, writeAtomically } from './file.ts'
import { databaseFile, fresh, HEADER_FILE, type Header, ready, wrap, write } from './header.ts'
import { takeLock } from './lock.ts'
import { type Migration, migrate } from './migrate.ts'
import { open } from './open.ts'
import { clearUnfinished, standing } from './standing.ts'
import { tooShort, passphrase as typedPassphrase } from './typed.ts'
import type { Opened } from './unlock.ts'

export type Making = {
  readonly dir: string
  readonly passphrase: string
  readonly derive: Derive
  readonly migrations: readonly Migration[]
  /** Fixed, weak parameters: tests alone pass them. Otherwise they are measured on this computer. */
  readonly kdf?: Kdf
}

const now = (): number => performance.now()

function clear(dir: string): void {
  // Somebody may take the folder away while the vault is open, or erase it.
  if (fs.existsSync(dir)) clearUnfinished(dir)
}

/** faults: vault-exists, passphrase-too-short (under 8 characters as a person counts them), vault-in-use */
export async function create({
  dir,
  passphrase,
  derive,
  migrations,
  kdf,
}: Making): Promise<Result<Opened, Fault>> {
  if (tooShort(passphrase)) return err('passphrase-too-short')
  if (standing(dir) !== 'none') return err('vault-exists')
  makeDir(dir)
  using claim = new DisposableStack()
  const lock = takeLock(dir)
  if (!lock) return err('vault-in-use')
  claim.use(lock)
  if (standing(dir) !== 'none') return err('vault-exists')
  clear(dir)
  // Whatever stops it short, a full disk say: what it leaves is nobody's notebook.
  claim.defer(() => {
    if (!fs.existsSync(join(dir, HEADER_FILE))) clear(dir)
  })

  await ready()
  const { vaultId, file, vaultKey } = fresh()
  claim.use(vaultKey)
  const cipher = fastestCipher(one => join(dir, `timing-${one}.new`), now)
  const strength = kdf ?? (await calibrate(derive, now))
  const slot = await wrap(vaultKey.bytes, vaultId, typedPassphrase(passphrase), strength, derive)
  const header: Header = { vaultId, file, generation: 1, cipher, slots: [slot] }

  const how = { cipher, key: vaultKey.bytes }
  const path = join(dir, databaseFile(header))
  const making = open(`${path}.new`, how, true)
  try {
    migrate(making, migrations)
    making.prepare('INSERT INTO vault (one, id, generation) VALUES (1, ?, ?)').run(vaultId, header.generation)
  } finally {
    making.close()
  }
  syncDir(dir)
  writeAtomically(dir, HEADER_FILE, write(header, vaultKey.bytes))
  // Should the computer stop here, unlocking does this rename.
  fs.renameSync(`${path}.new`, path)
  syncDir(dir)
  const db = open(path, how)
  ownFiles(dir)
  const held = claim.move()
  return ok({ db, how, notices: [], told: () => {}, release: () => held.dispose() })
}
