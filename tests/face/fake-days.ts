/** Journals, tags and feelings of the vault in memory, and imports of nothing. */
import type { VaultContract } from '../../src/shared/contract/vault.ts'
import type { Handlers } from '../../src/shared/contract/wire.ts'
import type { CheckIn } from '../../src/shared/feelings/feelings.ts'
import { type Book, FIRST_BOOK } from '../../src/shared/journal/book.ts'
import type { Details, Entry } from '../../src/shared/journal/entry.ts'
import { folded } from '../../src/shared/journal/tag.ts'
import { err, ok } from '../../src/shared/result.ts'

type Said = Details & Pick<Entry, 'tags'>
/** What a test need not say of an entry is as of a new one. */
export type FakeEntry = Omit<Entry, keyof Said> & Partial<Said> & { binned: boolean }

const PLAIN: Said = {
  journal: FIRST_BOOK,
  minute: null,
  zone: null,
  favourite: false,
  locked: false,
  tags: [],
}
export const whole = ({ binned: _, ...entry }: FakeEntry): Entry => ({ ...PLAIN, ...entry })

type Names = Extract<
  keyof VaultContract['calls'],
  `journals.${string}` | `tags.${string}` | `feelings.${string}` | `import.${string}` | 'journal.change'
>

/** As in fake-vault.ts. */
const MARK = 'a stand-in for days, for component tests alone'

export function fakeDays(entries: Map<string, FakeEntry>) {
  let books: Book[] = [{ id: FIRST_BOOK, name: '', colour: 'pine', template: '' }]
  const checkIns = new Map<string, CheckIn & { hidden: boolean }>()
  const all = (): Entry[] => [...entries.values()].map(whole)
  const put = (id: string, change: Partial<Said>): void => {
    const found = entries.get(id)
    if (found) entries.set(id, { ...found, ...change })
  }
  const tagged = (name: string): Entry[] =>
    all().filter(({ tags }) => tags.some(tag => folded(tag) === folded(name)))
  const before = (name: string) => ({ name, entries: tagged(name).map(({ id }) => id) })
  const untag = (name: string): void => {
    for (const { id, tags } of tagged(name))
      put(id, { tags: tags.filter(tag => folded(tag) !== folded(name)) })
  }
  const tag = (ids: readonly string[], name: string): void => {
    for (const { id, tags } of all().filter(one => ids.includes(one.id))) put(id, { tags: [...tags, name] })
  }
  const shape = ({ hidden: _, ...checkIn }: CheckIn & { hidden: boolean }): CheckIn => checkIn
  const within = (from: string, to: string) =>
    [...checkIns.values()]
      .filter(({ day }) => day >= from && day <= to)
      .sort((a, b) => (a.day === b.day ? (a.minute ?? -1) - (b.minute ?? -1) : a.day < b.day ? -1 : 1))
  const last = (words: readonly string[]): string[] => [...new Set(words.toReversed())]

  const handlers: Pick<Handlers<VaultContract>, Names> = {
    'journal.change': ({ id, change }) => {
      const found = entries.get(id)
      if (!found) return err('not-found')
      const said = Object.entries(change).filter(([, one]) => one !== undefined)
      entries.set(id, { ...found, ...(Object.fromEntries(said) as Partial<FakeEntry>) })
      return ok({})
    },
    'journals.list': () => ok(books),
    'journals.keep': book => {
      const here = books.some(({ id }) => id === book.id)
      books = here ? books.map(one => (one.id === book.id ? book : one)) : [...books, book]
      return ok({})
    },
    'journals.order': ({ journals }) => {
      const at = (id: string): number => (journals.includes(id) ? journals.indexOf(id) : journals.length)
      books = books.toSorted((a, b) => at(a.id) - at(b.id))
      return ok({})
    },
    'journals.delete': ({ id, to }) => {
      const at = books.findIndex(book => book.id === id)
      const journal = books[at]
      if (!journal) return err('not-found')
      const home = to ?? books.find(book => book.id !== id)?.id
      if (home === undefined) return err('last-journal')
      books = books.filter(book => book.id !== id)
      const inside = all().filter(entry => entry.journal === id)
      const binned = to === null ? inside.filter(one => entries.get(one.id)?.binned === false) : []
      for (const one of inside) put(one.id, { journal: home })
      for (const one of binned) Object.assign(entries.get(one.id) ?? {}, { binned: true })
      const ids = (some: readonly Entry[]): string[] => some.map(one => one.id)
      return ok({ journal, at, entries: ids(inside), binned: ids(binned) })
    },
    'journals.putBack': ({ journal, at, entries: inside, binned }) => {
      books = books.toSpliced(at, 0, journal)
      for (const id of inside) put(id, { journal: journal.id })
      for (const id of binned) Object.assign(entries.get(id) ?? {}, { binned: false })
      return ok({})
    },
    'tags.list': () => ok([...new Set(all().flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b))),
    'tags.rename': ({ from, to }) => {
      if (tagged(from).length === 0) return err('not-found')
      const was = [before(from), before(to)]
      untag(from)
      untag(to)
      tag([...new Set(was.flatMap(one => one.entries))], to)
      return ok({ before: was })
    },
    'tags.delete': ({ name }) => {
      if (tagged(name).length === 0) return err('not-found')
      const was = [before(name)]
      untag(name)
      return ok({ before: was })
    },
    'tags.putBack': ({ before: was }) => {
      for (const { name, entries: ids } of was) {
        untag(name)
        tag(ids, name)
      }
      return ok({})
    },
    'feelings.keep': checkIn => {
      checkIns.set(checkIn.id, { ...checkIn, hidden: checkIns.get(checkIn.id)?.hidden ?? false })
      return ok({})
    },
    'feelings.read': ({ from, to, hidden = false }) =>
      ok(
        within(from, to)
          .filter(one => one.hidden === hidden)
          .map(shape),
      ),
    'feelings.words': () =>
      ok({
        words: last([...checkIns.values()].flatMap(({ words }) => words)),
        activities: last([...checkIns.values()].flatMap(({ activities }) => activities)),
      }),
    'feelings.hide': ({ from, to, hidden }) => {
      for (const one of within(from, to)) one.hidden = hidden
      return ok({})
    },
    'feelings.delete': what => {
      const gone =
        'id' in what ? [...checkIns.values()].filter(({ id }) => id === what.id) : within(what.from, what.to)
      for (const { id } of gone) checkIns.delete(id)
      return ok(gone.map(shape))
    },
    // Nothing lies on a disk here that could be imported.
    'import.look': () => err('not-found'),
    'import.take': () => err('not-found'),
    'import.stop': () => ok({}),
    'import.list': () => ok([]),
    'import.report': () => err('not-found'),
    'import.undo': () => err('not-found'),
  }
  return { mark: MARK, handlers }
}
