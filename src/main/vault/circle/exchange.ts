/** Who has what, and what is missing: the log, signed heads, and envelopes in an order in which each can be judged. */
import { err, ok, type Result } from '../../../shared/result.ts'
import type { DeviceId, EntryId, EnvId } from '../crypto/keys.ts'
import { type Have, MAX_DEPS, readHeader } from './envelope/header.ts'
import { type Heads, MAX_SAID_HEADS, readHeads, type SignedHeads, writeHeads } from './envelope/heads.ts'
import { readEnvelope, writeEnvelope } from './envelope/seal.ts'
import { type Held, mostOf, namedHeads, ownDevice, setLog } from './held.ts'
import { type Entry, namesOf, readEntry } from './log/entry.ts'
import { readLog } from './log/reduce.ts'
import { withoutRoom } from './log/room.ts'
import { crowdedOut } from './log/sift.ts'
import type { CircleState } from './log/state.ts'
import { hex } from './names/hex.ts'
import { drain, isHere, nothing, type Received } from './receive/receive.ts'
import { regardParting } from './removal.ts'
import type { EnvelopeRow } from './rows.ts'

/** Entries without room that are remembered while the program runs, for what may come and hang on them. */
const MOST_LEFT = 4096

export type Imported = {
  readonly added: EntryId[]
  /** Entries whose parents are not here: they come again with the next exchange. */
  waiting: number
  refused: number
  /** Those of the refused for which there was no room. */
  crowded: number
  /** Those of the refused that nobody will ever take: invalid by what they name, or of another circle. */
  readonly invalid: EntryId[]
  /** What the new entries set free among the envelopes that waited. */
  readonly received: Received
}

/** Inside a transaction. Entries that nobody of the circle could have written are not kept; `known`: and leave a row. */
export function importLog(held: Held, entries: readonly Uint8Array[], { known = true } = {}): Imported {
  const imported: Imported = {
    added: [],
    waiting: 0,
    refused: 0,
    crowded: 0,
    invalid: [],
    received: nothing(),
  }
  const reasons = new Map<string, number>()
  let bytesRefused = 0
  const refuse = (reason: string, size: number): void => {
    imported.refused += 1
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    bytesRefused += size
  }
  const wasOut = ownDevice(held)?.status !== 'active'
  const grown = grow(held, entries, imported, refuse)
  if (imported.refused > 0 && known) {
    // One row for a message, however much of it is nonsense.
    const reason = `log: ${[...reasons].map(([why, n]) => (n === 1 ? why : `${why} ×${n}`)).join(', ')}`
    held.rows.refuse({ what: 'quarantined', reason, device: null, size: bytesRefused }, held.clock.now())
  }
  if (grown) {
    regardParting(held, wasOut)
    drain(held, imported.received)
  }
  return imported
}

/** The state of the log with these entries in it, which are not kept: what one may yet come to know. */
export function stateWith(held: Held, entries: readonly Uint8Array[]): CircleState {
  const come = entries.flatMap(bytes => {
    const entry = readEntry(bytes)
    const ours = entry.ok && entry.value.circle !== null && hex(entry.value.circle) === hex(held.circle)
    return ours && !held.log.has(entry.value.id) ? [entry.value] : []
  })
  if (come.length === 0) return held.log.state
  const crowded = crowdedOut(held.log, come, new Map())
  const tried = readLog(held.circle, [...held.log.order, ...come.filter(({ id }) => !crowded.has(hex(id)))])
  const good = come.filter(entry => tried.has(entry.id) && tried.verdict(entry.id) === undefined)
  return (good.length === come.length ? tried : readLog(held.circle, [...held.log.order, ...good])).state
}

