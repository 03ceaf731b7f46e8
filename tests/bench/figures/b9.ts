/** B9: bytes. What ten strokes cost on the wire, and what the whole of friendsforever comes to, over its text. */
import * as Y from 'yjs'
import { member, type } from '../circle.ts'
import { type Figure, spread } from '../harness.ts'
import { plan } from '../plan.ts'

const TOGETHER = 10

/** Bytes of the same strokes as Yjs holds them by itself: plain text of one writer, in a document of its own. */
function plainState(): number {
  const doc = new Y.Doc()
  const words = doc.getText('words')
  for (const { strokes } of plan(Number.POSITIVE_INFINITY).turns)
    for (const { at, remove, insert } of strokes)
      doc.transact(() => {
        if (remove > 0) words.delete(at, remove)
        if (insert !== '') words.insert(at, insert)
      })
  return Y.encodeStateAsUpdateV2(doc).length
}

export const figure: Figure = {
  id: 'B9',
  async take(dir, say) {
    const ana = await member(dir, 'ana')
    const circle = ana.store.found({ name: 'Thursday table', ownName: 'Ana' })
    const { envelopes, note, text } = type(ana.store, circle, Number.POSITIVE_INFINITY, TOGETHER)
    const sizes = envelopes.slice(2).map(({ length }) => length)
    const sum = envelopes.reduce((bytes, { length }) => bytes + length, 0)
    const state = ana.store.read(circle, note, doc => Y.encodeStateAsUpdateV2(doc).length) ?? 0
    const plain = Buffer.byteLength(text)
    say(
      `${envelopes.length} envelopes of ${TOGETHER} strokes, ${sum} bytes; the state ${state}; the text ${plain}`,
    )
    ana.close()
    const once = (value: number) => ({ median: value, min: value, max: value })
    return [
      { what: 'ten strokes in an envelope, bytes on the wire', goal: { most: 700 }, figure: spread(sizes) },
      {
        what: 'friendsforever in such envelopes, over its text',
        goal: { most: 110 },
        figure: once(sum / plain),
      },
      {
        what: 'its state as a checkpoint holds it, over what Yjs needs for it as plain text',
        goal: { most: 1.05 },
        figure: once(state / plainState()),
      },
    ]
  },
}
