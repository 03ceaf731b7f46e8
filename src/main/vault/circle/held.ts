/** A circle laid open in memory: its log, its keys, where each device's chain stands. Rows are the truth; this is their cache. */
import type { Database } from 'better-sqlite3'
import { compare, concat, equal } from '../../../shared/bytes.ts'
import type { Clock } from '../../../shared/clock.ts'
import type { CircleId, DeviceId, DocId, EntryId, EnvId, EpochKey, Hash, MemberId } from '../crypto/keys.ts'
import type { Chain, Past } from './chain.ts'
import { Documents } from './document.ts'
import { type Have, MAX_DEPS } from './envelope/header.ts'
import { gather, writingKey } from './epoch/epoch.ts'
import { type Entry, MAX_PARENTS, namesOf, readEntry } from './log/entry.ts'
import { isFacilitator } from './log/judge.ts'
import { type CircleLog, readLog } from './log/reduce.ts'
import type { CircleState, DeviceState } from './log/state.ts'
import { type DeviceKeys, deviceKeys } from './names/device.ts'
import { hex, unhex } from './names/hex.ts'
import { boundOf, sameBound } from './receive/counting.ts'
import { type Rows, rowsOf } from './rows.ts'

export type Held = {
  readonly circle: CircleId
  readonly salt: Uint8Array
  readonly member: MemberId
  readonly keys: DeviceKeys
  readonly rows: Rows
  readonly clock: Clock
  readonly db: Database
  readonly docs: Documents
  log: CircleLog
  readonly ring: Map<string, EpochKey>
  readonly chains: Map<string, Chain>
  /** Chains and documents whose rows are written at the end of the transaction. */
  readonly dirty: Set<Chain>
  readonly touched: Map<string, DocId>
  /** Which envelopes count has to be found anew before the transaction ends (receive/reckon.ts). */
  stale: boolean
  /** Documents to be made anew then, beside those in which something came to count or fell. */
  readonly again: Set<string>
  /** Documents that were made anew, until it was said. */
  readonly rebuilt: Map<string, DocId>
  /** By envelope: pasts at the ends of branches that do not stand. */
  readonly sides: Map<string, Past>
  /** By envelope on such a branch: the number up to which the chain leads to it. */
  readonly alongs: Map<string, number>
  /** By envelope: whether a checkpoint says what the envelopes here say that it covers (receive/verify.ts). */
  readonly agreed: Map<string, boolean>
  /** Entries for which there was no room, by hex of the id: what comes next may hang on them. */
  readonly left: Map<string, Entry>
  buffered: number
  stopped: boolean
  parted: boolean
  /** Put away by this person, here: only read. */
  away: boolean
}

export type CircleRow = {
  id: CircleId
  salt: Uint8Array
  member: MemberId
  stopped: number
  parted: number
  away: number
}

export function hold(db: Database, clock: Clock, root: Uint8Array, row: CircleRow): Held {
  const rows = rowsOf(db, row.id)
  const entries = rows.entries().flatMap((bytes): Entry[] => {
    const entry = readEntry(bytes)
    return entry.ok ? [entry.value] : []
  })
  const ring = new Map(rows.keys().map(({ epoch, key }) => [hex(epoch), key]))
  const held: Held = {
    circle: row.id,
    salt: row.salt,
    member: row.member,
    keys: deviceKeys(root, row.salt),
    rows,
    clock,
    db,
    docs: new Documents(row.id, rows, heads => writingKey(heads, ring)),
    log: readLog(row.id, entries),
    ring,
    chains: new Map(rows.chains().map(chain => [hex(chain.device), chain])),
    dirty: new Set(),
    touched: new Map(),
    stale: false,
    again: new Set(),
    rebuilt: new Map(),
    sides: new Map(),
    alongs: new Map(),
    agreed: new Map(),
    left: new Map(),
    buffered: rows.bufferedCount(),
    stopped: row.stopped !== 0,
    parted: row.parted === 1,
    away: row.away === 1,
  }
  // Rows of before cuts were kept. A log of which a page was lost says of nobody that they were never there.
  const whole = entries.length > 0 && entries.length === held.log.order.length
  held.stale =
    whole &&
    [...held.chains].some(([device, chain]) => {
      const { upto, uptoCircle } = boundOf(held.log, device)
      return (upto !== null && chain.upto === null) || (uptoCircle !== null && chain.uptoCircle === null)
    })
  return held
}

