/** Tags by themselves: which there are, and renaming, merging and deleting them. What is answered takes it back. */
import { toHex } from '../../../shared/bytes.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { folded, type TagName } from '../../../shared/journal/tag.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { counting } from './changes.ts'
import type { Journal } from './journal.ts'
import { key } from './row.ts'
import { tagging } from './tagging.ts'

/** A tag with all its entries, as it stood. */
export type TagBefore = { name: TagName; entries: EntryId[] }
type Row = { readonly n: number; readonly name: string }
type Undo = { before: TagBefore[] }

export function tags({ db }: Journal) {
  const all = db.prepare<[], string>('SELECT name FROM tag').pluck()
  const find = db.prepare<[string], Row>('SELECT n, name FROM tag WHERE folded = ?')
  const of = db
    .prepare<[number], Uint8Array>(
      'SELECT entry.id FROM entry_tag CROSS JOIN entry USING (place) WHERE entry_tag.tag = ? ORDER BY place',
    )
    .pluck()
  const rename = db.prepare('UPDATE tag SET name = ?, folded = ? WHERE n = ?')
  const give = db.prepare(
    'INSERT OR IGNORE INTO entry_tag (tag, place) SELECT ?, place FROM entry_tag WHERE tag = ?',
  )
  const remove = db.prepare('DELETE FROM tag WHERE n = ?')
  const clear = db.prepare('DELETE FROM entry_tag WHERE tag = ?')
  const add = db.prepare(
    'INSERT OR IGNORE INTO entry_tag (tag, place) SELECT ?, place FROM entry WHERE id = ?',
  )
  const adopt = db.prepare("DELETE FROM import_made WHERE what = 'tag' AND id = ?")
  const one = tagging(db)
  const count = counting(db)

  const before = ({ n, name }: Row): TagBefore => ({ name, entries: of.all(n).map(toHex) })
  /** Into a tag that is there already they merge. */
  const renaming = db.transaction((from: TagName, to: TagName): Result<Undo, 'not-found'> => {
    const tag = find.get(folded(from))
    if (!tag) return err('not-found')
    const other = find.get(folded(to))
    count()
    adopt.run(tag.n)
    if (!other || other.n === tag.n) {
      const was = before(tag)
      rename.run(to, folded(to), tag.n)
      return ok({ before: other ? [was] : [was, { name: to, entries: [] }] })
    }
    const was = [before(tag), before(other)]
    adopt.run(other.n)
    give.run(other.n, tag.n)
    remove.run(tag.n)
    return ok({ before: was })
  })
  const deleting = db.transaction((name: TagName): Result<Undo, 'not-found'> => {
    const tag = find.get(folded(name))
    if (!tag) return err('not-found')
    const was = before(tag)
    count()
    adopt.run(tag.n)
    remove.run(tag.n)
    return ok({ before: [was] })
  })
  /** Entries that are erased meanwhile stay so. */
  const puttingBack = db.transaction((was: readonly TagBefore[]): void => {
    for (const { name, entries } of was) {
      const { n } = one.named(name)
      rename.run(name, folded(name), n)
      clear.run(n)
      for (const id of entries) add.run(n, key(id))
    }
    one.tidy()
    count()
  })
  return {
    'tags.list': () => ok(all.all().sort((a, b) => a.localeCompare(b))),
    'tags.rename': ({ from, to }: { from: TagName; to: TagName }) => renaming.immediate(from, to),
    'tags.delete': ({ name }: { name: TagName }) => deleting.immediate(name),
    'tags.putBack': ({ before }: { before: readonly TagBefore[] }) => {
      puttingBack.immediate(before)
      return ok({})
    },
  }
}
