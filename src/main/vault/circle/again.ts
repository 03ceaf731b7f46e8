/** A circle that goes on from another one: the way out when its first host cannot be trusted or their computer was stolen. */
import * as Y from 'yjs'
import { adopt, propose } from './decide.ts'
import type { Held } from './held.ts'
import { hex } from './names/hex.ts'
import { titleOf } from './past/words.ts'
import { create } from './write.ts'

/** Titles of notes that did not go along: too long for one piece, or in a form of a newer Kinfold. */
export type Copied = { notes: number; left: string[] }

/** What goes along of a note; `blocks` null: it is in a form of a newer Kinfold. */
export type Going = { readonly title: string; readonly blocks: readonly Y.XmlElement[] | null }

/** The notes of a circle, the oldest first, so that their copies stand in the same order. Reading takes most of the time. */
export function* going(from: Held): Generator<Going> {
  for (const { id } of from.rows.documents('note').reverse()) {
    const open = from.docs.get(id)
    if (open?.kind === 'note') yield { title: titleOf(open.doc), blocks: blocksOf(open.doc) }
    else yield { title: from.docs.title(id), blocks: null }
  }
}

/**
 * Inside a transaction of the new circle. Its notes are this person's own copies: who wrote which words in the old circle
 * does not go along, and earlier words neither. The agreements that were adopted there are adopted here.
 */
export function copyInto(to: Held, from: Held, notes: readonly Going[]): Copied {
  const copied: Copied = { notes: 0, left: [] }
  for (const { title, blocks } of notes) {
    const made = blocks && create(to, 'note', doc => fill(doc, title, blocks))
    if (made?.ok) copied.notes++
    else copied.left.push(title)
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

const blocksOf = (from: Y.Doc): Y.XmlElement[] =>
  from
    .getXmlFragment('body')
    .toArray()
    .flatMap(block => (block instanceof Y.XmlElement ? [block.clone()] : []))

function fill(to: Y.Doc, title: string, blocks: readonly Y.XmlElement[]): void {
  to.getMap('head').set('title', title)
  if (blocks.length > 0) to.getXmlFragment('body').insert(0, [...blocks])
}
