/** Writing: through the same gate that others will use, then sealed, signed and committed with what it changes. */
import * as Y from 'yjs'
import { compare } from '../../../shared/bytes.ts'
import { absurd, err, ok, type Result } from '../../../shared/result.ts'
import type { DocId } from '../crypto/keys.ts'
import { chainOf } from './chain.ts'
import { emptyDoc } from './document.ts'
import { ENVELOPE_VERSION, type Header, MAX_DEPS } from './envelope/header.ts'
import { type JudgedKind, mayWrite, SORT } from './envelope/kind.ts'
import { MAX_UPDATE, sealEnvelope, writeEnvelope } from './envelope/seal.ts'
import { amFacilitator, type Held, keyFor, ownDevice } from './held.ts'
import { cid, docId, MAX_CID_N } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { type ContentFault, judgeUpdate, mayAuthor, mayEnter } from './receive/content.ts'
import { occupy, settleDocument } from './receive/receive.ts'

export type WriteFault = 'read-only' | 'too-large' | 'out-of-step'
export type Written = { readonly docId: DocId; readonly envelope: Uint8Array; readonly update: Uint8Array }

/** Inside a transaction. `update`: one Yjs V2 update made under this device's client id for the document. */
export function author(
  held: Held,
  id: DocId,
  kind: JudgedKind,
  update: Uint8Array,
): Result<Written, WriteFault> {
  if (update.length > MAX_UPDATE) return err('too-large')
  if (held.stopped || ownDevice(held)?.status !== 'active') return err('read-only')
  const { epochHeads, heads } = held.log.state
  const key = keyFor(held, epochHeads)
  if (!key) return err('read-only')
  const chain = chainOf(held.chains, held.keys.id)
  const row = held.rows.document(id)
  if (row?.newer) return err('read-only')
  const fields: Omit<Header, 'bodyHash'> = {
    v: ENVELOPE_VERSION,
    circle: held.circle,
    device: held.keys.id,
    seq: chain.seq + 1,
    prev: chain.hash,
    doc: id,
    kind,
    type: 'update',
    cidN: row?.own_cid_n ?? 0,
    epochHeads,
    logHeads: heads,
    deps: [...held.chains.values()]
      .filter(({ device, seq }) => device !== chain.device && seq > (chain.known.get(hex(device)) ?? 0))
      .filter(({ device }) => compare(device, held.keys.id) !== 0)
      .map(({ device, seq, hash }) => ({ device, seq, hash: hash! }))
      .sort((a, b) => compare(a.device, b.device))
      .slice(0, MAX_DEPS),
  }
  const unsealed: Header = { ...fields, bodyHash: held.circle as Uint8Array as Header['bodyHash'] }
  const fault = mayAuthor(held, unsealed, chain)
  if (fault) return err(toWriteFault(fault))
  const place = mayEnter(held, unsealed, chain)
  if (!place.ok) return err(toWriteFault(place.fault))
  const open = place.value.begins ? undefined : held.docs.get(id)
  const judged = judgeUpdate(held, unsealed, chain, update, open)
  if (!judged.ok) return err(toWriteFault(judged.fault))

  const { client, passed } = judged.value
  const into = open ?? held.docs.begin(id, kind)
  if (!held.docs.enter(into, update, passed)) return err('out-of-step')
  const envelope = sealEnvelope(fields, update, key, held.keys)
  if (place.value.begins)
    held.rows.addDocument(id, kind, held.keys.id, fields.seq, place.value.owner, held.clock.now())
  const n = occupy(held, chain, envelope, 'accepted', envelope.header, { cid: client, to: passed.to })
  settleDocument(held, envelope.header)
  held.docs.settled(into, client, passed, n)
  return ok({ docId: id, envelope: writeEnvelope(envelope), update })
}

function toWriteFault(fault: ContentFault): WriteFault {
  switch (fault) {
    case 'inactive-device':
    case 'epoch':
    case 'writer':
    case 'log-went-back':
      return 'read-only'
    case 'deps':
    case 'unknown-document':
    case 'other-kind':
    case 'client-number':
    case 'beyond-past':
    case 'no-update':
    case 'foreign-client':
    case 'clock-gap':
    case 'unknown-reference':
    case 'foreign-node':
    case 'crossed':
    case 'empty':
      return 'out-of-step'
    default:
      return absurd(fault)
  }
}

/** Begins a document: its name comes from the number of the envelope that does. `edit` must change something. */
export function create(
  held: Held,
  kind: JudgedKind,
  edit: (doc: Y.Doc) => void,
): Result<Written, WriteFault> {
  const id = docId(held.circle, held.keys.id, chainOf(held.chains, held.keys.id).seq + 1)
  return author(held, id, kind, updateOf(emptyDoc(kind), cid(held.circle, id, held.keys.id, 0), edit))
}

/** For documents of sort `record`, which the vault alone edits. Undefined: there is none, or nothing changed. */
export function edit(
  held: Held,
  id: DocId,
  change: (doc: Y.Doc) => void,
): Result<Written, WriteFault> | undefined {
  const open = held.docs.get(id)
  if (!open) return undefined
  if (SORT[open.kind] !== 'record') throw new Error('a text has its one writing replica in the face')
  const scratch = emptyDoc(open.kind)
  Y.applyUpdateV2(scratch, Y.encodeStateAsUpdateV2(open.doc))
  const update = updateOf(scratch, clientOf(held, id), change)
  return update.length === 0 ? undefined : author(held, id, open.kind, update)
}

function updateOf(doc: Y.Doc, client: number, edit: (doc: Y.Doc) => void): Uint8Array {
  doc.clientID = client
  let update = new Uint8Array(0)
  doc.on('updateV2', (bytes: Uint8Array) => {
    update = Uint8Array.from(bytes)
  })
  doc.transact(() => edit(doc))
  doc.destroy()
  return update
}

/** This device's client id in a document, now. */
export const clientOf = (held: Held, id: DocId): number =>
  cid(held.circle, id, held.keys.id, held.rows.document(id)?.own_cid_n ?? 0)

/** The next client id, after Yjs replaced the face's. Undefined when all 256 are used up: read-only from then on. */
export function moveOn(held: Held, id: DocId): number | undefined {
  const row = held.rows.document(id)
  if (!row || row.own_cid_n >= MAX_CID_N) return undefined
  held.rows.setOwnCidN(id, row.own_cid_n + 1)
  return clientOf(held, id)
}

export function isReadOnly(held: Held, id: DocId): boolean {
  const row = held.rows.document(id)
  const device = ownDevice(held)
  if (!row || row.newer || held.stopped || device?.status !== 'active') return true
  const { epochHeads, epochs } = held.log.state
  if (!keyFor(held, epochHeads)) return true
  if (!epochHeads.every(epoch => epochs.get(hex(epoch))?.boxes.has(hex(held.keys.id)))) return true
  return !mayWrite(row.kind, { member: held.member, facilitator: amFacilitator(held) }, row.owner)
}
