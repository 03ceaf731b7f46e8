/** Which kinds of files an entry has: kept with every save, so that they can be looked for. */
import { attachmentsIn, type Writing } from '../../../shared/writing/writing.ts'
import type { Database } from '../storage/open.ts'

const KINDS = ['image', 'audio', 'video'] as const

/** `type`: as the writing names it. */
const kindOf = (type: string): string => KINDS.find(kind => type.startsWith(`${kind}/`)) ?? 'file'

/** Within the transaction of a save. */
export function keepKinds(db: Database): (place: number, writing: Writing) => void {
  const known = db.prepare<[number], string>('SELECT kind FROM entry_kind WHERE place = ?').pluck()
  const add = db.prepare('INSERT INTO entry_kind (kind, place) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM entry_kind WHERE kind = ? AND place = ?')
  return (place, writing) => {
    const now = new Set(attachmentsIn(writing).map(({ type }) => kindOf(type)))
    const before = known.all(place)
    for (const kind of before) if (!now.has(kind)) remove.run(kind, place)
    for (const kind of now) if (!before.includes(kind)) add.run(kind, place)
  }
}
