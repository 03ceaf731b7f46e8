/** B4: the newest 20 hits of a search with what stands around them, in a long notebook, in ms and beside a shorter one. */
import { dice } from '../corpus.ts'
import { compare, type Figure, type Side, SMALL, side, spread } from '../harness.ts'
import { LARGEST, type Notebook, notebook } from '../notebook.ts'

const MANY = 50

/** Words that stand in the notebook, rare ones and common ones, as somebody types them: the first letters of two. */
function questions({ db }: Notebook, roll: () => number): string[] {
  const some = db.prepare<[number], string>('SELECT opening FROM entry LIMIT 1 OFFSET ?').pluck()
  return Array.from({ length: MANY }, () => {
    const words = (some.get(Math.floor(roll() * 5000)) ?? '').split(' ').filter(word => word.length > 3)
    return `${words[0] ?? 'the'} ${(words[1] ?? '').slice(0, 3)}`.trim()
  })
}

const searching = (book: Notebook, asked: readonly string[]): Side =>
  side(async () => {
    for (const words of asked) {
      const found = await book.journal['journal.search']({ words })
      if (!found.ok || found.value.length === 0) throw new Error(`nothing found for “${words}”`)
    }
  })

export const figure: Figure = {
  id: 'B4',
  async take(dir, say) {
    say(`notebooks of 10,000 and ${LARGEST} entries`)
    using short = await notebook(`${dir}/short`, 10_000)
    using long = await notebook(`${dir}/long`, LARGEST)
    const asked = questions(long, dice(3)).filter(
      words => short.journal['journal.search']({ words }) !== undefined,
    )
    const flat = await compare(SMALL, searching(long, asked), searching(short, questions(short, dice(3))))
    const each: number[] = []
    for (const words of [...asked, ...asked, ...asked]) {
      const begun = performance.now()
      await long.journal['journal.search']({ words })
      each.push(performance.now() - begun)
    }
    const common: number[] = []
    for (let n = 0; n < SMALL; n++) {
      const begun = performance.now()
      await long.journal['journal.search']({ words: 'th' })
      common.push(performance.now() - begun)
    }
    const at = LARGEST.toLocaleString('en')
    return [
      { what: `a search at ${at} entries, ms, half of them below`, goal: { most: 1 }, figure: spread(each) },
      { what: `the same over 10,000 entries`, goal: { most: 1.5 }, figure: flat.wall },
      { what: `the commonest beginning of a word at ${at}, ms`, goal: { most: 20 }, figure: spread(common) },
    ]
  },
}
