/**
 * From a set of entries to a circle: pure, and the same for any order, doubling or partition of their delivery.
 * Each entry is judged by its own ancestors alone; then what was concurrent is resolved; then all that stands is applied
 * in one order: topological, ties by entryId (protocol.md, "Concurrency").
 */
import { compare, equal } from '../../../../shared/bytes.ts'
import type { CircleId, EntryId, MemberId, SignPublic } from '../../crypto/keys.ts'
import { hex, unhex } from '../names/hex.ts'
import { apply, beginVoid, chooseHeads } from './apply.ts'
import { type Entry, namesOf, signedBy } from './entry.ts'
import { type Facts, factsOf } from './facts.ts'
import { type DevicePublic, idOf } from './join.ts'
import { countOf, judge } from './judge.ts'
import { type Known, type Resolved, resolve } from './resolve.ts'
import { type Loose, looseOf } from './room.ts'
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
  /** A device that any valid entry brought in, be it void; by hex. */
  readonly deviceOf: (device: string) => Comer | undefined
  /**
   * Whether what a device wrote in a document under a number, knowing these heads, is erased. By every valid entry that asks
   * for it, whether it stands or not: so it only grows, and nobody waits for words that are gone. An entry asks for nothing
   * that was written knowing it, whatever number it says: what is still to be written is not its author's to erase.
   */
  readonly erased: (words: Words) => boolean
  readonly erasures: () => readonly Erasure[]
  /** What members said and no facilitator's word that stands follows, nor one of `known`; in the log's order (room.ts). */
  readonly loose: (known: readonly EntryId[]) => readonly Loose[]
  /** What is known of a valid entry since its author's past was read, by hex of the id. */
  readonly factsOf: (id: string) => Facts | undefined
  /** Why an entry is invalid wherever it is read; undefined for a valid one. */
  readonly verdict: (id: EntryId) => Void | undefined
}

/** What an entry asks for: what a device wrote in a document up to a number; by hex. */
export type Erasure = {
  readonly doc: string
  readonly device: string
  readonly upto: number
  readonly by: EntryId
}
/** An envelope, as far as it hangs on that. By hex. */
export type Words = {
  readonly doc: string
  readonly device: string
  readonly seq: number
  readonly logHeads: readonly EntryId[]
}

/** A device's key, which its id is made from, and whose it is. */
export type Comer = { readonly sign: SignPublic; readonly member: MemberId }

export const reduce = (circle: CircleId, entries: readonly Entry[]): CircleState =>
  readLog(circle, entries).state

