/**
 * Other slots around the same vault key: the header is written anew, the database is not touched but for the generation
 * it remembers. The header comes first: a crash in between leaves a header that is newer than remembered, which is what
 * every opening expects; the other way round it would look like an old copy put back.
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../../shared/fault.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { faultOf } from './fault.ts'
import { readSmall, writeAtomically } from './file.ts'
import {
  authentic,
  HEADER_FILE,
  type Header,
  MOST_HEADER,
  MOST_SLOTS,
  RECOVERY_WORDS,
  type Read,
  read,
  type Slot,
  write,
} from './header.ts'
import type { Database } from './open.ts'

/** A vault that is open: its folder, its database and its key. */
export type Standing = {
  readonly dir: string
  readonly db: Database
  readonly key: Uint8Array
  /** The generation of the header as it was opened, or written since: an older one in its place is not ours to write on. */
  least: number
}

export function standingIn(dir: string, db: Database, key: Uint8Array): Standing {
  const header = headerOn(dir)
  return { dir, db, key, least: header.ok ? header.value.header.generation : 0 }
}

/**
 * The header in this folder as it stands. One that is gone is `damaged`, too. Through a link nothing is opened (`linked`):
 * a change would put a file in the place of the link, and what the link led to would keep its key.
 */
export function headerOn(dir: string): Result<Read, 'damaged' | 'linked' | 'newer-version'> {
  const file = join(dir, HEADER_FILE)
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return err('linked')
  const bytes = readSmall(file, MOST_HEADER)
  return bytes ? read(bytes) : err('damaged')
}

/** The header on the disk, if the holder of this key wrote it, and none before it. faults: damaged, linked, newer-version */
export function ownHeader({ dir, key, least }: Standing): Result<Header, Fault> {
  const found = headerOn(dir)
  if (!found.ok) return found
  const { header } = found.value
  return authentic(found.value, key) && header.generation >= least ? ok(header) : err('damaged')
}

/** One more than header and database remember. */
export const nextGeneration = (header: Header, db: Database): number =>
  Math.max(header.generation, Number(db.prepare('SELECT generation FROM vault').pluck().get())) + 1

/**
 * Writes the header with these slots. Synchronous: two changes cannot cross. faults: damaged (what stands on the disk is
 * not the header of this vault), newer-version, not-saved (there is no room for a slot)
 * @throws what the disk refuses: the old header stands then.
 */
export function rewrite(
  vault: Standing,
  change: (slots: readonly Slot[]) => readonly Slot[],
): Result<true, Fault> {
  const header = ownHeader(vault)
  if (!header.ok) return header
  const slots = change(header.value.slots)
  if (slots.length === 0) throw new Error('a vault without a slot could never be opened again')
  // Full of kinds that a newer Kinfold made: one more, and no Kinfold would read it.
  if (slots.length > MOST_SLOTS) return err('not-saved')
  const generation = nextGeneration(header.value, vault.db)
  writeAtomically(vault.dir, HEADER_FILE, write({ ...header.value, slots, generation }, vault.key))
  vault.least = generation
  try {
    vault.db.prepare('UPDATE vault SET generation = ?').run(generation)
    if (slots.some(({ kind }) => kind === RECOVERY_WORDS)) setWordsVoid(vault.db, 'no')
  } catch (error) {
    // The change is made. The next opening remembers it.
    if (!faultOf(error)) throw error
  }
  return ok(true)
}

/** A new key made the recovery words void: not, yes and nobody was told, or yes and it was said. New words end it. */
export const WORDS_VOID = ['no', 'untold', 'told'] as const
export type WordsVoid = (typeof WORDS_VOID)[number]

export const wordsVoid = (db: Database): WordsVoid =>
  WORDS_VOID[Number(db.prepare('SELECT words_void FROM vault').pluck().get())] ?? 'no'
export const setWordsVoid = (db: Database, state: WordsVoid): void =>
  void db.prepare('UPDATE vault SET words_void = ?').run(WORDS_VOID.indexOf(state))

/** The slots with this one in the place of those of its kind. Slots of kinds that are not known stay as they are. */
export const withSlot = (slots: readonly Slot[], slot: Slot): Slot[] => [
  ...slots.filter(({ kind }) => kind !== slot.kind),
  slot,
]
export const withoutKind = (slots: readonly Slot[], kind: number): Slot[] =>
  slots.filter(slot => slot.kind !== kind)
