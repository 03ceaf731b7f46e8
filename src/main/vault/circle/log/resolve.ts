/**
 * Which of the valid entries stand beside each other. An entry is struck by a removal, demotion, revoke or leaving that it did
 * not know and its author is the one concerned; by a better claim to the same invitation, member or device; by as many better
 * DEVICE_ADDs as one may have; and, a succession, by a facilitator who is still there. Who dates something back undoes nothing
 * on which a facilitator built who could not know it: neither by leaving, nor by claiming once more what was taken, nor by
 * striking somebody who had signed. What leans on a void entry is void with it. Who is struck strikes nobody: so the set is built from both ends (the alternating fixpoint of the well-founded
 * semantics; Van Gelder, Ross, Schlipf 1991) until what surely stands is what possibly stands. Where removals void each
 * other in a ring, which takes promotions or signatures that did not know of each other, the one by whoever was promoted
 * last is laid aside, and before it what a computer says that another strike of the ring signs out: it, or the signature that put it in force, is void.
 */
import type { MemberId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import type { Act, ActOf } from './act.ts'
import type { Standing } from './apply.ts'
import type { Facts } from './facts.ts'
import { MAX_ADDED_DEVICES } from './join.ts'
import type { Void } from './state.ts'

/** Entries by their place in the log's order. */
export type Known = {
  readonly ids: readonly string[]
  readonly index: ReadonlyMap<string, number>
  /** Undefined: not valid. */
  readonly facts: readonly (Facts | undefined)[]
  /** Whether the second is an ancestor of the first. */
  readonly knows: (i: number, ancestor: number) => boolean
  /** Bit i of past[n] says that i is an ancestor of n. */
  readonly past: readonly bigint[]
}

export type Resolved = {
  /** Why an entry of the set does not stand. */
  readonly voided: ReadonlyMap<number, Void>
  readonly standing: (i: number) => Standing
}

/** An act against somebody, from the moment it is in force: at once, or by a consent. */
type Strike = {
  readonly by: number
  readonly via: number
  readonly why: Void
  readonly struck: readonly number[]
  /** Whose presence it ends: for successions. */
  readonly silenced: readonly number[]
  /** What of it stands all the same, where one of these facilitators had built on it who did not know the strike. */
  readonly built: readonly Built[]
}

/** Bit i of `of`: entry i is among the ancestors of each of these. */
type Built = { readonly of: bigint; readonly by: readonly number[] }

/** Entries of which so many can stand beside each other. */
type Rivals = {
  readonly places: number
  /** For each those among which it has to find a place, itself apart. */
  readonly others: ReadonlyMap<number, readonly number[]>
  /** Who had built on it and knew of no more of them than can stand, the first promoted first. */
  readonly by: ReadonlyMap<number, readonly number[]>
}

/** `free`: what is not struck and has a voice, whichever of several claims stands. */
type Stand = { readonly alive: Uint8Array; readonly voice: Uint8Array; readonly free: Uint8Array }

const NOBODY: readonly MemberId[] = []

/** `valid`: in the log's order, with all valid ancestors of each. */
export function resolve(known: Known, valid: readonly number[]): Resolved {
  const { facts, index, knows } = known
  const fact = (i: number): Facts => facts[i]!
  const size = (valid.at(-1) ?? -1) + 1
  const consents = new Map<number, number[]>()
  const comings = new Map<string, number[]>()
  const claims = new Map<string, number[]>()
  const successions: number[] = []
  /** DEVICE_ADDs of each member. */
  const adds = new Map<string, number[]>()
  let calm = true
  const note = <K>(map: Map<K, number[]>, key: K, i: number): void => {
    const list = map.get(key)
    if (list) list.push(i)
    else map.set(key, [i])
  }
  for (const i of valid) {
    const { act, device, claims: own } = fact(i)
    if (act === 'kept') continue
    if (act.type === 'CONSENT') note(consents, index.get(hex(act.entry))!, i)
    if (act.type === 'GENESIS') {
      note(comings, `device ${device}`, i)
      note(comings, `member ${hex(act.member)}`, i)
    }
    if (act.type === 'SUCCEED') successions.push(i)
    if (act.type === 'DEVICE_ADD') note(adds, fact(i).member, i)
    if (STRIKES.includes(act.type)) calm = false
    for (const claim of own) {
      if (claims.has(claim)) calm = false
      note(claims, claim, i)
      note(comings, claim, i)
    }
  }
  const many = [...adds.values()].filter(list => list.length > MAX_ADDED_DEVICES)
  if (successions.length > 0 || many.length > 0) calm = false
  const contested = calm ? [] : [...claims.values()].filter(list => list.length > 1)

  /** Whether entry k changes what it is about, by the signatures that `seer` knew; without a seer, by all. */
  const inForce = (k: number, alive: Uint8Array, seer?: number): boolean => {
    if (!alive[k]) return false
    const { act, waits, voters, needed, member } = fact(k)
    const succession = act !== 'kept' && act.type === 'SUCCEED'
    if (!waits && !succession) return true
    const signed = (consents.get(k) ?? []).filter(c => alive[c] && (seer === undefined || knows(seer, c)))
    if (!succession) return signed.length > 0
    const may = new Set(voters.map(hex))
    return new Set([member, ...signed.map(c => fact(c).member)].filter(id => may.has(id))).size >= needed
  }

  const standing =
    (alive: Uint8Array) =>
    (i: number): Standing => {
      const { two, voters, needed } = fact(i)
      const confirmed = !two || (consents.get(i) ?? []).some(c => alive[c])
      return { inForce: inForce(i, alive), confirmed, voters: voters.length > 0 ? voters : NOBODY, needed }
    }
  const everyone = new Uint8Array(size).fill(1)
  if (calm) return { voided: new Map(), standing: standing(everyone) }

  const strikes = valid.flatMap(i => strikesOf(i, known, valid, consents.get(i) ?? []))
  const taken = rivalsOf(contested, 1, known, valid)
  const crowds = rivalsOf(many, MAX_ADDED_DEVICES, known, valid)
  /** Promotions by which somebody was a facilitator, as far as the succession did not know that these had ended. */
  const hosts = (s: number, g: number): readonly number[] =>
    fact(g).promotions.flatMap(id => {
      const t = index.get(id)!
      return !knows(s, t) || fact(s).hosts.includes(id) ? [t] : []
    })
  const isHost = (x: number, alive: Uint8Array): boolean =>
    alive[x] === 1 && fact(x).promotions.some(id => inForce(index.get(id)!, alive, x))
  const voices = successions.map(s => ({
    s,
    by: valid
      .filter(g => g !== s && fact(g).facilitator && !knows(s, g) && !inForce(s, everyone, g))
      .map(g => ({ g, hosts: hosts(s, g) })),
  }))

  /** Without what was built on. */
  const struckBy = (
    { struck, built }: Strike,
    { alive, voice }: Pick<Stand, 'alive' | 'voice'>,
  ): readonly number[] => {
    if (built.length === 0) return struck
    let kept = 0n
    for (const { of, by } of built) if (by.some(x => voice[x] && isHost(x, alive))) kept |= of
    return struck.filter(j => ((kept >> BigInt(j)) & 1n) === 0n)
  }

  /** When whoever built on it became a facilitator, the first of them; by nobody, later than all. */
  const since = (j: number, { by }: Rivals, free: Uint8Array): number => {
    let first = size
    for (const x of by.get(j) ?? []) {
      const terms = fact(x).promotions.map(id => index.get(id)!)
      // Who comes later in the list was not made one earlier.
      if (Math.min(...terms) >= first) break
      if (!free[x]) continue
      for (const t of terms) if (t < first && inForce(t, free, x)) first = t
    }
    return first
  }
  /** Those that give way, as strong as `mine` makes them, to as many as can stand, as strong as `against` makes these. */
  const giveWay = (
    rivals: Rivals,
    against: Stand,
    mine: Uint8Array,
    before: (a: number, b: number) => boolean,
  ): number[] => {
    const { others, places } = rivals
    const theirs = new Map<number, number>()
    for (const i of others.keys())
      if (inForce(i, against.alive)) theirs.set(i, since(i, rivals, against.free))
    if (theirs.size < places) return []
    return [...others].flatMap(([j, list]) => {
      const own = since(j, rivals, mine)
      const better = list.filter(i => {
        const since = theirs.get(i) ?? size + 1
        return since < own || (since === own && before(i, j))
      })
      return better.length >= places ? [j] : []
    })
  }
  const lower = (i: number, j: number): boolean => known.ids[i]! < known.ids[j]!
  const earlier = (i: number, j: number): boolean => i < j
  const claimed = (against: Stand, mine: Uint8Array): number[] => giveWay(taken, against, mine, lower)
  const beyond = (against: Stand, mine: Uint8Array): number[] => giveWay(crowds, against, mine, earlier)

  /** What stands when exactly `against` can strike. */
  const rest = (against: Stand, idle: ReadonlySet<Strike>): Stand => {
    const struck = new Uint8Array(size)
    const voice = new Uint8Array(size).fill(1)
    const ownStrikes: Strike[] = []
    for (const strike of idle) struck[strike.via] = 1
    for (const strike of strikes) {
      if (idle.has(strike) || !against.alive[strike.by] || !against.alive[strike.via]) continue
      if (strike.built.length > 0) ownStrikes.push(strike)
      else for (const j of strike.struck) struck[j] = 1
      for (const j of strike.silenced) voice[j] = 0
    }
    for (const { s, by } of voices)
      if (
        by.some(
          ({ g, hosts }) =>
            against.alive[g] && against.voice[g] && hosts.some(t => inForce(t, against.alive, g)),
        )
      )
        struck[s] = 1
    const among = (hit: Uint8Array): Uint8Array => {
      const alive = new Uint8Array(size)
      for (const j of valid) if (!hit[j] && stands(j, alive)) alive[j] = 1
      return alive
    }
    // What stands by what was built on it, and that by what stands: it only grows.
    const grown = (struck: Uint8Array): Uint8Array => {
      let alive: Uint8Array = new Uint8Array(size)
      for (let more = true; more; ) {
        const hit = new Uint8Array(struck)
        for (const strike of ownStrikes) for (const j of struckBy(strike, { alive, voice })) hit[j] = 1
        const next = among(hit)
        more = ownStrikes.length > 0 && next.some((one, j) => one !== alive[j])
        alive = next
      }
      return alive
    }
    const free = grown(struck)
    for (const j of valid) if (!voice[j]) free[j] = 0
    const giving = [...claimed(against, free), ...beyond(against, free)]
    for (const j of giving) struck[j] = 1
    const alive = grown(struck)
    for (const j of valid) if (!alive[j]) voice[j] = 0
    return { alive, voice, free }
  }

  const stands = (j: number, alive: Uint8Array): boolean => {
    const { act, terms, leansOn, outBy, comers } = fact(j)
    if (act !== 'kept' && act.type === 'GENESIS') return true
    // Where there is one, it is among the ancestors: the author was known there.
    const came = (who: string): boolean => {
      const ways = comings.get(who) ?? []
      return ways.some(k => (ways.length === 1 || knows(j, k)) && inForce(k, alive, j))
    }
    if (!comers.every(came)) return false
    if (!leansOn.every(id => alive[index.get(id)!])) return false
    if (outBy.length > 0 && !outBy.some(id => inForce(index.get(id)!, alive, j))) return false
    return terms.length === 0 || terms.some(id => inForce(index.get(id)!, alive, j))
  }

  const idle = new Set<Strike>()
  for (;;) {
    const nothing = new Uint8Array(size)
    let surely: Stand = { alive: nothing, voice: nothing, free: nothing }
    let perhaps = rest(surely, idle)
    for (;;) {
      const more = rest(perhaps, idle)
      const fewer = rest(more, idle)
      const still = same(more, surely) && same(fewer, perhaps)
      surely = more
      perhaps = fewer
      if (still) break
    }
    const open = (i: number): boolean => perhaps.alive[i] === 1 && surely.alive[i] === 0
    const ring = strikes.filter(strike => !idle.has(strike) && (open(strike.by) || open(strike.via)))
    const hits = (one: Strike, other: Strike): boolean =>
      one.struck.includes(other.by) || one.struck.includes(other.via)
    const shakes = (one: Strike, other: Strike): boolean =>
      one.struck.some(k => k === other.by || k === other.via || knows(other.by, k) || knows(other.via, k))
    const cycle = [hits, shakes].map(edge => onCycle(ring, edge)).find(cycle => cycle.length > 0) ?? []
    const weakest = byWhoIsOut(cycle, known).sort((a, b) => before(known, b.by, a.by) || b.via - a.via)[0]
    if (!weakest) {
      const inForce = strikes.filter(
        strike => !idle.has(strike) && surely.alive[strike.by] && surely.alive[strike.via],
      )
      const struck = inForce.flatMap(strike => struckBy(strike, surely).map(j => [j, strike.why] as const))
      const voided = reasons(known, valid, struck, surely, claimed(surely, surely.free))
      for (const { via } of idle) voided.set(via, 'ring')
      for (const j of beyond(surely, surely.free)) voided.set(j, 'too-much')
      return { voided, standing: standing(surely.alive) }
    }
    idle.add(weakest)
  }
}

/**
 * `lists`: of entries that stand in each other's way. Nobody's word is for an entry who has said one that stands in its way and
 * that this word does not know.
 */
function rivalsOf(
  lists: readonly (readonly number[])[],
  places: number,
  known: Known,
  valid: readonly number[],
): Rivals {
  const { facts, past } = known
  const bit = (j: number): bigint => 1n << BigInt(j)
  const sets = new Map<number, Set<number>>()
  for (const list of lists)
    for (const j of list) sets.set(j, new Set([...(sets.get(j) ?? []), ...list].filter(i => i !== j)))
  const all = [...sets].map(([j, set]) => ({
    j,
    others: [...set],
    mask: [...set].reduce((mask, i) => mask | bit(i), 0n),
    not: (of: bigint) => [...set].flatMap(i => ((of >> BigInt(i)) & 1n ? [] : [facts[i]!.member])),
  }))
  const every = all.reduce((mask, { j }) => mask | bit(j), 0n)
  const by = new Map<number, number[]>()
  for (const x of every === 0n ? [] : valid) {
    if (!facts[x]!.facilitator) continue
    const of = past[x]! & every
    if (of === 0n) continue
    for (const { j, mask, not } of all) {
      if (((of >> BigInt(j)) & 1n) === 0n || moreThan(places - 1, of & mask)) continue
      if (not(of).includes(facts[x]!.member)) continue
      const list = by.get(j)
      if (list) list.push(x)
      else by.set(j, [x])
    }
  }
  for (const list of by.values()) list.sort((a, b) => raised(a, known) - raised(b, known))
  return { places, others: new Map(all.map(({ j, others }) => [j, others])), by }
}

/** Whether more than `n` bits are set. */
function moreThan(n: number, bits: bigint): boolean {
  let rest = bits
  for (let i = 0; i < n && rest !== 0n; i++) rest &= rest - 1n
  return rest !== 0n
}

/** Those from which a way of `edge`s leads back to them. */
function onCycle(all: readonly Strike[], edge: (from: Strike, to: Strike) => boolean): Strike[] {
  return all.filter(start => {
    const seen = new Set<Strike>()
    const next = all.filter(to => edge(start, to))
    for (let one = next.pop(); one; one = next.pop()) {
      if (one === start) return true
      if (seen.has(one)) continue
      seen.add(one)
      const from = one
      next.push(...all.filter(to => edge(from, to)))
    }
    return false
  })
}

/** Those said or signed by a computer that another of them signs out; all of them, where that is so of none or of all. */
function byWhoIsOut(cycle: readonly Strike[], { facts }: Known): Strike[] {
  const out = new Set(
    cycle.flatMap(({ by }) => {
      const { act } = facts[by]!
      return act !== 'kept' && act.type === 'DEVICE_REVOKE' ? [hex(act.device)] : []
    }),
  )
  const theirs = cycle.filter(({ by, via }) => out.has(facts[by]!.device) || out.has(facts[via]!.device))
  return theirs.length > 0 ? theirs : [...cycle]
}

const same = (a: Stand, b: Stand): boolean =>
  (['alive', 'voice', 'free'] as const).every(what => a[what].every((one, i) => one === b[what][i]))

/** When the author was first promoted; who is no facilitator, later than all. */
const raised = (x: number, { facts, index }: Known): number =>
  Math.min(Number.MAX_SAFE_INTEGER, ...facts[x]!.promotions.map(id => index.get(id)!))

/** By when the author was promoted, then by place. */
function before({ facts, index }: Known, a: number, b: number): number {
  const since = (i: number): number =>
    Math.min(Number.MAX_SAFE_INTEGER, ...facts[i]!.terms.map(id => index.get(id)!))
  return since(a) - since(b) || a - b
}

const STRIKES: readonly string[] = ['REMOVE', 'DEMOTE', 'DEVICE_REVOKE', 'LEAVE']

/** What somebody says of themselves: it stands beside their removal, and changes nothing for others. */
const OWN_WORDS: readonly string[] = ['PROFILE', 'LEAVE', 'AGREEMENT_PROPOSE', 'EXPORTED', 'ERASE']

/** `consents`: those to entry i. */
function strikesOf(i: number, known: Known, valid: readonly number[], consents: readonly number[]): Strike[] {
  const { act, waits } = known.facts[i]!
  if (act === 'kept') return []
  const vias = waits ? consents : [i]
  switch (act.type) {
    case 'REMOVE':
    case 'DEMOTE':
    case 'DEVICE_REVOKE':
      return vias.map(via => strikeOf(act, i, via, known, valid))
    case 'LEAVE':
      return [strikeOfLeaving(i, known, valid)]
    default:
      return []
  }
}

/** Their computers leave with them, whenever they were added; and one that was signed out is out. */
function strikeOfLeaving(by: number, known: Known, valid: readonly number[]): Strike {
  const fact = (j: number): Facts => known.facts[j]!
  const theirs = valid.filter(j => j !== by && fact(j).member === fact(by).member && !known.knows(by, j))
  const ofDevices = (one: Facts): boolean => isA(one, 'DEVICE_ADD') || isA(one, 'DEVICE_REVOKE')
  const struck = theirs.filter(j => !isOwnWord(fact(j)) && !ofDevices(fact(j)))
  return {
    by,
    via: by,
    why: 'left',
    struck,
    silenced: theirs,
    built: builtOn(by, struck, [fact(by).member], known, valid),
  }
}

/** `not`: members who cannot say so of any of them; `nor`: of this one, unless it is said by an entry that `may`. */
function builtOn(
  moment: number,
  struck: readonly number[],
  not: readonly string[],
  known: Known,
  valid: readonly number[],
  nor: (j: number) => string | undefined = () => undefined,
  may: (x: number) => boolean = () => false,
): Built[] {
  const { facts, knows, past } = known
  if (struck.length === 0) return []
  const set = struck.reduce((all, j) => all | (1n << BigInt(j)), 0n)
  const barred = new Map<string, bigint>()
  for (const j of struck) {
    const member = nor(j)
    if (member !== undefined) barred.set(member, (barred.get(member) ?? 0n) | (1n << BigInt(j)))
  }
  const built = new Map<bigint, number[]>()
  for (const x of valid) {
    const { facilitator, member } = facts[x]!
    if (x < struck[0]! || !facilitator || not.includes(member) || knows(x, moment)) continue
    const of = past[x]! & set & (may(x) ? set : ~(barred.get(member) ?? 0n))
    if (of === 0n) continue
    const list = built.get(of)
    if (list) list.push(x)
    else built.set(of, [x])
  }
  return [...built].map(([of, by]) => ({ of, by }))
}

function strikeOf(
  act: ActOf<'REMOVE'> | ActOf<'DEMOTE'> | ActOf<'DEVICE_REVOKE'>,
  by: number,
  via: number,
  known: Known,
  valid: readonly number[],
): Strike {
  const { facts, index, knows } = known
  const fact = (j: number): Facts => facts[j]!
  const unknown = valid.filter(j => j !== via && j !== by && !knows(via, j))
  /**
   * A host who built on a signature could have given it: it outlives whoever did. Who had asked for it could not, but goes
   * before a strike by somebody whom they outrank.
   */
  const signed = (struck: readonly number[]): Built[] => {
    const to = (j: number): number => index.get(fact(j).leansOn[0]!)!
    const all = struck.filter(j => isA(fact(j), 'CONSENT') && !isA(fact(to(j)), 'SUCCEED'))
    if (all.length === 0) return []
    const not = [fact(by).member, fact(via).member, fact(all[0]!).member]
    const rank = Math.min(raised(by, known), raised(via, known))
    const outranks = (x: number): boolean => raised(x, known) < rank
    return builtOn(via, all, not, known, valid, j => fact(to(j)).member, outranks)
  }
  if (act.type === 'DEVICE_REVOKE') {
    const theirs = unknown.filter(j => fact(j).device === hex(act.device))
    // One that signs itself out twice says the same, and both stand.
    const again = ({ act, waits }: Facts): boolean =>
      by === via && act !== 'kept' && act.type === 'DEVICE_REVOKE' && !waits
    const own = theirs.filter(j => !isOwnWord(fact(j)) && !again(fact(j)))
    const built = by === via ? builtOn(by, own, [fact(by).member], known, valid) : signed(own)
    // It has no say any more about whether its owner stays; and no honest one has said both beside each other.
    const leaving = theirs.filter(j => isA(fact(j), 'LEAVE'))
    // A computer that whoever asked had not heard of does not come in while a host thinks it over.
    const brought = valid.filter(
      j => fact(j).device === hex(act.device) && isA(fact(j), 'DEVICE_ADD') && !knows(by, j) && knows(via, j),
    )
    return { by, via, why: 'revoked', struck: [...own, ...leaving, ...brought], silenced: theirs, built }
  }
  const gone = hex(act.member)
  const theirs = unknown.filter(j => fact(j).member === gone)
  if (act.type === 'REMOVE') {
    const brings = unknown.filter(j => bringing(fact(j)) === gone)
    const struck = [...theirs.filter(j => !isOwnWord(fact(j))), ...brings]
    return { by, via, why: 'removed', struck, silenced: theirs, built: signed(struck) }
  }
  const again = (j: number): boolean => fact(j).terms.some(id => knows(index.get(id)!, via))
  const asFacilitator = theirs.filter(j => fact(j).terms.length > 0 && !again(j))
  const brings = unknown.filter(j => !knows(j, via) && raising(fact(j)) === gone)
  const struck = [...asFacilitator, ...brings]
  return { by, via, why: 'demoted', struck, silenced: [], built: signed(struck) }
}

const isOwnWord = ({ act }: Facts): boolean => act !== 'kept' && OWN_WORDS.includes(act.type)

const isA = ({ act }: Facts, type: Act['type']): boolean => act !== 'kept' && act.type === type

/** Whom an entry makes a facilitator. */
const raising = ({ act }: Facts): string | undefined =>
  act !== 'kept' && (act.type === 'PROMOTE' || act.type === 'SUCCEED') ? hex(act.member) : undefined

/** Whom an entry brings in or up. */
const bringing = (facts: Facts): string | undefined =>
  facts.act !== 'kept' && facts.act.type === 'ADMIT' ? hex(facts.act.member) : raising(facts)

function reasons(
  known: Known,
  valid: readonly number[],
  struck: readonly (readonly [number, Void])[],
  { alive }: Stand,
  claimed: readonly number[],
): Map<number, Void> {
  const voided = new Map<number, Void>()
  for (const j of valid) if (!alive[j]) voided.set(j, 'followed-from-void')
  for (const j of voided.keys()) {
    const { act } = known.facts[j]!
    if (claimed.includes(j)) voided.set(j, 'admitted-otherwise')
    else if (act !== 'kept' && act.type === 'SUCCEED') voided.set(j, 'facilitator-there')
  }
  for (const [j, why] of struck) if (voided.has(j)) voided.set(j, why)
  return voided
}
