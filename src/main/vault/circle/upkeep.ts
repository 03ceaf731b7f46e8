/**
 * What a facilitator's device does by itself: new keys when the epoch is not whole or is old, and the end of an asking
 * that nobody answered. Two devices that do it at once do no harm: their epochs are merged by the next one.
 */
import { compare } from '../../../shared/bytes.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { DeviceId, DocId, EntryId } from '../crypto/keys.ts'
import { astray, makeEpochKey, rekey as makeRekey, type Recipient } from './epoch/epoch.ts'
import { amFacilitator, type Held, speaking } from './held.ts'
import type { ActOf } from './log/act.ts'
import type { Entry } from './log/entry.ts'
import { activeDevices, isFacilitator } from './log/judge.ts'
import { MAX_EPOCH_HEADS } from './log/payloads.ts'
import type { CircleState } from './log/state.ts'
import { append, maySpeak } from './membership.ts'
import { docId } from './names/doc.ts'
import { hex } from './names/hex.ts'
import { closedTo, openToNewcomers } from './open-to-newcomers.ts'

/** Days of use after which an epoch is old, and after which an emergency is no longer asked about. */
export const EPOCH_DAYS = 90
export const LAPSE_DAYS = 14
const DAY = 24 * 3600_000

/** A new epoch for exactly the active devices, over all heads. */
export function rekey(held: Held): Result<Entry, 'not-allowed'> {
  if (!amFacilitator(held) || !maySpeak(held)) return err('not-allowed')
  const { state } = speaking(held)
  const act = epochFor(held, state, activeDevices(state))
  const entry = append(held, act)
  return entry.ok ? entry : err('not-allowed')
}

/** `state`: where it will be said. */
export function epochFor(
  { circle, ring }: Held,
  state: CircleState,
  recipients: readonly Recipient[],
): ActOf<'REKEY'> {
  const { epochHeads: heads, history } = state
  const also = strays(circle, state, ring).slice(0, MAX_EPOCH_HEADS - heads.length)
  return makeRekey(circle, makeEpochKey(), recipients, heads, ring, history, also)
}

/** Epochs that stand and whose keys this device has, and newcomers would find nowhere in the log. */
function strays(
  circle: Held['circle'],
  { history, epochs, epochHeads, voided }: CircleState,
  ring: Held['ring'],
): EntryId[] {
  if (history === 'from-joining') return []
  const standing = [...epochs.values()].filter(({ id }) => !voided.has(hex(id)))
  return astray(circle, standing, epochHeads, ring)
}

/** Several epoch heads, none, or recipients who are not the active devices: a facilitator's device makes a new one. */
export function rekeyNeeded(state: CircleState): boolean {
  const [head, ...more] = state.epochHeads
  const epoch = head && state.epochs.get(hex(head))
  if (!epoch || more.length > 0) return true
  const active = activeDevices(state)
  return active.length !== epoch.boxes.size || active.some(({ id }) => !epoch.boxes.has(hex(id)))
}

/**
 * A day of use is a date, UTC, on which this notebook was open, counted when it is another than the one counted last. So a
 * clock that jumps adds one and never many. Nothing is judged by it: the entry that follows from it is.
 */
export function daysOfUse({ db, circle, clock }: Held): number {
  const today = new Date(Math.floor(clock.now() / DAY) * DAY).toISOString().slice(0, 10)
  db.prepare(
    `INSERT INTO circle_use (circle, days, last) VALUES (?, 1, ?)
     ON CONFLICT (circle) DO UPDATE SET days = days + 1, last = excluded.last WHERE last <> excluded.last`,
  ).run(circle, today)
  return db.prepare<[Uint8Array], number>('SELECT days FROM circle_use WHERE circle = ?').pluck().get(circle)!
}

/** Days of use since this device first had that entry, or took that device at its word; remembered from the first asking on. */
export function usedSince(held: Held, entry: EntryId | DeviceId): number {
  const { db, circle } = held
  const days = daysOfUse(held)
  db.prepare('INSERT INTO circle_since (circle, entry, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    circle,
    entry,
    days,
  )
  const since = db
    .prepare<[Uint8Array, Uint8Array], number>('SELECT day FROM circle_since WHERE circle = ? AND entry = ?')
    .pluck()
    .get(circle, entry)!
  return days - since
}

/** `open`: the circle's own document is to be opened to somebody who came later. */
export type Due = { readonly rekey: boolean; readonly lapsed: readonly EntryId[]; readonly open: boolean }

/** Inside a transaction. What this device, a facilitator's, has to do here; undefined: nothing. */
export function due(held: Held): Due | undefined {
  const { state } = held.log
  if (state.closed || !amFacilitator(held) || !maySpeak(held)) return undefined
  const lapsed = [...state.removals.values()]
    .filter(({ id, status }) => status === 'unconfirmed' && usedSince(held, id) >= LAPSE_DAYS)
    .map(({ id }) => id)
  const rekey = isRekeyDue(held)
  const open = !rekey && closedTo(held, circleDocument(held)).length > 0
  return rekey || lapsed.length > 0 || open ? { rekey, lapsed, open } : undefined
}

/**
 * When an epoch is old or not whole, when this device has no key of a head, or has one that newcomers would not find. A head
 * whose key is not here is left to others, unless it may be that nobody has it: something else was in this device's box, or
 * no key came in a day of use.
 */
function isRekeyDue(held: Held): boolean {
  const { state } = speaking(held)
  const old = held.log.state.epochHeads.some(epoch => usedSince(held, epoch) >= EPOCH_DAYS)
  const lost = state.epochHeads.filter(head => !held.ring.has(hex(head)))
  const isGiven = (head: EntryId): boolean => state.epochs.get(hex(head))!.boxes.has(hex(held.keys.id))
  const nobodys = lost.every(head => isGiven(head) || usedSince(held, head) >= 1)
  if (!nobodys && state.history === 'everything') return false
  return old || rekeyNeeded(state) || lost.length > 0 || strays(held.circle, state, held.ring).length > 0
}

/** The one with its name, which the founder's first envelope began. */
export const circleDocument = ({ circle, log }: Held): DocId => docId(circle, log.order[0]!.author, 1)

/** Inside a transaction. Returns the entries that were said; an envelope may have been written as well. */
export function tend(held: Held): Uint8Array[] {
  const found = due(held)
  if (!found) return []
  const said = found.lapsed.map(remove => append(held, { type: 'REMOVE_LAPSED', remove }))
  const made = found.rekey ? [rekey(held)] : []
  if (found.open) openToNewcomers(held, circleDocument(held))
  return [...said, ...made].flatMap(entry => (entry.ok ? [entry.value.bytes] : []))
}

/** This device's place among the facilitators' devices: whoever was promoted first goes first, the others wait longer. */
export function turn(held: Held): number {
  const { state } = held.log
  const rank = (member: Uint8Array) => state.members.get(hex(member))?.rank ?? 0
  return activeDevices(state)
    .filter(device => isFacilitator(state, device))
    .sort((a, b) => rank(a.member) - rank(b.member) || compare(a.id, b.id))
    .findIndex(({ id }) => compare(id, held.keys.id) === 0)
}
