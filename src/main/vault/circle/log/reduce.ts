/**
 * From a set of entries to a circle: pure, and the same for any order, doubling or partition of their delivery.
 * Each entry is judged by its own ancestors alone; then what was concurrent is resolved; then all that stands is applied
 * in one order: topological, ties by entryId (protocol.md, "Concurrency").
 */
import { compare } from '../../../../shared/bytes.ts'
import type { CircleId, EntryId } from '../../crypto/keys.ts'
import { deviceId } from '../names/device.ts'
import { hex } from '../names/hex.ts'
import { type ActOf, actOf } from './act.ts'
import { apply } from './apply.ts'
import type { Entry } from './entry.ts'
import { judge } from './judge.ts'
import { type CircleState, emptyState, type Void } from './state.ts'

export type CircleLog = {
  readonly circle: CircleId
  readonly state: CircleState
  /** All entries whose ancestors are there, in the log's order, the void ones among them. */
  readonly order: readonly Entry[]
  readonly has: (id: EntryId) => boolean
  /** The state of these entries and their ancestors; undefined while one of them is not there. */
  readonly at: (heads: readonly EntryId[]) => CircleState | undefined
  /** Whether each of `heads` is among `of` or their ancestors. False while one of them is not there. */
  readonly within: (heads: readonly EntryId[], of: readonly EntryId[]) => boolean
  /** Why an entry is invalid wherever it is read; undefined for a valid one. */
  readonly verdict: (id: EntryId) => Void | undefined
}

export const reduce = (circle: CircleId, entries: readonly Entry[]): CircleState =>
  readLog(circle, entries).state

/** Kahn's order over those whose ancestors are all there; the smallest entryId first among those that may come next. */
function order(circle: CircleId, entries: readonly Entry[]): Entry[] {
  const own = hex(circle)
  const all = new Map<string, Entry>()
  for (const entry of entries) {
    const of = entry.circle === null ? hex(entry.id) : hex(entry.circle)
    if (of === own) all.set(hex(entry.id), entry)
  }
  const children = new Map<string, Entry[]>()
  const waiting = new Map<string, number>()
  const ready: Entry[] = []
  for (const entry of all.values()) {
    waiting.set(hex(entry.id), entry.parents.length)
    if (entry.parents.length === 0) ready.push(entry)
    for (const parent of entry.parents) {
      const key = hex(parent)
      const list = children.get(key)
      if (list) list.push(entry)
      else children.set(key, [entry])
    }
  }
  const out: Entry[] = []
  for (let next = ready.pop(); next; next = ready.pop()) {
    out.push(next)
    for (const child of children.get(hex(next.id)) ?? []) {
      const left = (waiting.get(hex(child.id)) ?? 0) - 1
      waiting.set(hex(child.id), left)
      if (left === 0) insert(ready, child)
    }
  }
  return out
}

/** Keeps `ready` in falling order of id, so that `pop` gives the smallest. */
function insert(ready: Entry[], entry: Entry): void {
  let low = 0
  let high = ready.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(ready[middle]!.id, entry.id) > 0) low = middle + 1
    else high = middle
  }
  ready.splice(low, 0, entry)
}

/** Of valid admissions that claim one invitation, member or device at the same time, the lowest entryId stands. */
function losingAdmits(entries: readonly Entry[]): Set<string> {
  const admits = entries.flatMap(entry => {
    const act = actOf(entry)
    return act !== 'kept' && act !== 'malformed' && act.type === 'ADMIT' ? [{ entry, act }] : []
  })
  const taken = new Set<string>()
  const losers = new Set<string>()
  for (const { entry, act } of admits.sort((a, b) => compare(a.entry.id, b.entry.id))) {
    const claims = claimsOf(act)
    if (claims.some(claim => taken.has(claim))) losers.add(hex(entry.id))
    else for (const claim of claims) taken.add(claim)
  }
  return losers
}

const claimsOf = ({ invite, member, devices }: ActOf<'ADMIT'>): string[] => [
  `invite ${hex(invite)}`,
  `member ${hex(member)}`,
  ...devices.map(({ sign, box }) => `device ${hex(deviceId(sign, box))}`),
]

