/** One backup as the list shows it. */
import type { Backup } from '../../../shared/contract/backups.ts'
import { faultOf } from '../storage/fault.ts'
import { schemaVersion } from '../storage/migrate.ts'
import { enterWith } from './enter.ts'
import { bytesOf, type Found } from './found.ts'
import { peekCopy } from './peek.ts'

const isCode = (error: unknown): boolean => error instanceof Error && 'code' in error

/** Seen without a key: only the header can say that it is damaged. */
export function lineOf({ dir, name, made, read }: Found): Backup {
  const state = read.ok ? 'other-key' : read.fault === 'newer-version' ? 'newer' : 'damaged'
  return { name, made, bytes: bytesOf(dir), entries: null, checked: null, state }
}

/** Opened with a key that is in hand, its entries counted; not read page by page. `checked` as remembered. */
export function openedLine(
  found: Found,
  vaultKey: Uint8Array,
  known: number,
  checked: number | undefined,
): Backup {
  const line = lineOf(found)
  const entered = found.read.ok ? enterWith(found.read.value, vaultKey) : undefined
  if (!entered) return line
  using within = entered
  try {
    return peekCopy(found.dir, within.header, within.how, db => {
      if (schemaVersion(db) > known) return { ...line, state: 'newer' as const }
      const entries = Number(db.prepare('SELECT count(*) FROM entry').pluck().get())
      return { ...line, entries, checked: checked ?? null, state: 'opens' as const }
    })
  } catch (error) {
    if (faultOf(error) || isCode(error)) return { ...line, state: 'damaged' }
    throw error
  }
}
