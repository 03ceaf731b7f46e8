/**
 * Room in a log for what members say who are no facilitators. What stands and was said as a facilitator, and what that
 * follows, is always taken, whoever said it. All else is *loose*, and each log holds a bounded part of it, by arrival: so nobody can
 * fill a log, and nothing that is left out holds up a facilitator's word. What a device said beside two other things of its
 * own is *spare*, and what its member goes on to say after that. Honest programs name nothing spare; but a host's words
 * become it by a removal, when others have long built on them, and those others stay as free to speak as before.
 */
import type { EntryId } from '../../crypto/keys.ts'
import { type Entry, namesOf } from './entry.ts'
import type { Facts } from './facts.ts'
import { countOf } from './judge.ts'
import type { Known } from './resolve.ts'
import type { CircleState } from './state.ts'

/** Loose entries of one member, in one log: all, and of these the spare ones. */
export const ROOM = { all: 1000, spare: 64 }
/** Ends of one device that are looked at. */
const MOST_ENDS = 64

/** `always`: going, or shutting out a computer of one's own: a stolen one that has filled the room is not to stop that. */
export type Loose = {
  readonly entry: Entry
  readonly member: string
  readonly spare: boolean
  /** Its author was a facilitator in its past. */
  readonly facilitator: boolean
  readonly always: boolean
}

/** What is asked of an entry here. */
export type Said = Pick<Facts, 'act' | 'device' | 'member' | 'terms' | 'facilitator'>
type Sayings = Pick<Known, 'index' | 'knows' | 'past'> & { readonly facts: readonly (Said | undefined)[] }

/** `also`: what is not loose either. */
export function looseOf(
  { facts, index, knows, past }: Sayings,
  sorted: readonly Entry[],
  { voided }: CircleState,
  also: bigint,
): Loose[] {
  const has = (set: bigint, i: number): boolean => ((set >> BigInt(i)) & 1n) === 1n
  let firm = also | 1n
  for (let i = sorted.length - 1; i >= 0; i--)
    if ((facts[i]?.terms.length ?? 0) > 0 && !voided.has(namesOf(sorted[i]!).id) && !has(firm, i))
      firm |= past[i]! | (1n << BigInt(i))
  const loose: Loose[] = []
  const spare = new Map<number, string>()
  const ends = new Map<string, number[]>()
  for (const [i, entry] of sorted.entries()) {
    const fact = facts[i]
    if (!fact) continue
    const own = ends.get(fact.device) ?? []
    const others = own.filter(end => !knows(i, end))
    const isLoose = !has(firm, i)
    const beside = others.length === own.length && own.length >= 2
    const isSpare =
      isLoose &&
      (beside || namesOf(entry).parents.some(parent => spare.get(index.get(parent) ?? -1) === fact.member))
    if (isSpare) spare.set(i, fact.member)
    else ends.set(fact.device, [...others, i].slice(-MOST_ENDS))
    if (!isLoose) continue
    const always = !isSpare && countOf(fact.act) === undefined && !voided.has(namesOf(entry).id)
    loose.push({ entry, member: fact.member, spare: isSpare, facilitator: fact.facilitator, always })
  }
  return loose
}

/**
 * Which entries of `log` find no room, by hex of the id; `here`: what is kept already. Somebody's loose words take up
 * their own room; those that another member's word follows, or an envelope of theirs names (`named`: by whom), that
 * member's room for this one. So whoever built on words of a forked device before they could know is heard all the same,
 * and nobody brings in more than that for a friend. What was said by a facilitator of that time needs no room where somebody
 * brings it in who is there: while its author was one, it had no bound, and others follow it in good faith.
 */
export function withoutRoom(
  log: {
    readonly state: Pick<CircleState, 'members'>
    readonly loose: (known: readonly EntryId[]) => readonly Loose[]
  },
  here: (entry: Entry) => boolean,
  named: ReadonlyMap<string, string> = new Map(),
  room = ROOM,
): ReadonlySet<string> {
  const loose = log.loose([])
  const bringers = new Map<string, Set<string>>()
  for (const { entry, member } of [...loose].reverse()) {
    const { id, parents } = namesOf(entry)
    const own = bringers.get(id) ?? new Set<string>()
    bringers.set(id, own)
    const by = named.get(id)
    if (by !== undefined) own.add(by)
    for (const parent of parents) {
      const theirs = bringers.get(parent) ?? new Set<string>()
      for (const who of [...own, member]) theirs.add(who)
      bringers.set(parent, theirs)
    }
  }
  const counts = new Map<string, { all: number; spare: number }>()
  const tallyOf = (who: string, member: string) => {
    const known = counts.get(`${who} ${member}`) ?? { all: 0, spare: 0 }
    counts.set(`${who} ${member}`, known)
    return known
  }
  const waysOf = ({ entry, member }: Loose): string[] => {
    const others = [...bringers.get(namesOf(entry).id)!].filter(who => who !== member).sort()
    return others.length > 0 ? others : [member]
  }
  const isFree = ({ facilitator, member }: Loose, who: string): boolean =>
    facilitator && who !== member && log.state.members.get(who)?.status === 'active'
  const take = (one: Loose, who: string): void => {
    if (isFree(one, who)) return
    const count = tallyOf(who, one.member)
    count.all += 1
    if (one.spare) count.spare += 1
  }
  for (const one of loose) if (here(one.entry) && !one.always) for (const who of waysOf(one)) take(one, who)
  const out = new Set<string>()
  for (const one of loose) {
    if (here(one.entry)) continue
    const { id, parents } = namesOf(one.entry)
    const way = waysOf(one).find(who => {
      if (isFree(one, who)) return true
      const { all, spare } = tallyOf(who, one.member)
      return all < room.all && (who !== one.member || !one.spare || spare < room.spare)
    })
    if ((way === undefined && !one.always) || parents.some(parent => out.has(parent))) out.add(id)
    else if (way !== undefined && !one.always) take(one, way)
  }
  return out
}
