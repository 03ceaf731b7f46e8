/**
 * The one way in, for the live link, the sync file and the keeper alike. In this order: size, canonical form, circle,
 * device, signature, place in its chain; from there on an envelope has its number on every device, and what fails later is
 * kept as refused while the chain goes on: author and epoch, decryption, kind and writer, structs. One transaction a
 * batch.
 */
import { compare, concat, equal } from '../../../../shared/bytes.ts'
import type { DeviceId, DocId } from '../../crypto/keys.ts'
import { type Chain, chainOf } from '../chain.ts'
import type { Header } from '../envelope/header.ts'
import { isJudged, type Kind, mayWrite } from '../envelope/kind.ts'
import { type Envelope, openEnvelope, readEnvelope, signedBy, writeEnvelope } from '../envelope/seal.ts'
import { type Held, keyFor, stop } from '../held.ts'
import { isFacilitator } from '../log/judge.ts'
import type { DeviceState } from '../log/state.ts'
import { hex } from '../names/hex.ts'
import { type ContentFault, judgeUpdate, mayAuthor, mayEnter } from './content.ts'

/** Envelopes in one transaction at most. */
export const BATCH = 64
/** What may wait for what comes before it: for each device, and in the whole circle. */
const MOST_WAITING = { rows: 256, bytes: 8 * 1024 * 1024, circle: 2048 }

const NONE = new Uint8Array(0)

export type Accepted = { readonly docId: DocId; readonly kind: Kind; readonly update: Uint8Array }

export type Received = {
  readonly accepted: Accepted[]
  buffered: number
  refused: number
  quarantined: number
  duplicates: number
  /** Documents that changed. */
  readonly docs: DocId[]
}

export const nothing = (): Received => ({
  accepted: [],
  buffered: 0,
  refused: 0,
  quarantined: 0,
  duplicates: 0,
  docs: [],
})

/** All or nothing on disk; on a throw (a full disk) memory goes back to what the disk says. */
export function inTransaction<T>(held: Held, reload: () => void, work: () => T): T {
  try {
    return held.db
      .transaction(() => {
        const value = work()
        writeBack(held)
        return value
      })
      .immediate()
  } catch (error) {
    reload()
    throw error
  }
}

/** Where chains and documents stand, once a transaction and not once an envelope. */
export function writeBack(held: Held): void {
  for (const chain of held.dirty) held.rows.putChain(chain)
  held.dirty.clear()
  for (const doc of held.touched.values()) held.rows.touchDocument(doc, held.clock.now())
  held.touched.clear()
  held.rows.trimRefusals()
}

/** Inside a transaction. */
export function receive(held: Held, envelopes: readonly Uint8Array[]): Received {
  if (envelopes.length > BATCH) throw new Error(`more than ${BATCH} envelopes at once`)
  const received = nothing()
  for (const bytes of envelopes) take(held, bytes, received)
  drain(held, received)
  return received
}

/** What waited and can now be judged. */
export function drain(held: Held, received: Received): void {
  for (let more = held.buffered > 0; more; ) {
    more = false
    for (const device of held.rows.bufferedDevices()) {
      const chain = chainOf(held.chains, device)
      const before = chain.seq
      const next = held.rows.bufferedAt(device, before + 1)
      if (next) take(held, next, received, true)
      if (chain.frozen) held.rows.dropBuffered(device, Number.MAX_SAFE_INTEGER)
      if (chain.seq === before) continue
      held.rows.dropBuffered(device, chain.seq)
      more = true
    }
    held.buffered = held.rows.bufferedCount()
  }
}

