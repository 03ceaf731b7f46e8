/**
 * B8: receiving a note of 10,000 strokes, ten in an envelope and 64 envelopes in a transaction: checked, opened, judged,
 * committed to an encrypted disk and applied; beside it Yjs alone, which takes the same strokes one by one.
 */
import * as Y from 'yjs'
import { letIn, type Member, member, receiveAll, type } from '../circle.ts'
import { compare, type Figure, LARGE, side } from '../harness.ts'

const EDITS = 10_000

export const figure: Figure = {
  id: 'B8',
  async take(dir, say) {
    const ana = await member(dir, 'ana')
    const circle = ana.store.found({ name: 'Thursday table', ownName: 'Ana', needsTwo: false })
    // One for each round: a member takes an envelope once.
    const others: Member[] = []
    for (let i = 0; i <= LARGE; i++) {
      const other = await member(dir, `ben${i}`)
      letIn(ana.store, other.store, circle, `Ben ${i}`)
      others.push(other)
    }
    const first = [...ana.store.missing(circle, [])].map(({ bytes }) => bytes)
    for (const { store } of others) {
      store.importLog(circle, ana.store.missingLog(circle, store.logHeads(circle)))
      receiveAll(store, circle, first)
    }
    const { envelopes, strokes, note, text } = type(ana.store, circle, EDITS, 10)
    say(`${EDITS} edits in ${envelopes.length} envelopes`)
    let round = 0
    const taken = await compare(
      LARGE,
      side(() => {
        const { store } = others[round++]!
        receiveAll(store, circle, envelopes)
      }),
      side(() => {
        const doc = new Y.Doc()
        for (const stroke of strokes) Y.applyUpdateV2(doc, stroke)
      }),
    )
    const read = others.every(({ store }) =>
      store.read(circle, note, doc => doc.getXmlFragment('body').toString().includes(text)),
    )
    if (!read) throw new Error('not what was typed')
    for (const one of [ana, ...others]) one.close()
    return [
      {
        what: 'a note of 10,000 strokes received whole, wall, over Yjs taking them one by one',
        goal: { most: 7 },
        figure: taken.wall,
      },
      { what: 'the same, CPU', goal: { most: 7 }, figure: taken.cpu },
    ]
  },
}
