/** A circle that goes on from another one: the way out when its first host cannot be trusted or their computer was stolen. */
import * as Y from 'yjs'
import { adopt, propose } from './decide.ts'
import type { Held } from './held.ts'
import { hex } from './names/hex.ts'
import { titleOf } from './past/words.ts'
import { create } from './write.ts'

/** Titles of notes that did not go along: too long for one piece, or in a form of a newer Kinfold. */
export type Copied = { notes: number; left: string[] }

/**
 * Inside a transaction of the new circle. Its notes are this person's own copies: who wrote which words in the old circle
 * does not go along, and earlier words neither. The agreements that were adopted there are adopted here.
 */
export function copyInto(to: Held, from: Held): Copied {
  const copied: Copied = { notes: 0, left: [] }
  // The oldest first, so that they stand in the same order.
  for (const { id } of from.rows.documents('note').reverse()) {
    const open = from.docs.get(id)
    const made = open?.kind === 'note' ? create(to, 'note', doc => copyNote(open.doc, doc)) : undefined
    if (made?.ok) copied.notes++
    else copied.left.push(from.docs.title(id))
  }
  to.rows.takeFiles(from.circle)
  const { agreement, agreements } = from.log.state
  const lines = agreement && agreements.get(hex(agreement))?.lines
  if (lines) {
    const proposed = propose(to, lines, null, null)
    if (proposed.ok) adopt(to, proposed.value.id)
  }
  return copied
}

function copyNote(from: Y.Doc, to: Y.Doc): void {
  to.getMap('head').set('title', titleOf(from))
  const blocks = from
    .getXmlFragment('body')
    .toArray()
    .flatMap(block => (block instanceof Y.XmlElement ? [block.clone()] : []))
  if (blocks.length > 0) to.getXmlFragment('body').insert(0, blocks)
}
