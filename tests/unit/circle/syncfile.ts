/** A sync file in memory: written by one person's vault and read by another's, over the code of the app. */
import { syncFile } from '../../../src/main/vault/circle/file/contents.ts'
import { takeFile } from '../../../src/main/vault/circle/file/take.ts'
import { hex } from '../../../src/main/vault/circle/names/hex.ts'
import type { CircleId } from '../../../src/main/vault/crypto/keys.ts'
import { concat } from '../../../src/shared/bytes.ts'
import type { Person } from './people.ts'

export const memberOf = (person: Person, circle: CircleId): string => hex(person.store.me(circle).member)

/** `to`: nobody means everybody. */
export function writeFor(from: Person, circle: CircleId, ...to: Person[]): Uint8Array {
  const written = syncFile(
    from.store,
    circle,
    to.map(person => memberOf(person, circle)),
  )
  if (!written.ok) throw new Error(written.fault)
  return concat(...written.value.pieces)
}

export const sourceOf = (file: Uint8Array) => ({
  size: file.length,
  read: async (from: number, length: number) => file.slice(from, from + length),
})

export const readBy = (person: Person, file: Uint8Array) =>
  takeFile({
    store: person.store,
    source: sourceOf(file),
    open: () => true,
    received: () => {},
    imported: () => {},
  })

/** What came, or the fault as a word. */
export async function cameTo(person: Person, file: Uint8Array) {
  const read = await readBy(person, file)
  return read.ok ? read.value : read.fault
}
