/** B3: what authenticated encryption costs: the same tables, entries and settings in a database without a key. */
import { join } from 'node:path'
import { dayOf, dice, idOf, prose } from '../corpus.ts'
import { compare, type Figure, type Side, SMALL, side } from '../harness.ts'
import { bareNotebook, type Notebook, notebook } from '../notebook.ts'

const ENTRIES = 10_000
/** Searches and saves in a round: one alone is too short for a clock that counts CPU. */
const MANY = 30

/** Every page of every entry, with SQLite's usual cache, which is far smaller than the notebook. */
const scanning = ({ db }: Notebook): Side => {
  const scan = db.prepare('SELECT sum(length(writing)) FROM entry')
  return side(() => void scan.get())
}

const searching =
  ({ journal }: Notebook): Side =>
  async () => {
    const roll = dice(5)
    const asked = Array.from({ length: MANY }, () => JSON.stringify(prose(roll)).slice(60, 64))
    return side(async () => {
      for (const words of asked) await journal['journal.search']({ words })
    })()
  }

const saving = ({ journal, settle }: Notebook): Side => {
  const roll = dice(7)
  return async () => {
    const work = Array.from({ length: MANY }, () => {
      const n = Math.floor(roll() * ENTRIES)
      return { id: idOf(n), day: dayOf(n), writing: prose(roll) }
    })
    const taken = await side(async () => {
      for (const one of work) await journal['journal.save'](one)
    })()
    settle()
    return taken
  }
}

export const figure: Figure = {
  id: 'B3',
  async take(dir, say) {
    say(`two notebooks of ${ENTRIES} entries, one of them in clear`)
    using sealed = await notebook(dir, ENTRIES)
    using clear = bareNotebook(join(dir, 'clear.db'), ENTRIES)
    const scan = await compare(SMALL, scanning(sealed), scanning(clear))
    const search = await compare(SMALL, searching(sealed), searching(clear))
    const commit = await compare(SMALL, saving(sealed), saving(clear))
    return [
      {
        what: 'a scan of every entry, CPU, over the same without a key',
        goal: { most: 1.35 },
        figure: scan.cpu,
      },
      { what: 'search, CPU, over the same without a key', goal: { most: 1.15 }, figure: search.cpu },
      { what: 'durable save, CPU, over the same without a key', goal: { most: 1.15 }, figure: commit.cpu },
    ]
  },
}