/** Takes a longer log, and every key it opens. */
export function setLog(held: Held, log: CircleLog): void {
  const before = held.log
  held.log = log
  if (asked(before) !== asked(log)) held.stale = true
  for (const [device, { seq }] of held.chains) {
    if (seq === 0) continue
    if (!sameBound(boundOf(before, device), boundOf(log, device))) held.stale = true
    else if (
      writesAs(before, device) !== writesAs(log, device) &&
      held.rows.saidNewer(unhex(device) as DeviceId)
    )
      held.stale = true
  }
  for (const { id, status } of log.state.devices.values())
    if (status === 'forked' && before.state.devices.get(hex(id))?.status !== 'forked') tellFork(held, id)
  const found = gather(held.circle, log.state.epochs, held.keys.id, held.keys.box, held.ring)
  for (const [epoch, key] of found) {
    held.ring.set(epoch, key)
    held.rows.addKey(unhex(epoch) as EntryId, key)
  }
  for (const [id, { author, boxes }] of log.state.epochs)
    if (!before.state.epochs.has(id) && boxes.has(hex(held.keys.id)) && !held.ring.has(id))
      tellNoKey(held, id, author)
}

/** As what a device writes, where it writes at all: what a word of a newer version hangs on (receive/newer.ts). */
function writesAs({ state }: CircleLog, name: string): string | undefined {
  const device = state.devices.get(name)
  return device?.status === 'active' ? `${isFacilitator(state, device)}` : undefined
}

/** A row for everybody, with the first two entries that know nothing of each other. */
function tellFork({ log, rows, clock }: Held, device: DeviceId): void {
  const own = log.order.filter(({ id, author }) => equal(author, device) && log.verdict(id) === undefined)
  const at = own.findIndex(({ id }, i) => i > 0 && !log.within([own[i - 1]!.id], [id]))
  const proof = concat(...own.slice(Math.max(0, at - 1), at + 1).map(({ bytes }) => bytes))
  rows.refuse({ what: 'fork', reason: 'fork', device, size: proof.length }, clock.now(), proof)
}

/** A box for this device with no key in it, which no honest program makes: a row, so that people know by whom. */
function tellNoKey({ log, rows, clock }: Held, epoch: string, device: DeviceId): void {
  const size = log.order.find(({ id }) => hex(id) === epoch)?.bytes.length ?? 0
  rows.refuse({ what: 'refused', reason: 'no-key', device, size }, clock.now())
}

const asked = ({ erasures }: CircleLog): string =>
  erasures()
    .map(({ doc, device, upto, by }) => `${doc} ${device} ${upto} ${hex(by)}`)
    .sort()
    .join()

/** The newest envelope of a device that counts: what may be built on, and what a cut may name. 0 and null: none. */
export function newestOf(held: Held, device: DeviceId): { seq: number; hash: EnvId | null } {
  const { seq = 0, hash = null, upto = null } = held.chains.get(hex(device)) ?? {}
  if (upto === null || upto >= seq) return { seq, hash: seq === 0 ? null : hash }
  const row = held.rows.envelopeAt(device, upto)
  return row ? { seq: upto, hash: row.id } : { seq: 0, hash: null }
}

/** As many ends as may be named at once, in byte order: those of active devices first, then by when they came in. */
export function mostOf({ log: { state } }: Held, ends: readonly Have[]): Have[] {
  const place = new Map(
    [...state.devices].map(([id, { status }], i) => [id, status === 'active' ? i - state.devices.size : i]),
  )
  const placeOf = ({ device }: Have): number => place.get(hex(device)) ?? state.devices.size
  const chosen = ends.length <= MAX_DEPS ? [...ends] : [...ends].sort((a, b) => placeOf(a) - placeOf(b))
  return chosen.slice(0, MAX_DEPS).sort((a, b) => compare(a.device, b.device))
}

