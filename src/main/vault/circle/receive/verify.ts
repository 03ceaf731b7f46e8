/** Whether somebody's checkpoint says what the envelopes say that it covers. It is never applied where these are. */
import * as Y from 'yjs'
import { emptyDoc } from '../document.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import { contentOf } from '../envelope/content.ts'
import { type Header, readHeader } from '../envelope/header.ts'
import { isJudged, type JudgedKind } from '../envelope/kind.ts'
import { type Held, keyFor } from '../held.ts'
import { coveredBy, coverName } from './base.ts'

/** Undefined: not all that it covers is here to be read, and counts. */
export function agrees(held: Held, header: Header, checkpoint: Checkpoint): boolean | undefined {
  if (!isJudged(header.kind)) return undefined
  const covered = coveredBy(checkpoint)
  const made = emptyDoc(header.kind)
  const said = emptyDoc(header.kind)
  try {
    for (const row of held.rows.ofDocument(header.doc)) {
      const name = coverName(row.device, row.seq)
      if (!covered.delete(name)) continue
      if (row.status === 'refused') return false
      const own = readHeader(row.header)
      if (row.status !== 'accepted' || !own.ok || own.value.kind === null) return undefined
      const content = contentOf(row, own.value, heads => keyFor(held, heads))
      if (!content) return undefined
      Y.applyUpdateV2(made, content)
    }
    if (covered.size > 0) return false
    Y.applyUpdateV2(said, checkpoint.state)
    return visible(made, header.kind) === visible(said, header.kind)
  } finally {
    made.destroy()
    said.destroy()
  }
}

/** What people see of a document. */
export const visible = (doc: Y.Doc, kind: JudgedKind): string =>
  kind === 'note'
    ? JSON.stringify([doc.getXmlFragment('body').toJSON(), inOrder(doc.getMap('head'))])
    : JSON.stringify(inOrder(doc.getMap('circle')))

const inOrder = (map: Y.Map<unknown>): [string, unknown][] =>
  Object.entries(map.toJSON()).sort(([a], [b]) => (a < b ? -1 : 1))