/** Whether an admission claims what another one did before in the order; remembers its claims. */
function claimsAgain(entry: Entry, claims: Set<string>): boolean {
  const act = actOf(entry)
  if (act === 'kept' || act === 'malformed' || act.type !== 'ADMIT') return false
  const own = claimsOf(act)
  const again = own.some(claim => claims.has(claim))
  for (const claim of own) claims.add(claim)
  return again
}

export function readLog(circle: CircleId, entries: readonly Entry[]): CircleLog {
  const sorted = order(circle, entries)
  const index = new Map(sorted.map((entry, i) => [hex(entry.id), i]))
  /** Bit i of past[n]: sorted[i] is an ancestor of sorted[n]. */
  const past: bigint[] = []
  const verdicts: (Void | undefined)[] = []
  const folds = new Map<bigint, CircleState>()

  const ancestors = (heads: readonly EntryId[]): bigint | undefined => {
    let set = 0n
    for (const id of heads) {
      const i = index.get(hex(id))
      if (i === undefined) return undefined
      set |= past[i]! | (1n << BigInt(i))
    }
    return set
  }

  /** Everything that stands among the entries of `set`. */
  const fold = (set: bigint): CircleState => {
    const known = folds.get(set)
    if (known) return known
    const there: number[] = []
    for (let i = 0, rest = set; rest > 0n; i++, rest >>= 1n) if (rest & 1n) there.push(i)
    const valid = there.filter(i => verdicts[i] === undefined)
    const losers = losingAdmits(valid.map(i => sorted[i]!))
    const state = emptyState(circle)
    const last = new Map<string, number>()
    for (const i of there) step(state, i, last, losers)
    state.heads = headsOf(there)
    if (folds.size > 64) folds.clear()
    folds.set(set, state)
    return state
  }

  const headsOf = (there: readonly number[]): EntryId[] => {
    const followed = new Set(there.flatMap(i => sorted[i]!.parents.map(hex)))
    return there
      .map(i => sorted[i]!.id)
      .filter(id => !followed.has(hex(id)))
      .sort(compare)
  }

  /** One entry more onto `state`; `last`: each device's newest entry so far. */
  const step = (
    state: CircleState,
    i: number,
    last: Map<string, number>,
    losers: ReadonlySet<string>,
  ): void => {
    const entry = sorted[i]!
    const verdict = verdicts[i]
    if (verdict !== undefined) return void state.voided.set(hex(entry.id), verdict)
    if (losers.has(hex(entry.id))) {
      state.voided.set(hex(entry.id), 'admitted-otherwise')
      state.pendingAdmits.push(entry.id)
      return
    }
    apply(state, entry)
    const author = hex(entry.author)
    state.said.set(author, (state.said.get(author) ?? 0) + 1)
    const before = last.get(author)
    const device = state.devices.get(author)
    if (device && before !== undefined && !(past[i]! & (1n << BigInt(before)))) device.status = 'forked'
    last.set(author, i)
  }

  // A log is nearly always a chain: `running` is the state of all that came so far, rebuilt only after a conflict.
  let running = emptyState(circle)
  let last = new Map<string, number>()
  let losers: ReadonlySet<string> = new Set()
  const claims = new Set<string>()
  for (const [i, entry] of sorted.entries()) {
    const all = (1n << BigInt(i)) - 1n
    const set = ancestors(entry.parents) ?? 0n
    past.push(set)
    const verdict = judge(entry, set === all ? running : fold(set))
    verdicts.push(verdict)
    if (verdict !== undefined || !claimsAgain(entry, claims)) {
      step(running, i, last, losers)
      continue
    }
    losers = losingAdmits(sorted.slice(0, i + 1).filter((_, j) => verdicts[j] === undefined))
    running = emptyState(circle)
    last = new Map()
    for (let j = 0; j <= i; j++) step(running, j, last, losers)
  }
  running.heads = headsOf(sorted.map((_, i) => i))
  const everything = (1n << BigInt(sorted.length)) - 1n

  return {
    circle,
    state: running,
    order: sorted,
    has: id => index.has(hex(id)),
    at: heads => {
      const set = ancestors(heads)
      return set === undefined ? undefined : set === everything ? running : fold(set)
    },
    within: (heads, of) => {
      const inner = ancestors(heads)
      const outer = ancestors(of)
      return inner !== undefined && outer !== undefined && (inner & ~outer) === 0n
    },
    verdict: id => {
      const i = index.get(hex(id))
      return i === undefined ? undefined : verdicts[i]
    },
  }
}
