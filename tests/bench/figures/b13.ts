/**
 * B13: what an edit costs each member of a circle of eight, beside a circle of two: real programs, the face's place taken by
 * the hands (pages/kinfold.ts), who take turns at one note; each turn leaves at once and waits until the one before it is
 * here. CPU of all processes of all members, over edits times members. In a mesh an edit is N - 1 envelopes: one more for each
 * member, so that a member's share stays about the same.
 *
 * And that twenty hold the same in the end, which is no ratio: over the vault's whole circle code in one process, joined by the
 * simulated wire, with edits by each (tests/net/twenty.long.ts does it over real couriers).
 */
import * as fs from 'node:fs'
import { join } from 'node:path'
import { chance } from '../../sim/chance.ts'
import { Story } from '../../sim/story.ts'
import { compare, type Figure, type Side, spent } from '../harness.ts'
import { type Members, members } from '../people.ts'

const ROUNDS = 5
/** A whole number of turns for each of two and of eight. */
const EDITS = 160
const MANY = 20

/** One round: a note of its own, then all the turns. `wall`: ms a turn; `cpu`: ms for each edit and member. */
const turns =
  ({ pages, pids }: Members, say: (line: string) => void): Side =>
  async () => {
    const [first] = pages
    if (!first) throw new Error('nobody is there')
    const note = await first.evaluate(() => window.bench.newNote())
    await Promise.all(pages.map(page => page.evaluate(id => window.bench.open(id), note)))
    const start = performance.now()
    const before = spent(pids)
    const many = pages.length
    await Promise.all(
      pages.map((page, writer) =>
        page.evaluate(([writer, many, edits]) => window.hands.round(writer, many, edits), [
          writer,
          many,
          EDITS,
        ] as const),
      ),
    )
    const wall = (performance.now() - start) / EDITS
    const cpu = (spent(pids) - before) / EDITS / many
    say(
      `${EDITS} edits among ${many}: ${cpu.toFixed(2)} ms of CPU for each edit and member, a turn in ${wall.toFixed(0)} ms`,
    )
    return { wall, cpu }
  }

/** Whether twenty who write, some while others are away, hold the same in the end. Throws where a law is broken. */
async function twenty(): Promise<number> {
  const { roll, end } = chance(13)
  const it = new Story(roll)
  const giveBack = it.time.borrow()
  try {
    await it.found('everything')
    while (it.people.length < MANY) await it.join(it.people[0]!)
    for (const person of it.people) {
      it.wire.put(person, it.people.indexOf(person) % 2)
      for (let edits = 0; edits < 3; edits++) await it.write(person)
    }
    await it.together()
    await it.laws()
    return new Set(it.people.map(person => JSON.stringify(person.look(it.circle).have))).size === 1 ? 1 : 0
  } finally {
    it.end()
    giveBack()
    end()
  }
}

export const figure: Figure = {
  id: 'B13',
  async take(dir, say) {
    say('twenty over the simulated wire')
    const same = await twenty()
    const places = ['eight', 'two'].map(name => join(dir, name)) as [string, string]
    for (const place of places) fs.mkdirSync(place)
    say('eight and two members at real programs')
    await using eight = await members(places[0], 8)
    await using two = await members(places[1], 2)
    const taken = await compare(ROUNDS, turns(eight, say), turns(two, say))
    return [
      {
        what: 'CPU of all processes for an edit and a member among eight, over the same among two',
        goal: { most: 1.75 },
        figure: taken.cpu,
      },
      {
        what: 'twenty members hold the same in the end (1: they do)',
        goal: { least: 1 },
        figure: { median: same, min: same, max: same },
      },
    ]
  },
}