/** False: nothing of it belongs into the log. */
function grow(
  held: Held,
  entries: readonly Uint8Array[],
  imported: Imported,
  refuse: (reason: string, size: number) => void,
): boolean {
  const said: Entry[] = []
  for (const bytes of entries) {
    const entry = readEntry(bytes)
    if (!entry.ok) refuse(entry.fault, bytes.length)
    else if (held.log.has(entry.value.id)) continue
    else if (entry.value.circle === null || hex(entry.value.circle) !== hex(held.circle)) {
      imported.invalid.push(entry.value.id)
      refuse('other-circle', bytes.length)
    } else said.push(held.left.get(hex(entry.value.id)) ?? entry.value)
  }
  if (said.length === 0 && held.left.size === 0) return false
  const names = named(held)
  const again = leftFor(held, [...said.flatMap(entry => namesOf(entry).parents), ...names.keys()])
  const known = new Set(said.map(({ id }) => hex(id)))
  const all = [...said, ...again.filter(({ id }) => !known.has(hex(id)))]
  if (all.length === 0) return false
  const crowded = crowdedOut(held.log, all, names)
  const come = all.filter(({ id }) => !crowded.has(hex(id)))
  const tried = readLog(held.circle, [...held.log.order, ...come])
  const out = withoutRoom(tried, ({ id }) => held.log.has(id), names)
  const good: Entry[] = []
  for (const entry of all) {
    const id = hex(entry.id)
    const verdict = tried.verdict(entry.id)
    if (crowded.has(id) || out.has(id)) leave(held, entry, known.has(id), imported, refuse)
    else if (!tried.has(entry.id)) imported.waiting += 1
    else if (verdict) {
      held.left.delete(id)
      imported.invalid.push(entry.id)
      refuse(verdict, entry.bytes.length)
    } else good.push(entry)
  }
  if (good.length === 0) return false
  // Without the refused ones: what hangs on them has lost its parent and is left out with them.
  const log = good.length === come.length ? tried : readLog(held.circle, [...held.log.order, ...good])
  for (const entry of log.order) {
    if (held.log.has(entry.id)) continue
    held.rows.addEntry(entry.id, entry.bytes)
    held.left.delete(hex(entry.id))
    imported.added.push(entry.id)
  }
  setLog(held, log)
  return true
}

/** No room for it: it is remembered for what may come and name it, those that came last the longest. */
function leave(
  { left }: Held,
  entry: Entry,
  said: boolean,
  imported: Imported,
  refuse: (reason: string, size: number) => void,
): void {
  const id = hex(entry.id)
  if (said) {
    imported.crowded += 1
    refuse('no-room', entry.bytes.length)
  }
  left.delete(id)
  left.set(id, entry)
  const [oldest] = left.keys()
  if (left.size > MOST_LEFT && oldest !== undefined) left.delete(oldest)
}

/** Of the entries without room those that these lead to, by hex of the id: no other one can have found room since. */
function leftFor({ left }: Held, ids: readonly string[]): Entry[] {
  const found = new Map<string, Entry>()
  const next = left.size > 0 ? [...ids] : []
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    const entry = left.get(id)
    if (!entry || found.has(id)) continue
    found.set(id, entry)
    next.push(...namesOf(entry).parents)
  }
  return [...found.values()]
}

/** What envelopes that wait name of the log, by hex of the entry, and whose they are. */
function named(held: Held): Map<string, string> {
  const found = new Map<string, string>()
  if (held.buffered === 0) return found
  for (const { bytes } of held.rows.allBuffered()) {
    const envelope = readEnvelope(bytes)
    if (!envelope.ok || envelope.value.header.kind === null) continue
    const { device, logHeads } = envelope.value.header
    const member = held.log.state.devices.get(hex(device))?.member
    if (member) for (const id of logHeads) found.set(hex(id), hex(member))
  }
  return found
}

/** Entries that neither they have nor follow from what they have, parents first. */
export function missingLog(held: Held, theirs: readonly EntryId[]): Uint8Array[] {
  const known = theirs.filter(held.log.has)
  return held.log.order.filter(({ id }) => !held.log.within([id], known)).map(({ bytes }) => bytes)
}

/**
 * Since when what they lack of the log waits, UTC ms: the least time that such an entry says of itself. Undefined: they have
 * all that our own HEADS name.
 */
