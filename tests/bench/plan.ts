/**
 * A trace as two people taking turns: what each types until the other goes on, placed in the text as it stands once all
 * that came before has arrived. So both sides of a comparison type the same, and each turn waits for the one before it.
 */
import * as Y from 'yjs'
import { readTrace, type Writer } from '../trace/trace.ts'

/** `at` and `remove` in UTF-16 units of the text just before. */
export type Stroke = { readonly at: number; readonly remove: number; readonly insert: string }
export type Turn = { readonly writer: Writer; readonly strokes: readonly Stroke[] }
export type Plan = { readonly edits: number; readonly turns: readonly Turn[]; readonly text: string }

/** The first `count` edits of the trace. Merged as Yjs merges them, so the text is the trace's own. */
export function plan(count: number): Plan {
  const { edits } = readTrace(count)
  const papers = [new Y.Doc(), new Y.Doc()] as const
  papers.forEach((doc, writer) => {
    doc.clientID = writer + 1
  })
  const made: [Uint8Array[], Uint8Array[]] = [[], []]
  const seen: [number, number] = [0, 0]
  const merged = new Y.Doc()
  const text = merged.getText('t')
  const turns: { writer: Writer; strokes: Stroke[] }[] = []
  let strokes: Stroke[] = []
  text.observe(event => {
    let at = 0
    for (const { retain, delete: remove, insert } of event.delta) {
      if (retain !== undefined) at += retain
      else if (remove !== undefined) strokes.push({ at, remove, insert: '' })
      else if (typeof insert === 'string') {
        strokes.push({ at, remove: 0, insert })
        at += insert.length
      }
    }
  })
  for (const { writer, at, remove, insert, seen: needed } of edits) {
    const doc = papers[writer]
    for (; seen[writer] < needed; seen[writer]++)
      Y.applyUpdate(doc, made[1 - writer]?.[seen[writer]] ?? new Uint8Array())
    const before = Y.encodeStateVector(doc)
    doc.transact(() => {
      const paper = doc.getText('t')
      if (remove > 0) paper.delete(at, remove)
      if (insert !== '') paper.insert(at, insert)
    })
    const update = Y.encodeStateAsUpdate(doc, before)
    made[writer].push(update)
    const last = turns.at(-1)
    if (last?.writer === writer) strokes = last.strokes
    else {
      strokes = []
      turns.push({ writer, strokes })
    }
    Y.applyUpdate(merged, update)
  }
  return { edits: edits.length, turns, text: text.toString() }
}
