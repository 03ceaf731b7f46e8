/** B10: opening a note of 10,000 strokes in a program that has just started, over replaying them one by one in Yjs. */
import * as Y from 'yjs'
import { member, type } from '../circle.ts'
import { compare, type Figure, SMALL, side } from '../harness.ts'

export const figure: Figure = {
  id: 'B10',
  async take(dir) {
    const ana = await member(dir, 'ana')
    const circle = ana.store.found({ name: 'Thursday table', ownName: 'Ana' })
    const { note, strokes } = type(ana.store, circle, 10_000, 10)
    ana.store.close()
    const opened = await compare(
      SMALL,
      side(() => {
        const open = ana.again().open(circle, note)
        if (!open) throw new Error('the note is not there')
        Y.applyUpdateV2(new Y.Doc(), open.state)
      }),
      side(() => {
        const doc = new Y.Doc()
        for (const stroke of strokes) Y.applyUpdateV2(doc, stroke)
      }),
    )
    ana.close()
    return [
      {
        what: 'a note of 10,000 strokes opened, wall, over replaying them',
        goal: { most: 0.1 },
        figure: opened.wall,
      },
      { what: 'the same, CPU', goal: { most: 0.1 }, figure: opened.cpu },
    ]
  },
}
