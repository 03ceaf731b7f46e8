/**
 * The one way in, for the live link, the sync file and the keeper alike. In this order: size, canonical form, circle,
 * device, signature, place in its chain; from there on an envelope has its number on every device, and what fails later is
 * kept as refused while the chain goes on: author and epoch; whether it counts; decryption, kind and writer, structs. What
 * moves the line between what counts and what does not is settled at the end of the transaction (reckon.ts). One
 * transaction a batch.
 */
import { compare, concat, equal } from '../../../../shared/bytes.ts'
import type { DeviceId, DocId, EnvId } from '../../crypto/keys.ts'
import { type Chain, chainOf, emptyPast, type Past } from '../chain.ts'
import { isClosed } from '../closed.ts'
import type { Checkpoint } from '../envelope/checkpoint.ts'
import { contentOf } from '../envelope/content.ts'
import { type Have, type Header, type NewerHeader, readHeader } from '../envelope/header.ts'
import { facilitatorsOnly, isJudged, type Kind } from '../envelope/kind.ts'
import { type Envelope, readEnvelope, signedBy, writeEnvelope } from '../envelope/seal.ts'
import { leftOf, outlineOfRow, waiting } from '../erase.ts'
import { type Held, keyFor, stop } from '../held.ts'
import { hex } from '../names/hex.ts'
import type { EnvelopeRow, Occupied } from '../rows.ts'
import { type ContentFault, clientOf, knowing, mayAuthor } from './content.ts'
import { boundOf, knowsOf } from './counting.ts'
import { isAhead } from './newer.ts'
import { reckon } from './reckon.ts'
import { enter, isGone, settle, touch } from './verdict.ts'
import { agrees } from './verify.ts'

/** Envelopes in one transaction at most. */
export const BATCH = 64
/** What may wait for what comes before it: for each device, and in the whole circle. */
const MOST_WAITING = { rows: 256, bytes: 8 * 1024 * 1024, circle: 2048 }
/** Ends of branches whose pasts are kept at hand. */
const MOST_SIDES = 64
const MOST_ALONGS = 4096

const NONE = new Uint8Array(0)

export type Accepted = { readonly docId: DocId; readonly kind: Kind; readonly update: Uint8Array }

export type Received = {
  readonly accepted: Accepted[]
  buffered: number
  refused: number
  quarantined: number
  duplicates: number
  /** Kept, and not counting when it came. What came to count with others in the same batch is among them. */
  apart: number
  /** Documents that changed. */
  readonly docs: DocId[]
}

export const nothing = (): Received => ({
  accepted: [],
  buffered: 0,
  refused: 0,
  quarantined: 0,
  duplicates: 0,
  apart: 0,
  docs: [],
})