function take(held: Held, bytes: Uint8Array, received: Received, again = false): void {
  const quarantine = (reason: string, device: DeviceId | null = null): void => {
    received.quarantined += 1
    held.rows.refuse({ what: 'quarantined', reason, device, size: bytes.length }, held.clock.now())
  }
  const wait = (envelope: Envelope): void => {
    if (!again && buffer(held, envelope, bytes)) received.buffered += 1
  }

  const read = readEnvelope(bytes)
  if (!read.ok) return quarantine(read.fault)
  const envelope = read.value
  const { header } = envelope
  if (!equal(header.circle, held.circle)) return quarantine('other-circle')
  const had = held.chains.get(hex(header.device))?.seq ?? 0
  if (header.seq <= had && equal(held.rows.envelopeAt(header.device, header.seq)?.id ?? NONE, envelope.id)) {
    received.duplicates += 1
    return
  }
  const device = held.log.state.devices.get(hex(header.device))
  if (!device) return quarantine('unknown-device')
  if (!signedBy(envelope, device.sign)) return quarantine('signature', header.device)

  const chain = chainOf(held.chains, header.device)
  // A copy of this device has written more than it: an old backup was put back. Two may not go on as one.
  if (equal(header.device, held.keys.id) && header.seq > chain.seq) stop(held)
  if (header.seq <= chain.seq) return fork(held, chain, envelope, received, header.seq)
  if (chain.frozen) return quarantine('frozen', header.device)
  if (header.seq > chain.seq + 1)
    return envelope.body ? wait(envelope) : quarantine('without-body', header.device)
  if (chain.hash !== null && !equal(header.prev ?? new Uint8Array(0), chain.hash))
    return fork(held, chain, envelope, received, chain.seq)
  if (envelope.body === null) return quarantine('without-body', header.device)

  if (header.kind === null) {
    occupy(held, chain, envelope, 'kept', null)
    takeNewer(held, header, device, bytes.length)
    return
  }
  if (!header.logHeads.every(held.log.has)) return wait(envelope)
  if (header.deps.some(dep => (held.chains.get(hex(dep.device))?.seq ?? 0) < dep.seq)) return wait(envelope)
  const key = keyFor(held, header.epochHeads)
  const fault = mayAuthor(held, header, chain)
  if (!fault && !key) return wait(envelope)

  // From here on it has its number, whatever it holds.
  const refuse = (reason: ContentFault | 'undecryptable'): void => {
    occupy(held, chain, envelope, 'refused', header)
    received.refused += 1
    held.rows.refuse({ what: 'refused', reason, device: header.device, size: bytes.length }, held.clock.now())
  }
  if (fault) return refuse(fault)
  const update = openEnvelope(header, envelope.body, key!)
  if (!update) return refuse('undecryptable')
  const place = mayEnter(held, header, chain)
  if (!place.ok) return refuse(place.fault)
  const { owner, begins } = place.value
  const begin = (): void => {
    if (begins)
      held.rows.addDocument(header.doc, header.kind, header.device, header.seq, owner, held.clock.now())
  }
  if (header.type !== 'update' || !isJudged(header.kind)) {
    begin()
    occupy(held, chain, envelope, 'kept', header)
    return
  }
  const open = begins ? undefined : held.docs.get(header.doc)
  const judged = judgeUpdate(held, header, chain, update, open)
  if (!judged.ok) return refuse(judged.fault)
  const { client, passed } = judged.value
  const into = open ?? held.docs.begin(header.doc, header.kind)
  if (!held.docs.enter(into, update, passed)) return refuse('crossed')
  begin()
  const n = occupy(held, chain, envelope, 'accepted', header, { cid: client, to: passed.to })
  settleDocument(held, header)
  held.docs.settled(into, client, passed, n)
  received.accepted.push({ docId: header.doc, kind: header.kind, update })
  if (!received.docs.some(doc => compare(doc, header.doc) === 0)) received.docs.push(header.doc)
}

/**
 * Of a newer version: a document is for reading only from here on, when its author belongs to the circle and may write
 * there. A header alone says nothing of the words, so it may do no more than words could.
 */
function takeNewer(held: Held, { doc }: { readonly doc: DocId }, author: DeviceState, size: number): void {
  const row = held.rows.document(doc)
  const writer = { member: author.member, facilitator: isFacilitator(held.log.state, author) }
  const may = author.status === 'active' && row !== undefined && mayWrite(row.kind, writer, row.owner)
  if (may && row.newer) return
  const reason = may ? 'newer-version' : 'newer-version-without-effect'
  held.rows.refuse({ what: 'refused', reason, device: author.id, size }, held.clock.now())
  if (may) held.rows.markNewer(doc)
}

/** What an accepted envelope changes beside the document's words. */
export function settleDocument(held: Held, header: Header): void {
  held.touched.set(hex(header.doc), header.doc)
  if (header.cidN > 0 && header.cidN > held.rows.cidNumber(header.doc, header.device))
    held.rows.setCidNumber(header.doc, header.device, header.cidN)
}

/** Takes its number in the chain. Returns its number in the order of arrival. */
export function occupy(
  held: Held,
  chain: Chain,
  envelope: Envelope,
  status: 'accepted' | 'refused' | 'kept',
  header: Header | null,
  clock: { cid: number; to: number } | null = null,
): number {
  const n = held.rows.addEnvelope(envelope, status, held.clock.now(), clock)
  chain.seq = envelope.header.seq
  chain.hash = envelope.id
  if (header) {
    for (const { device, seq } of header.deps)
      if (seq > (chain.known.get(hex(device)) ?? 0)) chain.known.set(hex(device), seq)
    if (held.log.within(chain.logHeads, header.logHeads)) chain.logHeads = header.logHeads
  }
  held.dirty.add(chain)
  return n
}

/** Two things said under one number: both headers are kept as proof, and nothing more is taken from that device. */
function fork(held: Held, chain: Chain, envelope: Envelope, received: Received, seq: number): void {
  const own = held.rows.envelopeAt(chain.device, seq)
  const known = own && writeEnvelope({ headerBytes: own.header, signature: own.signature, body: null })
  const proof = concat(known ?? new Uint8Array(0), writeEnvelope({ ...envelope, body: null }))
  received.quarantined += 1
  const size = envelope.headerBytes.length + (envelope.body?.length ?? 0)
  if (!chain.frozen)
    held.rows.refuse({ what: 'fork', reason: 'fork', device: chain.device, size }, held.clock.now(), proof)
  chain.frozen = true
  held.dirty.add(chain)
}

function buffer(held: Held, { id, header }: Envelope, bytes: Uint8Array): boolean {
  // One for each number: another one under it is a fork, and found to be one when it comes after its turn.
  if (held.rows.bufferedAt(header.device, header.seq)) return false
  const waiting = held.rows.bufferedOf(header.device)
  if (held.buffered >= MOST_WAITING.circle || waiting.rows >= MOST_WAITING.rows) return false
  if (waiting.bytes + bytes.length > MOST_WAITING.bytes) return false
  if (!held.rows.addBuffered(id, header.device, header.seq, bytes)) return false
  held.buffered += 1
  return true
}