/** Kahn's order over those whose ancestors are all there; the smallest entryId first among those that may come next. */
export function orderOf(circle: CircleId, entries: readonly Entry[]): Entry[] {
  const all = new Map<string, Entry>()
  for (const entry of entries) {
    if (equal(entry.circle ?? entry.id, circle)) all.set(namesOf(entry).id, entry)
  }
  const children = new Map<string, Entry[]>()
  const waiting = new Map<string, number>()
  const ready: Entry[] = []
  for (const entry of all.values()) {
    const { id, parents } = namesOf(entry)
    waiting.set(id, parents.length)
    if (parents.length === 0) ready.push(entry)
    for (const parent of parents) {
      const list = children.get(parent)
      if (list) list.push(entry)
      else children.set(parent, [entry])
    }
  }
  const out: Entry[] = []
  for (let next = ready.pop(); next; next = ready.pop()) {
    out.push(next)
    for (const child of children.get(namesOf(next).id) ?? []) {
      const { id } = namesOf(child)
      const left = (waiting.get(id) ?? 0) - 1
      waiting.set(id, left)
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

type Judgement = { readonly verdict: Void | undefined; readonly facts: Facts | undefined }

/** An entry's id is the hash of its ancestors too: how it is judged by them never changes. */
const judgements = new WeakMap<Entry, Judgement>()

function judgedBy(entry: Entry, { state }: Fold): Judgement {
  const verdict = judge(entry, state)
  return { verdict, facts: verdict === undefined ? factsOf(entry, state) : undefined }
}

export function readLog(circle: CircleId, entries: readonly Entry[]): CircleLog {
  const sorted = orderOf(circle, entries)
  const ids = sorted.map(entry => namesOf(entry).id)
  const index = new Map(ids.map((id, i) => [id, i]))
  /** Bit i of past[n]: sorted[i] is an ancestor of sorted[n]. */
  const past: bigint[] = []
  const verdicts: (Void | undefined)[] = []
  const facts: (Facts | undefined)[] = []
  const known: Known = {
    ids,
    index,
    facts,
    past,
    knows: (i, ancestor) => ancestor < i && ((past[i]! >> BigInt(ancestor)) & 1n) === 1n,
  }
  const folds = new Map<bigint, Fold>()

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
  const fold = (set: bigint): Fold => {
    const before = folds.get(set)
    if (before) return before
    const there: number[] = []
    for (let i = 0, rest = set; rest > 0n; i++, rest >>= 1n) if (rest & 1n) there.push(i)
    const valid = there.filter(i => facts[i])
    const resolved = resolve(known, valid)
    const folded: Fold = { state: emptyState(circle), last: new Map() }
    for (const i of there) step(folded, i, resolved)
    folded.state.heads = headsOf(there)
    chooseHeads(folded.state)
    finish(folded.state)
    if (folds.size > 64) folds.clear()
    folds.set(set, folded)
    return folded
  }

  const headsOf = (there: readonly number[]): EntryId[] => {
    const followed = new Set(there.flatMap(i => namesOf(sorted[i]!).parents))
    return there
      .filter(i => !followed.has(ids[i]!))
      .map(i => sorted[i]!.id)
      .sort(compare)
  }

  /** One entry more. */
  const step = ({ state, last }: Fold, i: number, { voided, standing }: Resolved): void => {
    const entry = sorted[i]!
    const why = verdicts[i] ?? voided.get(i)
    if (why !== undefined) state.voided.set(ids[i]!, why)
    if (verdicts[i] !== undefined) return
    if (why === undefined) apply(state, entry, standing(i), id => known.knows(i, index.get(hex(id))!))
    else beginVoid(state, entry)
    const { act, facilitator, member } = facts[i]!
    if (why !== undefined && act !== 'kept' && act.type === 'ADMIT') state.pendingAdmits.push(entry.id)
    const { author } = namesOf(entry)
    const count = countOf(act)
    if (!facilitator && count) state[count].set(member, (state[count].get(member) ?? 0) + 1)
    const before = last.get(author)
    const device = state.devices.get(author)
    if (device?.status === 'active' && before !== undefined && !known.knows(i, before))
      device.status = 'forked'
    last.set(author, i)
  }

  /** Admissions that are nobody's task any more: the person is in by another one, or was removed. */
  const forget = (state: CircleState): void => {
    const gone = [...state.removals.values()].filter(({ status }) => status !== 'pending')
    const open = state.pendingAdmits.filter(id => {
      const act = facts[index.get(hex(id))!]!.act
      if (act === 'kept' || act.type !== 'ADMIT') return false
      return !state.members.has(hex(act.member)) && !gone.some(({ member }) => equal(member, act.member))
    })
    state.pendingAdmits.splice(0, Number.POSITIVE_INFINITY, ...open)
  }

  /** By the promotions that they said it under: who was demoted and promoted again has said nothing yet. */
  const aheadIn = (state: CircleState): MemberId[] => {
    const hosts = new Map<string, MemberId>()
    for (const id of state.kept) {
      const { device, terms } = facts[index.get(hex(id))!]!
      const { member: who, status } = state.devices.get(device)!
      const member = state.members.get(hex(who))
      if (status === 'revoked' || member?.status !== 'active' || member.rank === null) continue
      if (member.terms.some(term => terms.includes(hex(term)))) hosts.set(hex(who), who)
    }
    return [...hosts.values()]
  }

  const finish = (state: CircleState): void => {
    forget(state)
    state.ahead = aheadIn(state)
  }

  /** By device: the valid entries that brought it in, and its key. */
  const brought = new Map<string, { at: number; sign: SignPublic }[]>()
  /**
   * What is no good whatever the state of its past is, before anybody reads that: so what nobody of the circle said costs
   * those who hear it no more than its hash.
   */
  const atOnce = (entry: Entry, set: bigint): Void | undefined => {
    const { author, parents } = namesOf(entry)
    if (parents.some(parent => verdicts[index.get(parent)!] !== undefined)) return 'invalid-parent'
    if (entry.circle === null) return undefined
    const came = brought.get(author)?.find(({ at }) => ((set >> BigInt(at)) & 1n) === 1n)
    if (!came) return 'unknown-device'
    return signedBy(entry, came.sign) ? undefined : 'signature'
  }

  // A log is nearly always a chain: `running` is the state of all that came so far. What knows all of it strikes nobody
  // and is struck by nobody; anything else, a signature that puts an earlier entry in force, and a facilitator's word while
  // somebody asks to follow them, is read anew.
  let running: Fold | undefined = { state: emptyState(circle), last: new Map() }
  const alone: Resolved = {
    voided: new Map(),
    standing: i => {
      const { two, waits, voters, needed, act } = facts[i]!
      const succession = act !== 'kept' && act.type === 'SUCCEED'
      return { inForce: !waits && !succession, confirmed: !two, voters, needed }
    },
  }
  const claimed = new Set<string>()
  /** Bit i: sorted[i] is valid. */
  let sound = 0n
  for (const [i, entry] of sorted.entries()) {
    const set = ancestors(entry.parents) ?? 0n
    past.push(set)
    const whole = set === sound
    let judged = judgements.get(entry)
    if (!judged) {
      const why = atOnce(entry, set)
      if (why === undefined && whole && !running) {
        running = fold(sound)
        // It grows from here on.
        folds.delete(sound)
      }
      judged =
        why === undefined
          ? judgedBy(entry, (whole && running) || fold(set))
          : { verdict: why, facts: undefined }
      judgements.set(entry, judged)
    }
    verdicts.push(judged.verdict)
    facts.push(judged.facts)
    const own = facts[i]
    if (own) sound |= 1n << BigInt(i)
    for (const [device, { sign }] of own ? comersIn(own) : []) {
      const known = brought.get(device)
      if (known) known.push({ at: i, sign })
      else brought.set(device, [{ at: i, sign }])
    }
    const claimsAgain = own?.claims.some(claim => claimed.has(claim)) === true
    for (const claim of own?.claims ?? []) claimed.add(claim)
    const signs = own !== undefined && own.act !== 'kept' && own.act.type === 'CONSENT'
    const ends = own?.facilitator === true && running !== undefined && asksToFollow(running.state)
    if (!running || (!whole && own !== undefined) || claimsAgain || signs || ends) running = undefined
    else {
      step(running, i, alone)
      if (own) chooseHeads(running.state)
    }
  }
  const everything = (1n << BigInt(sorted.length)) - 1n
  const { state } = running ?? fold(everything)
  for (const [i, why] of verdicts.entries()) if (why !== undefined) state.voided.set(ids[i]!, why)
  state.heads = headsOf(sorted.map((_, i) => i))
  finish(state)

  let comers: Map<string, Comer> | undefined
  let erased: Map<string, Erasure[]> | undefined
  const asked = (): Map<string, Erasure[]> => {
    erased ??= erasedBy(sorted, facts)
    return erased
  }
  const within: CircleLog['within'] = (heads, of) => {
    const inner = ancestors(heads)
    const outer = ancestors(of)
    return inner !== undefined && outer !== undefined && (inner & ~outer) === 0n
  }
  return {
    circle,
    state,
    deviceOf: device => {
      const there = state.devices.get(device)
      if (there) return there
      comers ??= comersOf(facts)
      return comers.get(device)
    },
    erased: ({ doc, device, seq, logHeads }) =>
      (asked().get(`${doc} ${device}`) ?? []).some(({ upto, by }) => seq <= upto && !within([by], logHeads)),
    erasures: () => [...asked().values()].flat(),
    order: sorted,
    has: id => index.has(hex(id)),
    at: heads => {
      const set = ancestors(heads)
      return set === undefined ? undefined : set === everything ? state : fold(set).state
    },
    within,
    loose: heads => looseOf(known, sorted, state, ancestors(heads) ?? 0n),
    factsOf: id => {
      const i = index.get(id)
      return i === undefined ? undefined : facts[i]
    },
    verdict: id => {
      const i = index.get(hex(id))
      return i === undefined ? undefined : verdicts[i]
    },
  }
}

const asksToFollow = ({ pending }: CircleState): boolean =>
  [...pending.values()].some(({ type }) => type === 'SUCCEED')

/** `last`: each device's newest entry so far. */
type Fold = { readonly state: CircleState; readonly last: Map<string, number> }

/** The devices that a valid entry brings in, by hex. */
function comersIn({ act, member }: Facts): [string, Comer][] {
  if (act === 'kept') return []
  const come = (devices: readonly DevicePublic[], member: MemberId) =>
    devices.map((device): [string, Comer] => [hex(idOf(device)), { sign: device.sign, member }])
  switch (act.type) {
    case 'GENESIS':
      return come([act.device], act.member)
    case 'ADMIT':
      return come(act.devices, act.member)
    case 'DEVICE_ADD':
      return come([act.device], unhex(member) as MemberId)
    default:
      return []
  }
}

/** Of two claims to one device the first in the log's order. */
function comersOf(facts: readonly (Facts | undefined)[]): Map<string, Comer> {
  const comers = new Map<string, Comer>()
  for (const fact of facts)
    for (const [id, comer] of fact ? comersIn(fact) : []) if (!comers.has(id)) comers.set(id, comer)
  return comers
}

/** By document and device. */
function erasedBy(entries: readonly Entry[], facts: readonly (Facts | undefined)[]): Map<string, Erasure[]> {
  const erased = new Map<string, Erasure[]>()
  for (const [i, fact] of facts.entries()) {
    if (!fact || fact.act === 'kept' || fact.act.type !== 'ERASE') continue
    for (const { device, seq } of fact.act.upto) {
      const one = { doc: hex(fact.act.doc), device: hex(device), upto: seq, by: entries[i]!.id }
      const name = `${one.doc} ${one.device}`
      const list = erased.get(name)
      if (list) list.push(one)
      else erased.set(name, [one])
    }
  }
  return erased
}