/** All or nothing on disk; on a throw (a full disk) memory goes back to what the disk says. */
export function inTransaction<T>(held: Held, reload: () => void, work: () => T): T {
  try {
    return held.db
      .transaction(() => {
        const value = work()
        if (held.stale) reckon(held)
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
      const top = chain.frozen ? Math.max(chain.seq, held.rows.top(device)) : chain.seq
      for (const { id, seq, bytes } of held.rows.bufferedUpTo(device, top + 1)) {
        if (!take(held, bytes, received, true)) continue
        held.rows.dropBuffered(device, seq, id)
        more = true
      }
    }
    held.buffered = held.rows.bufferedCount()
  }
}

/** Where an envelope hangs: on the end of its chain, or elsewhere, where its device has said something else. */
type Spot = { readonly past: Past; readonly onTip: boolean }

/** False: it waits. */
function take(held: Held, bytes: Uint8Array, received: Received, again = false): boolean {
  const quarantine = (reason: string, device: DeviceId | null = null): true => {
    received.quarantined += 1
    held.rows.refuse({ what: 'quarantined', reason, device, size: bytes.length }, held.clock.now())
    return true
  }
  const wait = (envelope: Envelope): false => {
    const kept = again ? undefined : waiting(held, envelope, bytes)
    if (kept && buffer(held, envelope, kept)) received.buffered += 1
    return false
  }

  const read = readEnvelope(bytes)
  if (!read.ok) return quarantine(read.fault)
  const envelope = read.value
  const { header } = envelope
  if (!equal(header.circle, held.circle)) return quarantine('other-circle')
  if (isHere(held, { ...header, hash: envelope.id })) {
    received.duplicates += 1
    return true
  }
  const device = held.log.deviceOf(hex(header.device))
  if (!device) return quarantine('unknown-device')
  if (!again && !signedBy(envelope, device.sign)) return quarantine('signature', header.device)
  // A copy of this device has said what it has not: an old backup was put back. Two may not go on as one.
  if (equal(header.device, held.keys.id)) stop(held)
  if (envelope.body === null && (header.kind === null || !isGone(held, header))) {
    if (header.kind === null) return quarantine('without-body', header.device)
    // That its words were erased may not be known here yet.
    return wait(envelope)
  }

  const chain = chainOf(held.chains, header.device)
  if (chain.seq === 0) {
    const { upto, uptoCircle } = boundOf(held.log, hex(header.device))
    Object.assign(chain, { upto, uptoCircle })
  }
  const spot = spotOf(held, chain, header)
  if (!spot) return wait(envelope)
  if (header.kind === null) {
    occupy(held, chain, spot, envelope, { status: 'kept', fault: 'newer', clock: null })
    takeNewer(held, header, spot.onTip, bytes.length)
    return true
  }
  if (!header.logHeads.every(held.log.has) || !header.deps.every(dep => isHere(held, dep)))
    return wait(envelope)
  const key = keyFor(held, header.epochHeads)
  const fault = mayAuthor(held, header, spot.past)
  if (!fault && !key && envelope.body && !isClosed(held, header)) return wait(envelope)
  const { stored, outline } = emptiedNow(held, envelope, header)

  // From here on it has its number, whatever it holds.
  const refuse = (reason: ContentFault, forGood: boolean): true => {
    const clock = forGood ? null : clockOf(held, header)
    occupy(held, chain, spot, stored, { status: 'refused', outline, fault: forGood ? reason : null, clock })
    received.refused += 1
    held.rows.refuse({ what: 'refused', reason, device: header.device, size: bytes.length }, held.clock.now())
    return true
  }
  if (fault) return refuse(fault, true)
  const counts = countsNow(held, chain, spot, envelope, header)
  if (counts !== true) {
    if (counts === 'unclear') {
      held.stale = true
      touch(held, header)
    }
    received.apart += 1
    occupy(held, chain, spot, stored, { status: 'apart', outline, fault: null, clock: clockOf(held, header) })
    return true
  }
  const entering = enter(held, header, knowing(header, spot.past), { body: stored.body, outline })
  if (!entering.ok) return refuse(entering.fault, false)
  const { words, checkpoint } = entering.value
  const n = occupy(held, chain, spot, stored, {
    status: words ? 'accepted' : 'kept',
    outline,
    fault: null,
    clock: words ? { cid: words.client, to: words.passed.to } : clockOf(held, header),
  })
  settle(held, header, entering.value, n)
  if (checkpoint) weigh(held, header, checkpoint)
  if (!words) return true
  touch(held, header)
  received.accepted.push({ docId: header.doc, kind: header.kind, update: words.update })
  if (!received.docs.some(doc => compare(doc, header.doc) === 0)) received.docs.push(header.doc)
  return true
}

/** As it is kept: without what its author wants gone. */
function emptiedNow(
  held: Held,
  envelope: Envelope,
  header: Header,
): { stored: Envelope; outline: Uint8Array | null } {
  const kept = { body: envelope.body, outline: null }
  if (!envelope.body || !isGone(held, header)) return { stored: envelope, outline: null }
  if (header.type !== 'checkpoint')
    return { stored: { ...envelope, body: null }, outline: outlineOfRow(held, header, kept) }
  const content = contentOf(kept, header, heads => keyFor(held, heads))
  const left = content && leftOf(held, header, content)
  return left ? { stored: { ...envelope, body: null }, outline: left } : { stored: envelope, outline: null }
}

/** A document may begin with it, where some of it is closed here; else it is held against the envelopes. */
function weigh(held: Held, header: Header, checkpoint: Checkpoint): void {
  const row = held.rows.document(header.doc)
  if (row?.closed !== 0 || row.base !== null) {
    held.again.add(hex(header.doc))
    held.stale = true
    return
  }
  if (agrees(held, header, checkpoint) !== false) return
  const size = checkpoint.state.length
  const { device } = header
  held.rows.refuse({ what: 'refused', reason: 'checkpoint-differs', device, size }, held.clock.now())
}

/** So that two devices under one client id are seen, whatever becomes of their words. */
const clockOf = (held: Held, header: Header): Occupied['clock'] =>
  header.type === 'update' && isJudged(header.kind) ? { cid: clientOf(held, header), to: null } : null

/** Whether we have exactly this envelope, on whatever branch. */
export function isHere(held: Held, { device, seq, hash }: Have): boolean {
  const chain = held.chains.get(hex(device))
  if (!chain) return false
  if (chain.seq === seq && chain.hash && equal(chain.hash, hash)) return true
  if (seq <= chain.seq && equal(held.rows.envelopeAt(device, seq)?.id ?? NONE, hash)) return true
  if (!chain.frozen) return false
  const other = held.rows.envelopeBy(hash)
  return other !== undefined && equal(other.device, device) && other.seq === seq
}

function spotOf(held: Held, chain: Chain, header: Envelope['header']): Spot | undefined {
  const { seq, prev } = header
  if (seq === chain.seq + 1 && (chain.hash === null || equal(prev ?? NONE, chain.hash)))
    return { past: chain, onTip: true }
  if (seq === 1 || prev === null) return { past: emptyPast(), onTip: false }
  if (seq > chain.seq && !chain.frozen) return undefined
  const before = held.rows.envelopeBy(prev)
  if (!before || !equal(before.device, header.device) || before.seq !== seq - 1) return undefined
  return { past: pastOf(held, before), onTip: false }
}

/** What a device knew at an envelope that is not the end of its chain. */
export function pastOf(held: Held, at: Pick<EnvelopeRow, 'id' | 'header'>): Past {
  const past = emptyPast()
  const way: Header[] = []
  for (let row: Pick<EnvelopeRow, 'id' | 'header'> | undefined = at; row; ) {
    const kept = held.sides.get(hex(row.id))
    if (kept) {
      for (const [device, seq] of kept.known) past.known.set(device, seq)
      for (const [device, id] of kept.named) past.named.set(device, id)
      past.logHeads = kept.logHeads
      break
    }
    const header = readHeader(row.header)
    if (!header.ok) throw new Error('an envelope row that does not read')
    if (header.value.kind !== null) way.push(header.value)
    row = header.value.prev === null ? undefined : held.rows.envelopeBy(header.value.prev)
  }
  for (const header of way.reverse()) goOn(held, past, header)
  return past
}

/** What an envelope adds to its device's past. */
export function goOn(held: Held, past: Past, { deps, logHeads }: Header): void {
  for (const { device, seq, hash } of deps) {
    if (seq > (past.known.get(hex(device)) ?? 0)) past.known.set(hex(device), seq)
    past.named.set(hex(device), hash)
  }
  if (held.log.within(past.logHeads, logHeads)) past.logHeads = logHeads
}

/**
 * Whether an envelope counts, as things stand. `unclear`: it comes beside others, or others come to count by it; then all of
 * it is settled together.
 */
function countsNow(
  held: Held,
  chain: Chain,
  spot: Spot,
  envelope: Envelope,
  header: Header,
): boolean | 'unclear' {
  if (!spot.onTip && isIdle(held, chain, envelope)) return false
  if (held.stale || !spot.onTip) return 'unclear'
  if (chain.upto !== null && header.seq > chain.upto) return false
  if (facilitatorsOnly(header.kind) && chain.uptoCircle !== null && header.seq > chain.uptoCircle)
    if (!knowsDemotion(held, header.device, header)) return false
  for (const dep of header.deps) {
    const other = held.chains.get(hex(dep.device))!
    if (other.upto === null && other.uptoCircle === null) continue
    if (sameMember(held, dep.device, header.device)) continue
    if (other.upto !== null && dep.seq > other.upto) return 'unclear'
    if (other.frozen && !isOnChain(held, dep)) return 'unclear'
    if (other.uptoCircle !== null && dep.seq > other.uptoCircle)
      if (!knowsDemotion(held, dep.device, header)) return 'unclear'
  }
  const clock = clockOf(held, header)
  if (!clock || !held.rows.sameClient(header.doc, clock.cid, header.device)) return true
  held.again.add(hex(header.doc))
  return 'unclear'
}

const sameMember = (held: Held, one: DeviceId, other: DeviceId): boolean =>
  boundOf(held.log, hex(one)).member === boundOf(held.log, hex(other)).member

function knowsDemotion(held: Held, device: DeviceId, { logHeads }: Header): boolean {
  const { demoted } = boundOf(held.log, hex(device))
  return demoted !== null && knowsOf(held.log, demoted, logHeads)
}

/** The number up to which a forked device's chain leads to this envelope. */
function alongChain(held: Held, { device, seq, hash }: Have): number {
  const way: string[] = []
  let along: number | undefined
  for (let id: EnvId | null = hash; id !== null && along === undefined; ) {
    along = held.alongs.get(hex(id))
    const row: (EnvelopeRow & { side: number }) | undefined = held.rows.envelopeBy(id)
    if (!row || !equal(row.device, device) || (way.length === 0 && row.seq !== seq)) return 0
    if (row.side === 0) along = row.seq
    way.push(hex(id))
    const header = readHeader(row.header)
    id = header.ok ? header.value.prev : null
  }
  if (held.alongs.size >= MOST_ALONGS) held.alongs.clear()
  for (const id of way) held.alongs.set(id, along ?? 0)
  return along ?? 0
}

const isOnChain = (held: Held, { device, seq, hash }: Have): boolean =>
  equal(held.rows.envelopeAt(device, seq)?.id ?? NONE, hash)

/** Of a newer version: its document is for reading only, or it is without effect. A row says so, once for a document. */
function takeNewer(held: Held, header: NewerHeader, onTip: boolean, size: number): void {
  const { doc, device } = header
  const row = held.rows.document(doc)
  const may = onTip && row !== undefined && isAhead(held, row, header)
  if (may && row.newer) return
  const reason = may ? 'newer-version' : 'newer-version-without-effect'
  held.rows.refuse({ what: 'refused', reason, device, size }, held.clock.now())
  if (may) held.rows.setNewer(doc, true)
}

/** Takes its number in the chain. Returns its number in the order of arrival. */
export function occupy(
  held: Held,
  chain: Chain,
  { past, onTip }: Spot,
  envelope: Envelope,
  how: Omit<Occupied, 'side' | 'outline'> & { outline?: Uint8Array | null },
): number {
  if (!onTip) forked(held, chain, envelope)
  const n = held.rows.addEnvelope(envelope, { outline: null, ...how, side: !onTip }, held.clock.now())
  const { header } = envelope
  if (header.kind !== null) {
    goOn(held, past, header)
    for (const dep of header.deps) {
      if (!held.chains.get(hex(dep.device))?.frozen) continue
      const along = alongChain(held, dep)
      if (along > (past.reach.get(hex(dep.device)) ?? -1)) past.reach.set(hex(dep.device), along)
    }
  }
  if (onTip) {
    chain.seq = header.seq
    chain.hash = envelope.id
  } else {
    if (held.sides.size >= MOST_SIDES) held.sides.clear()
    held.sides.set(hex(envelope.id), past)
  }
  held.dirty.add(chain)
  return n
}

/**
 * Whether one more envelope beside the chain of a device that has forked changes nothing of what counts: it goes on where a
 * branch is that does not stand, or begins one more behind the first fork and beside what stands there anyway. Nobody has
 * named it yet, so it weighs nothing. Else a device could make everybody count everything anew for each word it makes up.
 */
function isIdle(held: Held, chain: Chain, { id, header }: Pick<Envelope, 'id' | 'header'>): boolean {
  if (!chain.frozen) return false
  const { cut } = boundOf(held.log, hex(chain.device))
  if (cut?.hash && equal(cut.hash, id)) return false
  const { seq, prev } = header
  if (prev !== null && held.rows.envelopeBy(prev)?.side === 1) return true
  const first = held.rows.firstSide(chain.device)
  const beside = held.rows.envelopeAt(chain.device, seq)
  if (first === null || seq < first || !beside) return false
  return (chain.upto !== null && seq <= chain.upto) || compare(beside.id, id) < 0
}

/** Two things said under one number. Both are kept and passed on, so that everybody finds the same. */
function forked(held: Held, chain: Chain, envelope: Envelope): void {
  if (!isIdle(held, chain, envelope)) held.stale = true
  if (chain.frozen) return
  const own = held.rows.envelopeAt(chain.device, envelope.header.seq)
  const known = own && writeEnvelope({ headerBytes: own.header, signature: own.signature, body: null })
  const proof = concat(known ?? NONE, writeEnvelope({ ...envelope, body: null }))
  const size = envelope.headerBytes.length + (envelope.body?.length ?? 0)
  held.rows.refuse({ what: 'fork', reason: 'fork', device: chain.device, size }, held.clock.now(), proof)
  chain.frozen = true
}

/** Whoever has most waiting makes room: else a few devices could leave none for what others say. */
function crowdOut(held: Held, rows: number): boolean {
  const last = held.rows.lastOfMostBuffered()
  if (!last || last.rows <= rows + 1) return false
  held.rows.dropBuffered(last.device, last.seq, last.id)
  held.buffered -= 1
  return true
}

function buffer(held: Held, { id, header }: Envelope, bytes: Uint8Array): boolean {
  const own = held.rows.bufferedOf(header.device)
  if (own.rows >= MOST_WAITING.rows || own.bytes + bytes.length > MOST_WAITING.bytes) return false
  if (held.buffered >= MOST_WAITING.circle && !crowdOut(held, own.rows)) return false
  if (!held.rows.addBuffered(id, header.device, header.seq, bytes)) return false
  held.buffered += 1
  return true
}