export function logWaits(held: Held, theirs: readonly EntryId[]): number | undefined {
  const known = theirs.filter(held.log.has)
  if (held.log.within(saidHeads(held), known)) return undefined
  return held.log.order
    .filter(({ id }) => !held.log.within([id], known))
    .reduce((least, { wallTime }) => Math.min(least, wallTime), Number.POSITIVE_INFINITY)
}

export const have = (held: Held): Have[] =>
  [...held.chains.values()].flatMap(({ device, seq, hash }) => (hash ? [{ device, seq, hash }] : []))

/** Names all heads of the log, as far as they find room: whoever reads it need not send what is here. */
const saidHeads = (held: Held): readonly EntryId[] => {
  const { heads } = held.log.state
  return heads.length <= MAX_SAID_HEADS ? heads : namedHeads(held, MAX_SAID_HEADS, [])
}

const PAGE = 64

/** `aside`: of a forked device, or of one that the other side knows otherwise; by hex of its id. */
export type Missing = {
  readonly device: DeviceId
  readonly seq: number
  readonly bytes: Uint8Array
  readonly aside: string | null
}

/** Where somebody's copy of a chain ends. Without `hash`: what they have is a beginning of ours. */
export type End = { readonly device: DeviceId; readonly seq: number; readonly hash?: EnvId }

/** What of forked devices' envelopes is not sent, by hex of the id: went there before. `all`: no word of them. */
export type Known = ReadonlySet<string> | 'all'

/**
 * Sealed envelopes they lack, in the order they came here: each after all it names. Read by pages: writes may come between.
 * Of a forked device both branches, but for what leads to the end they name: so that everybody finds the same. Only that
 * device's own are looked through for it, else its fork would make each new word of anybody's a walk over all there are.
 */
export function* missing(held: Held, theirs: readonly End[], known: Known = new Set()): Generator<Missing> {
  const has = new Map(theirs.map(end => [hex(end.device), end]))
  const forked = new Set<string>()
  const asides: number[] = []
  let first = Number.POSITIVE_INFINITY
  for (const chain of held.chains.values()) {
    const { device, seq } = chain
    const end = has.get(hex(device))
    if (chain.frozen || (end && differs(held, end))) {
      forked.add(hex(device))
      if (known === 'all') continue
      const way = wayTo(held, end)
      for (const { n, id } of held.rows.numbersOf(device))
        if (!way.has(hex(id)) && !known.has(hex(id))) asides.push(n)
      continue
    }
    const next = (end?.seq ?? 0) + 1
    if (seq >= next) first = Math.min(first, held.rows.envelopeAt(device, next)?.n ?? first)
  }
  const sealed = ({ device, seq, header, signature, body }: EnvelopeRow, aside: string | null): Missing => {
    return { device, seq, bytes: writeEnvelope({ headerBytes: header, signature, body }), aside }
  }
  asides.sort((a, b) => b - a)
  function* asidesUpTo(most: number): Generator<Missing> {
    for (let n = asides.at(-1); n !== undefined && n < most; n = asides.at(-1)) {
      asides.pop()
      const row = held.rows.envelopeOf(n)
      if (row) yield sealed(row, hex(row.id))
    }
  }
  for (let n = first - 1; n < Number.POSITIVE_INFINITY; ) {
    const page = held.rows.since(n, PAGE)
    for (const row of page) {
      yield* asidesUpTo(row.n)
      const device = hex(row.device)
      if (!forked.has(device) && row.seq > (has.get(device)?.seq ?? 0)) yield sealed(row, null)
    }
    n = page.length < PAGE ? Number.POSITIVE_INFINITY : page.at(-1)!.n
  }
  yield* asidesUpTo(Number.POSITIVE_INFINITY)
}

/**
 * Where all of these end: for each chain the lowest, none where one has nothing of it (`undefined`: was never heard), or
 * where they know different branches of a forked one.
 */
