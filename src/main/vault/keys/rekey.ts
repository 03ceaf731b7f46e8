/**
 * A new key for the whole notebook: the database is copied under it to a file beside the old one, and one rename of the
 * header commits. Before that rename the old vault stands as it was; after it the new one, under the same passphrase.
 *
 * The copy keeps its unfinished name until the header names it, so whatever is unfinished at an opening and not named is
 * an attempt that was cut short. The copy remembers which database it replaced: no other one is ever taken away.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { toHex } from '../../../shared/bytes.ts'
import type { Rekeying } from '../../../shared/contract/keys.ts'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Derive } from '../crypto/passphrase.ts'
import { removeDatabase } from '../storage/clear.ts'
import { faultOf } from '../storage/fault.ts'
import { syncDir, writeAtomically } from '../storage/file.ts'
import {
  databaseFile,
  fresh,
  HEADER_FILE,
  type Header,
  PASSPHRASE,
  RECOVERY_WORDS,
  read,
  wrap,
  write,
} from '../storage/header.ts'
import type { How } from '../storage/open.ts'
import { nextGeneration, ownHeader, type Standing, wordsVoid } from '../storage/rewrite.ts'
import { passphrase as typedPassphrase } from '../storage/typed.ts'
import type { CopyDatabase, Copying, Step } from './copy.ts'

export type Rekey = {
  readonly vault: Standing & { readonly how: How }
  /** Proven already. */
  readonly passphrase: string
  readonly derive: Derive
  readonly copy: CopyDatabase
  readonly told: (rekeying: Rekeying) => void
  /** Given how to stop it, once there is something to stop. */
  readonly begun: (stop: () => void) => void
  /** The new header stands: closes the old database, wipes its key, lets go of the folder. */
  readonly over: () => void
}

/** How often the size of the copy is looked at, ms. */
const GLANCE = 250

const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Copies, and tells how far it is: the copy's size against the old one's. */
async function follow(
  start: (reached: (step: Step) => void) => Copying,
  files: { readonly from: string; readonly to: string },
  { told, begun }: Pick<Rekey, 'told' | 'begun'>,
) {
  let step: Step = 'copying'
  const expected = Math.max(1, sizeOf(files.from))
  const copying = start(reached => {
    step = reached
    told({ step, part: 0 })
  })
  begun(copying.stop)
  const glance = setInterval(() => {
    if (step === 'copying') told({ step, part: Math.min(1, sizeOf(files.to) / expected) })
  }, GLANCE)
  try {
    return await copying.ended
  } finally {
    clearInterval(glance)
  }
}

/** Whether the header on the disk names this database. */
function named(dir: string, file: Uint8Array): boolean {
  const found = read(fs.readFileSync(join(dir, HEADER_FILE)))
  return found.ok && toHex(found.value.header.file) === toHex(file)
}

/** `stopped` and every fault: the old vault stands as it was, still open. faults: damaged, disk-full, not-saved */
export async function rekey(plan: Rekey): Promise<Result<'done' | 'stopped', Fault>> {
  const { vault, derive, passphrase } = plan
  const { dir, db } = vault
  const old = ownHeader(vault)
  if (!old.ok) return old
  const strength = old.value.slots.find(({ kind }) => kind === PASSPHRASE)?.kdf
  if (!strength) return err('wrong-passphrase')

  const { file, vaultKey } = fresh()
  using newKey = vaultKey
  const slot = await wrap(newKey.bytes, old.value.vaultId, typedPassphrase(passphrase), strength, derive)
  const generation = nextGeneration(old.value, db)
  const header: Header = { ...old.value, file, generation, slots: [slot] }
  const hadWords = old.value.slots.some(({ kind }) => kind === RECOVERY_WORDS)
  const files = { from: join(dir, databaseFile(old.value)), to: join(dir, `${databaseFile(header)}.new`) }
  const abandon = (): void => quietly(() => removeDatabase(dir, `${databaseFile(header)}.new`))

  try {
    const copied = await follow(
      reached =>
        plan.copy(
          {
            ...files,
            cipher: vault.how.cipher,
            oldKey: vault.how.key,
            newKey: newKey.bytes,
            generation,
            replaced: toHex(old.value.file),
            wordsVoid: hadWords ? 'untold' : wordsVoid(db),
          },
          reached,
        ),
      files,
      plan,
    )
    // Locked meanwhile: the folder may be somebody else's by now.
    if (!copied.ok || copied.value === 'stopped' || !db.open) {
      abandon()
      return copied.ok ? ok('stopped') : copied
    }
    writeAtomically(dir, HEADER_FILE, write(header, newKey.bytes))
  } catch (error) {
    if (!named(dir, file)) {
      abandon()
      throw error
    }
    // The rename is done, and only what follows it was refused: the new vault is the one that stands.
    if (!faultOf(error)) throw error
  }

  // Should the computer stop here, unlocking does this rename and takes the old database away.
  quietly(() => {
    fs.renameSync(files.to, join(dir, databaseFile(header)))
    syncDir(dir)
  })
  plan.over()
  quietly(() => {
    removeDatabase(dir, databaseFile(old.value))
    syncDir(dir)
  })
  return ok('done')
}

/** What a disk refuses here, the next opening does. */
function quietly(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!faultOf(error)) throw error
  }
}
