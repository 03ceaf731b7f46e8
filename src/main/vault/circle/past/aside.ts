/**
 * Words that nobody deleted and nobody sees: typed into a block that somebody else deleted or joined to another without
 * having them. They are those that stand in something deleted and that no envelope which counts names in its deletions,
 * so they are a function of these envelopes alone, the same on every device. Whoever puts them back names them.
 */
import * as Y from 'yjs'
import type { DocId } from '../../crypto/keys.ts'
import { contentOf } from '../envelope/content.ts'
import { readHeader } from '../envelope/header.ts'
import { type Held, keyFor } from '../held.ts'
import { history, nameOf } from './history.ts'

/** `[client, clock, length]` of words, as Yjs names them. */
export type Range = readonly [client: number, clock: number, length: number]

export type Passage = {
  /** The same as long as the passage is. */
  readonly id: string
  /** Names of who wrote it. */
  readonly by: readonly string[]
  readonly text: string
  /** How many blocks stand before it. Null: it stood on what counts no more, and has no place. */
  readonly at: number | null
  readonly ranges: readonly Range[]
}

/** Passages told at once. More come when these are put back or waved off. */
const MOST = 50

/** A document with all that was ever deleted in it. */
export class Kept {
  readonly doc: Y.Doc
  #named = Y.createDeleteSet()
  #n = 0

  constructor() {
    this.doc = new Y.Doc({ gc: false })
    this.doc.getXmlFragment('body')
    this.doc.getMap('head')
  }

  /** Takes in what came since the last time, a few envelopes between two breaths. */
  async goOn(held: Held, id: DocId, breath: () => Promise<void>): Promise<void> {
    for (const steps of history(held, id, this.#n)) {
      for (const { n, update } of steps) {
        if (n <= this.#n) continue
        this.#named = Y.mergeDeleteSets([this.#named, Y.decodeUpdateV2(update).ds])
        Y.applyUpdateV2(this.doc, update)
        this.#n = n
      }
      await breath()
    }
  }

  isNamed = (client: number, clock: number): boolean => Y.isDeleted(this.#named, Y.createID(client, clock))
}

/** What was set aside in a note and not waved off here. */
export function aside(held: Held, id: DocId, kept: Kept): Passage[] {
  const waved = new Set(held.rows.waved(id))
  return [...hidden(held, id, kept), ...fallen(held, id, kept)]
    .filter(({ id }) => !waved.has(id))
    .slice(0, MOST)
}

/** Whether anything was ever taken out of the note: else nothing can be set aside. */
export function anyGone(doc: Y.Doc): boolean {
  for (let block = doc.getXmlFragment('body')._start; block; block = block.right) {
    if (block.deleted) return true
    if (!(block.content instanceof Y.ContentType)) continue
    for (let part = block.content.type._start; part; part = part.right) if (part.deleted) return true
  }
  return false
}

function hidden(held: Held, id: DocId, kept: Kept): Passage[] {
  const out: Passage[] = []
  let at = 0
  for (let block = kept.doc.getXmlFragment('body')._start; block; block = block.right) {
    if (!block.deleted) at++
    const words = new Words()
    if (block.content instanceof Y.ContentType) gather(block.content.type, block.deleted, words, kept)
    const by = new Set(
      words.ranges.map(([client, clock]) => {
        const writer = held.rows.writerOf(id, client, clock)
        return writer ? nameOf(held, writer.device) : ''
      }),
    )
    const passage = words.passage([...by], at)
    if (passage) out.push(passage)
  }
  return out
}

function gather(type: { readonly _start: Y.Item | null }, gone: boolean, words: Words, kept: Kept): void {
  for (let item = type._start; item; item = item.right) {
    const { content, id } = item
    if (content instanceof Y.ContentType) {
      if (content.type instanceof Y.XmlText) gather(content.type, gone || item.deleted, words, kept)
    } else if (gone && content instanceof Y.ContentString)
      for (let i = 0; i < content.str.length; i++)
        if (!kept.isNamed(id.client, id.clock + i)) words.add(id.client, id.clock + i, content.str.charAt(i))
  }
}

/** What this person wrote on something that counts no more (receive/reckon.ts). */
function fallen(held: Held, id: DocId, kept: Kept): Passage[] {
  const updates = held.rows.fallen(id, held.keys.id).flatMap(row => {
    const header = readHeader(row.header)
    if (!header.ok || header.value.kind !== 'note' || header.value.type !== 'update') return []
    const update = contentOf(row, header.value, heads => keyFor(held, heads))
    return update ? [Y.decodeUpdateV2(update)] : []
  })
  const gone = Y.mergeDeleteSets(updates.map(({ ds }) => ds))
  const words = new Words()
  for (const { structs } of updates)
    for (const struct of structs) {
      if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) continue
      const { id, content } = struct
      for (let i = 0; i < content.str.length; i++) {
        const clock = id.clock + i
        if (!Y.isDeleted(gone, Y.createID(id.client, clock)) && !kept.isNamed(id.client, clock))
          words.add(id.client, clock, content.str.charAt(i))
      }
    }
  const passage = words.passage([nameOf(held, held.keys.id)], null)
  return passage ? [passage] : []
}

class Words {
  #text = ''
  readonly #ranges: [number, number, number][] = []

  add(client: number, clock: number, letter: string): void {
    const last = this.#ranges.at(-1)
    if (last && last[0] === client && last[1] + last[2] === clock) last[2]++
    else this.#ranges.push([client, clock, 1])
    this.#text += letter
  }

  get ranges(): readonly Range[] {
    return this.#ranges
  }

  passage(by: readonly string[], at: number | null): Passage | undefined {
    const [first] = this.#ranges
    if (!first || this.#text.trim() === '') return undefined
    const id = `${first[0]}:${first[1]}:${this.#text.length}`
    return { id, by: by.filter(Boolean), text: this.#text, at, ranges: this.#ranges }
  }
}