export function lowestEnds(held: Held, heard: readonly (Heads | undefined)[]): End[] {
  return have(held).flatMap(({ device }): End[] => {
    const ends = heard.map(heads => heads?.have.find(end => hex(end.device) === hex(device)))
    const there = ends.flatMap(end => (end ? [end] : []))
    const [first, ...rest] = there
    if (!first || there.length < ends.length) return []
    const lowest = rest.reduce((low, end) => (end.seq < low.seq ? end : low), first)
    const apart =
      held.chains.get(hex(device))?.frozen && there.some(({ hash }) => hex(hash) !== hex(lowest.hash))
    return apart ? [] : [lowest]
  })
}

/** They have something under a number of ours that we do not have. */
export function differs(held: Held, { device, seq, hash }: End): boolean {
  const chain = held.chains.get(hex(device))
  return chain !== undefined && hash !== undefined && seq <= chain.seq && !isHere(held, { device, seq, hash })
}

/** Envelopes of a chain up to this one, by hex of the id; none when it is not here. */
function wayTo(held: Held, end: End | undefined): ReadonlySet<string> {
  const way = new Set<string>()
  let row = end?.hash && held.rows.envelopeBy(end.hash)
  while (row) {
    way.add(hex(row.id))
    const header = readHeader(row.header)
    row = header.ok && header.value.prev ? held.rows.envelopeBy(header.value.prev) : undefined
  }
  return way
}

/** The heads, as far as their keys are here; else the newest epoch whose key is: where this device is to be found. */
export function ownEpochs({ log: { state }, ring }: Held): EntryId[] {
  const heads = state.epochHeads.filter(epoch => ring.has(hex(epoch)))
  if (heads.length > 0) return heads
  const newest = [...state.epochs.values()].reverse().find(({ id }) => ring.has(hex(id)))
  return newest ? [newest.id] : []
}

export const ownHeads = (held: Held): Uint8Array =>
  writeHeads(
    held.circle,
    { have: mostOf(held, have(held)), log: saidHeads(held), epochs: ownEpochs(held) },
    held.keys,
  )

export type HeadsFault = 'malformed' | 'other-circle' | 'unknown-device' | 'signature'

/**
 * Inside a transaction. Kept for its device when it says no less than the one before, or comes from that device itself
 * (`from`: who is at the other end of the link), which takes back with it what it said before. What it says of this
 * device's own chain proves nothing: only an envelope with this device's signature does (receive.ts).
 */
export function takeHeads(held: Held, bytes: Uint8Array, from?: DeviceId): Result<Heads, HeadsFault> {
  const read = readHeads(bytes)
  if (!read.ok) return read
  const heads = read.value
  if (hex(heads.circle) !== hex(held.circle)) return err('other-circle')
  const device = held.log.state.devices.get(hex(heads.device))
  if (!device) return err('unknown-device')
  if (!heads.signedBy(device.sign)) return err('signature')
  const before = held.rows.ack(heads.device)
  const known = before && readHeads(before)
  const itself = from !== undefined && hex(from) === hex(heads.device)
  if (itself || !known?.ok || saysNoLess(held, heads, known.value))
    held.rows.putAck(heads.device, bytes, held.clock.now())
  return ok(heads)
}

/** Of a forked device the branch that stands may be the shorter one. */
function saysNoLess({ chains }: Held, now: SignedHeads, before: SignedHeads): boolean {
  const seqs = new Map(now.have.map(({ device, seq }) => [hex(device), seq]))
  // Where not all can be named, one that is not says nothing.
  const unnamed = now.have.length < MAX_DEPS ? 0 : Number.POSITIVE_INFINITY
  return before.have.every(
    ({ device, seq }) =>
      (seqs.get(hex(device)) ?? unnamed) >= seq || chains.get(hex(device))?.frozen === true,
  )
}

export const acks = (held: Held): Heads[] =>
  held.rows.acks().flatMap(bytes => {
    const heads = readHeads(bytes)
    return heads.ok ? [heads.value] : []
  })
