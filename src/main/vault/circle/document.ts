/**
 * The documents of a circle, open in memory as long as they are in use: a Y.Doc that never edits, and its shape. A row
 * holds both as they were some envelopes ago; the envelopes since then, which stand in the same database, bring them up to
 * date. So each envelope is committed with all that it changes, and a long document is not written again for each word.
 */
import * as Y from 'yjs'
import type { CircleId, DocId, EntryId, Hash } from '../crypto/keys.ts'
import { contentOf } from './envelope/content.ts'
import { readHeader } from './envelope/header.ts'
import { isJudged, type JudgedKind } from './envelope/kind.ts'
import { cid } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { gate, type Passed, settle } from './receive/gate.ts'
import { inOrder } from './receive/order.ts'
import { readShape, type Shape, writeShape } from './receive/shape.ts'
import type { EnvelopeRow, Rows } from './rows.ts'

/** Documents kept open, however large. A note of 10,000 words takes about a megabyte. */
const OPEN = 24
/**
 * And more of them, as long as all together take about so many bytes: a backlog comes in the order in which people wrote, in
 * turns over all their notes, and each that is not open is made anew from its rows for one envelope.
 */
const BYTES = 32 * 1024 * 1024
/** Bytes that a struct of Yjs takes in memory, about, and a letter. */
const STRUCT = 200
const LETTER = 2
/** Envelopes after which the row is written anew: what opening has to replay at most. */
const TAIL = 32

export type Open = {
  readonly id: DocId
  readonly kind: JudgedKind
  readonly doc: Y.Doc
  readonly shape: Shape
  /** Envelopes that are not in the row yet, and the number of the newest. */
  tail: number
  newest: number
}

export class Documents {
  private readonly open = new Map<string, Open>()
  /** Of notes, as they were last looked at: a list of a hundred notes must not open a hundred documents at each change. */
  private readonly titles = new Map<string, string>()
  private readonly circle: CircleId
  private readonly rows: Rows
  private readonly keyFor: (epochHeads: readonly EntryId[]) => Hash | undefined

  constructor(circle: CircleId, rows: Rows, keyFor: (epochHeads: readonly EntryId[]) => Hash | undefined) {
    this.circle = circle
    this.rows = rows
    this.keyFor = keyFor
  }

  /** Undefined when there is none, or its kind is one this version does not judge. */
  get(id: DocId): Open | undefined {
    const name = hex(id)
    const known = this.open.get(name)
    if (known) {
      this.open.delete(name)
      this.open.set(name, known)
      return known
    }
    const row = this.rows.document(id)
    if (!row || !isJudged(row.kind) || row.closed === 1) return undefined
    const state = this.rows.state(id)
    const read = state && readShape(state.shape)
    if (read && !read.ok) throw new Error('a document row that does not read')
    const shape: Shape = read?.value ?? new Map()
    const covers = state?.covers ?? 0
    const opened = this.put({ id, kind: row.kind, doc: emptyDoc(row.kind), shape, tail: 0, newest: covers })
    if (state) Y.applyUpdateV2(opened.doc, state.state)
    for (const envelope of this.rows.tail(id, covers)) this.replay(opened, envelope)
    return opened
  }

  /** What a note is called; empty when it has no title, or is not here. */
  title(id: DocId): string {
    const known = this.titles.get(hex(id))
    if (known !== undefined) return known
    const said: unknown = this.get(id)?.doc.getMap('head').get('title')
    const title = typeof said === 'string' ? said : ''
    this.titles.set(hex(id), title)
    return title
  }

  /** For a document that begins now. */
  begin(id: DocId, kind: JudgedKind): Open {
    return this.put({ id, kind, doc: emptyDoc(kind), shape: new Map(), tail: 0, newest: 0 })
  }

  /** For a document that begins with somebody's checkpoint. `doc` is given away. */
  beginWith(id: DocId, kind: JudgedKind, doc: Y.Doc, shape: Shape): Open {
    return this.put({ id, kind, doc, shape, tail: 1, newest: 0 })
  }

  /** Brings in the words that the gate has passed. False when their neighbours are crossed: then nothing is changed. */
  enter(open: Open, update: Uint8Array, passed: Passed): boolean {
    if (inOrder(open.doc, passed.before)) {
      Y.applyUpdateV2(open.doc, update)
      if (inOrder(open.doc, passed.within)) return true
    }
    // Its rows have all but this update.
    this.open.delete(hex(open.id))
    open.doc.destroy()
    return false
  }

  /** What has entered, as envelope number `n`. */
  settled(open: Open, client: number, passed: Passed, n: number, soon = true): void {
    settle(open.shape, client, passed)
    this.titles.delete(hex(open.id))
    open.tail += 1
    open.newest = n
    if (soon && open.tail >= TAIL) this.compact(open)
  }

  compact(open: Open): void {
    if (open.tail === 0) return
    this.rows.compact(open.id, Y.encodeStateAsUpdateV2(open.doc), writeShape(open.shape), open.newest)
    open.tail = 0
  }

  /** Lets go of a document whose rows have changed. */
  drop(id: DocId): void {
    this.open.get(hex(id))?.doc.destroy()
    this.open.delete(hex(id))
    this.titles.delete(hex(id))
  }

  /** Writes every row that lags behind. */
  settle(): void {
    for (const open of this.open.values()) this.compact(open)
  }

  /** After a transaction that was rolled back: memory is ahead of the rows. */
  forget(): void {
    for (const { doc } of this.open.values()) doc.destroy()
    this.open.clear()
    this.titles.clear()
  }

  private put(open: Open): Open {
    this.open.set(hex(open.id), open)
    if (this.open.size <= OPEN) return open
    let bytes = 0
    for (const { doc } of this.open.values()) bytes += weightOf(doc)
    for (const [name, oldest] of this.open) {
      if (this.open.size <= OPEN || bytes <= BYTES) break
      bytes -= weightOf(oldest.doc)
      this.open.delete(name)
      oldest.doc.destroy()
    }
    return open
  }

  private replay(open: Open, row: EnvelopeRow): void {
    const { n } = row
    const header = readHeader(row.header)
    if (!header.ok || header.value.kind === null) throw new Error('an envelope row that does not read')
    const update = contentOf(row, header.value, this.keyFor)
    const { device, cidN } = header.value
    const client = cid(this.circle, open.id, device, cidN)
    const passed = update && gate(update, open.kind, client, open.shape)
    if (!passed?.ok) throw new Error('an accepted envelope that is none')
    settle(open.shape, client, passed.value)
    Y.applyUpdateV2(open.doc, update!)
    open.tail += 1
    open.newest = n
  }
}

function weightOf({ store }: Y.Doc): number {
  let bytes = 0
  for (const structs of store.clients.values()) {
    const last = structs.at(-1)
    if (last) bytes += structs.length * STRUCT + (last.id.clock + last.length) * LETTER
  }
  return bytes
}

/**
 * Roots are named with their types first, else Yjs keeps them as no type at all. What held others stays when it is deleted,
 * and so do the empty places of what it held: else it would depend on arrival whether the order of two can still be told.
 */
export function emptyDoc(kind: JudgedKind): Y.Doc {
  const doc = keepingDoc()
  if (kind === 'note') {
    doc.getXmlFragment('body')
    doc.getMap('head')
  } else doc.getMap('circle')
  return doc
}

/** With no roots named. */
export const keepingDoc = (): Y.Doc =>
  new Y.Doc({ gcFilter: ({ content }) => !(content instanceof Y.ContentType) })
