/**
 * A shared note laid open: the face's own Y.Doc, written under one client id, and the rules of what leaves it
 * (docs/protocol.md, section 6). Sent are only changes by this person: made here, through the editor, its undo or the
 * title. What Yjs tidies up by itself while applying other people's words is never sent.
 */
import type { Node } from 'prosemirror-model'
import { defaultDeleteFilter, initProseMirrorDoc, updateYFragment, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import type { AsidePassage, CircleId, DocId, OpenNote } from '../../../../shared/circle/circle.ts'
import type { VaultContract } from '../../../../shared/contract/vault.ts'
import type { Asking } from '../../../../shared/contract/wire.ts'
import type { Fault } from '../../../../shared/fault.ts'
import { utf8Length } from '../../../../shared/writing/cost.ts'
import { schema } from '../../editor/schema.ts'
import type { Saving, Timers } from '../today/keeper.ts'
import { deleting, onlyDeleting, portions } from './portions.ts'

/** Milliseconds after the first unsent change, and bytes, at which a change leaves. */
export const SEND_AFTER = 300
export const SEND_AT = 32 * 1024
const RETRY = 2000
/** So often in a row a note may fall out of step before it stops trying and only keeps the words. */
const PATIENCE = 3

const FROM_VAULT = 'vault'
const TITLE = Symbol('title')
const BACK = Symbol('put back')

/** What the page shows: a new session means a new document under a new client id, and the sheet is laid anew. */
export type Session = {
  readonly serial: number
  readonly doc: Y.Doc
  readonly body: Y.XmlFragment
  readonly head: Y.Map<unknown>
  readonly cid: number
  readonly readOnly: boolean
}

export type LiveNote = {
  readonly circle: CircleId
  readonly note: DocId
  session(): Session
  saving(): Saving
  /** The note was laid anew since it was opened. */
  reopened(): boolean
  subscribe(hear: () => void): () => void
  title(): string
  /** What it says now, a line a block, without marks. */
  words(): string
  setTitle(title: string): void
  /**
   * The note says again what it said in `state`, as a change by this person. Undefined: it can only be read. Returns how
   * to take that back and nothing else; false when the note was laid anew since, and nothing was taken back.
   */
  putBack(state: Uint8Array): (() => boolean) | undefined
  /** Puts set-aside words back as a block of their own, and names them, so that nobody puts them back again. False: read-only. */
  putWords(passage: AsidePassage): boolean
  /** One undo manager at a time: only one's own changes are undone. The caller ends it. */
  newUndo(): Y.UndoManager
  /** Runs what lays the sheet: changes it makes to fit the schema are nobody's. */
  quietly<T>(run: () => T): T
  /** Other people's words. */
  arrive(update: Uint8Array): void
  /** The vault made the note anew: some words that stood here may count no more. Only unsent ones of one's own are kept. */
  rebuilt(): void
  flush(): Promise<void>
  /** After the vault came back and was opened: what it lacks is sent, by difference. */
  resume(): Promise<void>
  unsent(): boolean
  end(): void
}

export function bindNote(
  vault: Pick<Asking<VaultContract>, 'ask'>,
  opened: OpenNote,
  timers: Timers,
): LiveNote {
  const { circle, id: note } = opened
  const ears = new Set<() => void>()
  let session = lay(opened, 0)
  let undo: Y.UndoManager | null = null
  let back: Y.UndoManager | null = null
  let pending: Uint8Array[] = []
  let bytes = 0
  let quiet = 0
  /** Own structs exist here that are in no pending update: only a difference against the vault covers them. */
  let whole = false
  let sending: Promise<void> | null = null
  let cancel: (() => void) | null = null
  let saving: Saving = { state: 'ready' }
  let turns = 0
  /** The page in bytes when the vault found a change too large, and the bytes of that change. */
  let stuck: { readonly page: number; readonly change: number } | null = null
  let laying: Promise<void> | null = null
  let ended = false

  function lay({ state, cid, readOnly }: OpenNote, serial: number): Session {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, state, FROM_VAULT)
    doc.clientID = cid
    doc.on('updateV2', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
      made(update, origin, transaction, cid),
    )
    return { serial, doc, body: doc.getXmlFragment('body'), head: doc.getMap('head'), cid, readOnly }
  }

  const tell = (next: Saving): void => {
    saving = next
    for (const hear of ears) hear()
  }

  const own = (origin: unknown): boolean =>
    origin === ySyncPluginKey ||
    origin === TITLE ||
    origin === BACK ||
    (origin !== null && (origin === undo || origin === back))

  function made(update: Uint8Array, origin: unknown, transaction: Y.Transaction, cid: number): void {
    if (ended || !transaction.local) return
    if (quiet > 0 || !own(origin)) {
      const { beforeState, afterState } = transaction
      if ((afterState.get(cid) ?? 0) > (beforeState.get(cid) ?? 0)) whole = true
      return
    }
    pending.push(update)
    bytes += update.byteLength
    // What was refused is said until it is saved.
    if (saving.state === 'ready' || saving.state === 'saved') tell({ state: 'saving' })
    if (bytes >= SEND_AT) void flush()
    else later(SEND_AFTER)
  }

  function later(ms: number): void {
    if (cancel || ended) return
    cancel = timers.after(ms, () => {
      cancel = null
      void flush()
    })
  }

  /** One change at a time is on its way, since each builds on the one before. */
  async function flush(): Promise<void> {
    for (;;) {
      cancel?.()
      cancel = null
      while (sending ?? laying) await (sending ?? laying)
      if (pending.length === 0 && !whole) return
      const before = session.doc
      sending = send().finally(() => {
        sending = null
      })
      await sending
      // Laid anew, the words stand in another document, which has not been sent. `turns` ends this.
      if (session.doc === before || saving.state === 'refused') return
    }
  }

  async function send(): Promise<void> {
    const { doc, cid } = session
    const covered = whole ? await difference(doc) : merged()
    if (session.doc !== doc) return
    if (!covered) return refused('vault-gone')
    // Nothing came between: the update covers all that is pending at this moment.
    pending = []
    bytes = 0
    whole = false
    const parts = portions(covered)
    for (const [i, update] of parts.entries()) {
      const answer = await vault.ask('note.change', { note, cid, update })
      // Laid anew meanwhile: the new document took over how the old one read, this change too.
      if (session.doc !== doc) return
      if (answer.ok) continue
      const left = parts.slice(i)
      pending.unshift(...left)
      bytes += left.reduce((sum, { byteLength }) => sum + byteLength, 0)
      return refused(answer.fault, update.byteLength)
    }
    stuck = null
    if (pending.length > 0) return
    turns = 0
    tell({ state: 'saved' })
  }

  const merged = (): Uint8Array | undefined => (pending.length === 1 ? pending[0] : Y.mergeUpdatesV2(pending))

  async function difference(doc: Y.Doc): Promise<Uint8Array | undefined> {
    const answer = await vault.ask('note.vector', { note })
    // What was gone before is nobody's to delete again: words that nobody saw would be deleted for good (protocol.md).
    return answer.ok ? deleting(Y.encodeStateAsUpdateV2(doc, answer.value.vector), pending) : undefined
  }

  async function refused(fault: Fault, change = 0): Promise<void> {
    if (fault === 'out-of-step' && turns++ < PATIENCE) return layAnew()
    if (fault === 'too-large' && smaller(change)) return layAnew()
    tell({ state: 'refused', fault })
    // While the vault is gone or closed, `resume` follows; what is too long or only to be read will not change by trying.
    if (fault === 'disk-full' || fault === 'not-saved') later(RETRY)
  }

  /**
   * What was too large stays in the unsent updates even when it was undone, and all later words stand behind it. Laid anew,
   * the note sends how the page reads now. Only when half of it is gone: not again with every key.
   */
  function smaller(change: number): boolean {
    const page = utf8Length(session.body.toString())
    const gone = stuck !== null && page <= stuck.page - stuck.change / 2
    stuck = gone ? null : (stuck ?? { page, change })
    return gone
  }

  /** The note closes with its text kept and opens under the client id the vault names now. */
  function layAnew(move: (next: OpenNote) => void = moveTo): Promise<void> {
    laying ??= reopen(move).finally(() => {
      laying = null
    })
    return laying
  }

  async function reopen(move: (next: OpenNote) => void): Promise<void> {
    await vault.ask('note.close', { note })
    const answer = await vault.ask('note.open', { circle, note })
    if (ended) return
    if (!answer.ok) return tell({ state: 'refused', fault: answer.fault })
    move(answer.value)
  }

  /** What stood in the old document and no longer counts is not taken over; what was typed and not sent yet is. */
  function replaceWith(next: OpenNote): void {
    const before = session
    const unsent = pending.length > 0 || whole || sending ? typed(before, next.state) : ''
    if (next.readOnly && unsent) return moveTo(next)
    session = lay(next, before.serial + 1)
    pending = []
    bytes = 0
    whole = false
    const { doc, body } = session
    if (unsent)
      doc.transact(() => {
        const block = new Y.XmlElement('block')
        block.insert(0, [new Y.XmlText(unsent)])
        body.push([block])
      }, ySyncPluginKey)
    before.doc.destroy()
    tell({ state: unsent ? 'saving' : 'saved' })
  }

  function moveTo(next: OpenNote): void {
    const before = session
    // Everything anyone wrote comes together in the old document; the new one takes over how that reads.
    quietly(() => Y.applyUpdateV2(before.doc, next.state, FROM_VAULT))
    if (next.readOnly && (pending.length > 0 || whole || sending)) {
      // Words that can no longer be saved: the page goes on showing them, so that they can be copied.
      session = { ...before, serial: before.serial + 1, readOnly: true }
      return tell({ state: 'refused', fault: 'read-only' })
    }
    const text = initProseMirrorDoc(before.body, schema).doc
    const title = before.head.get('title')
    session = lay(next, before.serial + 1)
    pending = []
    bytes = 0
    whole = false
    const { doc, body, head } = session
    const { doc: there, meta } = initProseMirrorDoc(body, schema)
    if (!next.readOnly) {
      if (!there.eq(text)) doc.transact(() => updateYFragment(doc, body, text, meta), ySyncPluginKey)
      if (typeof title === 'string' && head.get('title') !== title)
        doc.transact(() => head.set('title', title), TITLE)
    }
    before.doc.destroy()
    if (pending.length === 0) tell({ state: 'saved' })
    else tell({ state: 'saving' })
  }

  function quietly<T>(run: () => T): T {
    quiet++
    try {
      return run()
    } finally {
      quiet--
    }
  }

  return {
    circle,
    note,
    session: () => session,
    saving: () => saving,
    reopened: () => session.serial > 0,
    subscribe(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    words: () => plainPage(pageOf(Y.encodeStateAsUpdateV2(session.doc)).page),
    title: () => String(session.head.get('title') ?? ''),
    setTitle(title) {
      if (session.readOnly) return
      session.doc.transact(() => session.head.set('title', title), TITLE)
    },
    putBack(state) {
      const { doc, body, head, readOnly } = session
      if (readOnly) return undefined
      const then = pageOf(state)
      const { meta } = quietly(() => initProseMirrorDoc(body, schema))
      back?.destroy()
      const mine = new Y.UndoManager([body, head], {
        trackedOrigins: new Set([BACK]),
        deleteFilter: item => defaultDeleteFilter(item, new Set(['block'])),
      })
      back = mine
      doc.transact(() => {
        updateYFragment(doc, body, then.page, meta)
        if (head.get('title') !== then.title) head.set('title', then.title)
      }, BACK)
      return () => {
        if (session.doc !== doc || back !== mine) return false
        mine.undo()
        return true
      }
    },
    putWords({ text, at, ranges }) {
      const { doc, body, readOnly } = session
      if (readOnly) return false
      doc.transact(() => {
        const block = new Y.XmlElement('block')
        block.insert(0, [new Y.XmlText(text)])
        body.insert(Math.min(at ?? body.length, body.length), [block])
      }, BACK)
      if (at !== null) pending.push(onlyDeleting(ranges))
      return true
    },
    newUndo() {
      undo = new Y.UndoManager(session.body, {
        trackedOrigins: new Set([ySyncPluginKey]),
        // Taking back a new line of mine leaves what others wrote on it.
        deleteFilter: item => defaultDeleteFilter(item, new Set(['block'])),
        captureTransaction: transaction => transaction.meta.get('addToHistory') !== false,
      })
      return undo
    },
    quietly,
    arrive(update) {
      if (ended) return
      Y.applyUpdateV2(session.doc, update, FROM_VAULT)
      if (session.doc.clientID !== session.cid) void layAnew()
    },
    rebuilt() {
      if (!ended) void layAnew(replaceWith)
    },
    flush,
    async resume() {
      const answer = await vault.ask('note.open', { circle, note })
      if (!answer.ok) return tell({ state: 'refused', fault: answer.fault })
      const next = answer.value
      if (next.cid !== session.cid || next.readOnly !== session.readOnly) return moveTo(next)
      const unsent = pending.length > 0 || whole
      Y.applyUpdateV2(session.doc, next.state, FROM_VAULT)
      if (session.doc.clientID !== session.cid) return layAnew()
      if (!unsent) return tell({ state: 'saved' })
      whole = true
      await flush()
    },
    unsent: () => pending.length > 0 || whole || sending !== null || laying !== null,
    end() {
      ended = true
      cancel?.()
      session.doc.destroy()
    },
  }
}

/** What stands in a Yjs state (V2) of a note, as the sheet would show it. */
export function pageOf(state: Uint8Array): { readonly page: Node; readonly title: string } {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, state)
  const { doc: page } = initProseMirrorDoc(doc.getXmlFragment('body'), schema)
  const title: unknown = doc.getMap('head').get('title')
  doc.destroy()
  return { page, title: typeof title === 'string' ? title : '' }
}

/** A line a block. */
export const plainPage = (page: Node): string => page.textBetween(0, page.content.size, '\n')

/** The words that somebody typed in a document and that are not in `state`, in the order of typing. */
function typed({ doc, cid }: Session, state: Uint8Array): string {
  const { structs } = Y.decodeUpdateV2(Y.encodeStateAsUpdateV2(doc, Y.encodeStateVectorFromUpdateV2(state)))
  return structs
    .filter(({ id }) => id.client === cid)
    .map(struct =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '',
    )
    .join('')
}
