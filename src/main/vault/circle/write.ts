/** Writing: through the same gate that others will use, then sealed, signed and committed with what it changes. */
import * as Y from 'yjs'
import { compare } from '../../../shared/bytes.ts'
import { absurd, err, ok, type Result } from '../../../shared/result.ts'
import type { DeviceId, DocId } from '../crypto/keys.ts'
import { type Chain, chainOf, reached } from './chain.ts'
import { emptyDoc } from './document.ts'
import {
  ENVELOPE_VERSION,
  type EnvelopeType,
  type Have,
  type Header,
  MAX_LOG_HEADS,
  readHeader,
  writeHeader,
} from './envelope/header.ts'
import { type JudgedKind, mayWrite, SORT } from './envelope/kind.ts'
import { MAX_UPDATE, sealEnvelope, writeEnvelope } from './envelope/seal.ts'
import { amFacilitator, type Held, keyFor, mostOf, namedHeads, newestOf, ownDevice } from './held.ts'
import { cid, docId, MAX_CID_N } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { type ContentFault, knowing, MOST_BACK, mayAuthor, mayEnter, type Place } from './receive/content.ts'
import { occupy } from './receive/receive.ts'
import { enterWords, settle, touch } from './receive/verdict.ts'

export type WriteFault = 'read-only' | 'too-large' | 'out-of-step'
export type Written = { readonly docId: DocId; readonly envelope: Uint8Array; readonly update: Uint8Array }

type Prepared = {
  /** The header, but for the hash of its body. */
  readonly unsealed: Header
  readonly chain: Chain
  readonly place: Place
  readonly seal: (content: Uint8Array) => {
    readonly sealed: ReturnType<typeof sealEnvelope>
    readonly bytes: Uint8Array
  }
}

/** This device's next envelope, as far as it can be judged without what it will hold. */
export function prepare(
  held: Held,
  id: DocId,
  kind: JudgedKind,
  type: EnvelopeType,
): Result<Prepared, WriteFault> {
  if (held.stopped || held.parted || ownDevice(held)?.status !== 'active') return err('read-only')
  if (held.log.state.ahead.length > 0) return err('read-only')
  const chain = chainOf(held.chains, held.keys.id)
  const { logHeads, epochHeads } = knownTo(held, chain)
  const key = keyFor(held, epochHeads)
  if (!key) return err('read-only')
  const row = held.rows.document(id)
  if (row?.newer || row?.closed === 1) return err('read-only')
  const fields: Omit<Header, 'bodyHash'> = {
    v: ENVELOPE_VERSION,
    circle: held.circle,
    device: held.keys.id,
    seq: chain.seq + 1,
    prev: chain.hash,
    doc: id,
    kind,
    type,
    cidN: held.rows.ownCidN(id),
    epochHeads,
    logHeads,
    deps: news(held, chain),
  }
  const unsealed: Header = { ...fields, bodyHash: held.circle as Uint8Array as Header['bodyHash'] }
  // What nobody could read is not written.
  if (!readHeader(writeHeader(unsealed)).ok) return err('read-only')
  const fault = mayAuthor(held, unsealed, chain)
  if (fault) return err(toWriteFault(fault))
  const place = mayEnter(held, unsealed, knowing(unsealed, chain))
  if (!place.ok) return err(toWriteFault(place.fault))
  return ok({
    unsealed,
    chain,
    place: place.value,
    seal: content => {
      const sealed = sealEnvelope(fields, content, key, held.keys)
      return { sealed, bytes: writeEnvelope(sealed) }
    },
  })
}

/** What this device's next envelope names of the log, and the epoch heads there. */
function knownTo(held: Held, { logHeads: before }: Chain): Pick<Header, 'logHeads' | 'epochHeads'> {
  const logHeads = namedHeads(held, MAX_LOG_HEADS, before)
  return { logHeads, epochHeads: (held.log.at(logHeads) ?? held.log.state).epochHeads }
}

/** Inside a transaction. `update`: one Yjs V2 update made under this device's client id for the document. */
export function author(
  held: Held,
  id: DocId,
  kind: JudgedKind,
  update: Uint8Array,
): Result<Written, WriteFault> {
  if (update.length > MAX_UPDATE) return err('too-large')
  const prepared = prepare(held, id, kind, 'update')
  if (!prepared.ok) return prepared
  const { unsealed, chain, place, seal } = prepared.value
  if (held.rows.sameClient(id, clientOf(held, id), held.keys.id)) {
    // Two devices under one client id, which nobody has by chance: whoever sees it first moves on.
    moveOn(held, id)
    return err('out-of-step')
  }
  const entering = enterWords(held, unsealed, knowing(unsealed, chain), update, place)
  if (!entering.ok) return err(toWriteFault(entering.fault))
  const { sealed, bytes } = seal(update)
  const { client, passed } = entering.value.words
  const n = occupy(held, chain, { past: chain, onTip: true }, sealed, {
    status: 'accepted',
    fault: null,
    clock: { cid: client, to: passed.to },
  })
  settle(held, sealed.header, entering.value, n)
  touch(held, sealed.header)
  return ok({ docId: id, envelope: bytes, update })
}

/** The newest of each other device that counts and was not named yet. What does not count is built on by nobody who knows. */
function news(held: Held, past: Chain): Have[] {
  const own = past.device
  const isNew = (device: DeviceId, seq: number): boolean => {
    const known = past.known.get(hex(device)) ?? 0
    if (seq > known) return true
    // The branch that stands, where the other one was named.
    return (
      !!held.chains.get(hex(device))?.frozen && seq > reached(past, hex(device)) && known - seq <= MOST_BACK
    )
  }
  const found = [...held.chains.values()]
    .filter(({ device }) => compare(device, own) !== 0)
    .flatMap(({ device }) => {
      const { seq, hash } = newestOf(held, device)
      return hash && isNew(device, seq) ? [{ device, seq, hash }] : []
    })
  return mostOf(held, found)
}

function toWriteFault(fault: ContentFault): WriteFault {
  switch (fault) {
    case 'inactive-device':
    case 'closed':
    case 'epoch':
    case 'writer':
    case 'log-went-back':
      return 'read-only'
    case 'deps':
    case 'unknown-document':
    case 'other-kind':
    case 'client-number':
    case 'client-taken':
    case 'undecryptable':
    case 'beyond-past':
    case 'no-update':
    case 'foreign-client':
    case 'clock-gap':
    case 'unknown-reference':
    case 'foreign-node':
    case 'crossed':
    case 'empty':
    case 'checkpoint':
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
  cid(held.circle, id, held.keys.id, held.rows.ownCidN(id))

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
  if (!row || row.newer || row.closed === 1) return true
  if (held.stopped || held.parted || device?.status !== 'active') return true
  const { epochs, closed, ahead } = held.log.state
  if (closed || ahead.length > 0 || held.away) return true
  const { epochHeads } = knownTo(held, chainOf(held.chains, held.keys.id))
  if (!keyFor(held, epochHeads)) return true
  if (!epochHeads.every(epoch => epochs.get(hex(epoch))?.boxes.has(hex(held.keys.id)))) return true
  return !mayWrite(row.kind, { member: held.member, facilitator: amFacilitator(held) }, row.owner)
}
