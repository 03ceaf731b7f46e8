/** Journals: made, changed, put in order and deleted. What becomes of the entries of one that goes is said by whoever deletes it. */
import { fromHex, toHex } from '../../../shared/bytes.ts'
import type { Book, BookId, Colour } from '../../../shared/journal/book.ts'
import type { EntryId } from '../../../shared/journal/entry.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Database } from '../storage/open.ts'
import { bin } from './bin.ts'
import { counting } from './changes.ts'
import type { Journal } from './journal.ts'
import { key } from './row.ts'
import { unbin } from './unbin.ts'

type Row = {
  readonly id: Uint8Array
  readonly name: string
  readonly colour: Colour
  readonly template: string
}
/** A journal that went: with what was in it, and what of that went into the bin. */
export type BookBefore = { journal: Book; at: number; entries: EntryId[]; binned: EntryId[] }

const book = ({ id, ...rest }: Row): Book => ({ id: toHex(id), ...rest })

const ALL = 'SELECT id, name, colour, template FROM journal ORDER BY sort, id'
/** In their order. */
export const listBooks = (db: Database): Book[] => db.prepare<[], Row>(ALL).all().map(book)

export function books(journal: Journal) {
  const { db } = journal
  const all = db.prepare<[], Row>(ALL)
  const put = db.prepare(`INSERT INTO journal (id, name, colour, template, sort)
    VALUES (@id, @name, @colour, @template, (SELECT coalesce(max(sort), 0) + 1 FROM journal))
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = excluded.colour, template = excluded.template`)
  const place = db.prepare('UPDATE journal SET sort = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM journal WHERE id = ?')
  const adopt = db.prepare("DELETE FROM import_made WHERE what = 'journal' AND id = ?")
  const within = db.prepare<[Uint8Array], { id: Uint8Array; binned: number | null }>(
    'SELECT id, binned FROM entry_detail CROSS JOIN entry USING (place) WHERE journal = ? ORDER BY place',
  )
  const move = db.prepare('UPDATE entry_detail SET journal = ? WHERE journal = ?')
  const bring = db.prepare(
    'UPDATE entry_detail SET journal = ? WHERE place = (SELECT place FROM entry WHERE id = ?)',
  )
  const count = counting(db)
  const binOne = bin(journal)
  const unbinOne = unbin(journal)

  const order = (ids: readonly BookId[]): void => ids.forEach((id, i) => void place.run(i, fromHex(id)))
  const ids = (): BookId[] => all.all().map(({ id }) => toHex(id))
  const keeping = db.transaction(({ id, ...rest }: Book): void => {
    put.run({ id: fromHex(id), ...rest })
    adopt.run(fromHex(id))
    count()
  })
  const ordering = db.transaction((wanted: readonly BookId[]): void => {
    const here = ids()
    const named = wanted.filter(id => here.includes(id))
    order([...new Set([...named, ...here])])
    count()
  })
  /** `to`: where they go; null: into the bin, and out of it they come into the first that stands. */
  const deleting = db.transaction(
    (id: BookId, to: BookId | null): Result<BookBefore, 'not-found' | 'last-journal'> => {
      const rows = all.all().map(book)
      const at = rows.findIndex(row => row.id === id)
      const gone = rows[at]
      if (!gone) return err('not-found')
      const rest = rows.filter(row => row.id !== id)
      const home = to === null ? rest[0]?.id : rest.find(row => row.id === to)?.id
      if (home === undefined) return err(rest.length === 0 ? 'last-journal' : 'not-found')
      const entries = within.all(fromHex(id))
      const binned = to === null ? entries.filter(row => row.binned === null).map(row => toHex(row.id)) : []
      for (const entry of binned) binOne({ id: entry })
      move.run(fromHex(home), fromHex(id))
      adopt.run(fromHex(id))
      remove.run(fromHex(id))
      count()
      return ok({ journal: gone, at, entries: entries.map(row => toHex(row.id)), binned })
    },
  )
  const puttingBack = db.transaction(({ journal: was, at, entries, binned }: BookBefore): void => {
    keeping(was)
    const others = ids().filter(id => id !== was.id)
    order([...others.slice(0, at), was.id, ...others.slice(at)])
    for (const id of entries) bring.run(fromHex(was.id), key(id))
    for (const id of binned) unbinOne({ id })
  })

  return {
    'journals.list': () => ok(all.all().map(book)),
    'journals.keep': (kept: Book) => {
      keeping.immediate(kept)
      return ok({})
    },
    'journals.order': ({ journals }: { journals: readonly BookId[] }) => {
      ordering.immediate(journals)
      return ok({})
    },
    'journals.delete': ({ id, to }: { id: BookId; to: BookId | null }) => deleting.immediate(id, to),
    'journals.putBack': (before: BookBefore) => {
      puttingBack.immediate(before)
      return ok({})
    },
  }
}