export const keyFor = (held: Held, epochHeads: readonly EntryId[]): Hash | undefined =>
  writingKey(epochHeads, held.ring)

export const ownDevice = (held: Held): DeviceState | undefined =>
  held.log.state.devices.get(hex(held.keys.id))

/** Under these keys this device says nothing more, ever: it was put back from a copy, or has one. */
export const isStopped = (held: Held): boolean => held.stopped || ownDevice(held)?.status === 'forked'

export const amFacilitator = (held: Held): boolean => {
  const device = ownDevice(held)
  return device?.status === 'active' && isFacilitator(held.log.state, device)
}

/**
 * What this device names as what it knows; nothing spare (log/room.ts), unless what it named before or has to name is. Where
 * there are more heads than find room, those go first that follow what it named before: two words of one device that do not
 * know each other are a fork, and a log that is named never goes back. Then hosts' and those of devices that have not
 * forked, which have one head each.
 */
export function namedHeads(
  { log }: Pick<Held, 'log'>,
  most: number,
  before: readonly EntryId[],
): readonly EntryId[] {
  const { devices, members } = log.state
  if (log.state.heads.length <= 2) return log.state.heads
  const heads = firmHeads(log, before)
  const named: EntryId[] = []
  for (const id of before)
    if (!log.within([id], named)) named.push(heads.find(head => log.within([id], [head])) ?? id)
  const authors = new Map(log.order.map(({ id, author }) => [hex(id), hex(author)]))
  const counts = (head: EntryId): boolean => {
    const device = devices.get(authors.get(hex(head)) ?? '')
    return (
      device !== undefined && (device.status !== 'forked' || members.get(hex(device.member))?.rank != null)
    )
  }
  const rest = heads.filter(head => !named.includes(head))
  named.push(...rest.filter(counts), ...rest.filter(head => !counts(head)))
  return named.slice(0, most).sort(compare)
}

/** The ends of the log without what is spare. */
function firmHeads(log: CircleLog, before: readonly EntryId[]): readonly EntryId[] {
  const spare = new Set(log.loose(before).flatMap(({ entry, spare }) => (spare ? [entry] : [])))
  if (spare.size === 0) return log.state.heads
  const firm = log.order.filter(entry => !spare.has(entry) && log.verdict(entry.id) === undefined)
  const followed = new Set(firm.flatMap(entry => namesOf(entry).parents))
  return firm
    .filter(entry => !followed.has(namesOf(entry).id))
    .map(({ id }) => id)
    .sort(compare)
}

/** What this device's next entry will name, and the circle as it is there: by this it is judged. */
export function speaking(
  held: Held,
  needs: readonly EntryId[] = [],
): { parents: readonly EntryId[]; state: CircleState } {
  const last = held.log.order.findLast(({ author }) => equal(author, held.keys.id))
  const parents = namedHeads(held, MAX_PARENTS, [...(last ? [last.id] : []), ...needs])
  return { parents, state: held.log.at(parents) ?? held.log.state }
}

export const stop = (held: Held): void => {
  if (!held.stopped) held.rows.stop()
  held.stopped = true
}

export function putAway(held: Held, away: boolean): void {
  held.db.prepare('UPDATE circles SET away = ? WHERE id = ?').run(Number(away), held.circle)
  held.away = away
}

export function part(held: Held): void {
  held.db.prepare('UPDATE circles SET parted = 1 WHERE id = ?').run(held.circle)
  held.parted = true
}

/** Somebody else let this device's member out: by the log, or by a word that was believed. The log may yet say otherwise. */
export function isPutOut(held: Held): boolean {
  const status = ownDevice(held)?.status
  return status === 'removed' || (held.parted && (status === 'active' || status === 'suspended'))
}
