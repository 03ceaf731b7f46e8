/** The tags of one entry. A tag is there as long as an entry has it; one that nobody has any more goes. */
import { folded } from '../../../shared/journal/tag.ts'
import type { Database } from '../storage/open.ts'

export type Tagging = {
  /** These and no others. Within a transaction. */
  put(place: number, names: readonly string[]): void
  /** The number of this tag, made when it is new; as it was written first. */
  named(name: string): { readonly n: number; readonly made: boolean }
  /** Those that no entry has. */
  tidy(): void
}

export function tagging(db: Database): Tagging {
  const find = db.prepare<[string], number>('SELECT n FROM tag WHERE folded = ?').pluck()
  const make = db.prepare('INSERT INTO tag (name, folded) VALUES (?, ?)')
  const known = db.prepare<[number], number>('SELECT tag FROM entry_tag WHERE place = ?').pluck()
  const add = db.prepare('INSERT OR IGNORE INTO entry_tag (tag, place) VALUES (?, ?)')
  const remove = db.prepare('DELETE FROM entry_tag WHERE tag = ? AND place = ?')
  const drop = db.prepare(
    'DELETE FROM tag WHERE n = ? AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE tag = tag.n)',
  )
  const all = db.prepare<[], number>('SELECT n FROM tag').pluck()

  const named = (name: string) => {
    const n = find.get(folded(name))
    if (n !== undefined) return { n, made: false }
    return { n: Number(make.run(name, folded(name)).lastInsertRowid), made: true }
  }
  return {
    named,
    put(place, names) {
      const now = new Set(names.map(name => named(name).n))
      const before = known.all(place)
      for (const tag of now) if (!before.includes(tag)) add.run(tag, place)
      for (const tag of before)
        if (!now.has(tag)) {
          remove.run(tag, place)
          drop.run(tag)
        }
    },
    tidy() {
      for (const n of all.all()) drop.run(n)
    },
  }
}
