/**
 * Which envelopes count: a pure function of the final log and of the headers that are here, whatever came first.
 *
 * A removal cuts its member's devices off at what the remover had. Of what they wrote later, without knowing of it, that
 * counts on which somebody else had already built: what an envelope of another member that counts has named. A chain is a
 * line, so this is one number for each device, and all numbers together are the least that fit: they begin at the cuts and
 * rise until nothing changes. A device that said two things under one number is heard only as far as others built on it,
 * on the branch on which more members did.
 */
import { equal } from '../../../../shared/bytes.ts'
import type { EntryId } from '../../crypto/keys.ts'
import type { Have } from '../envelope/header.ts'
import type { CircleLog } from '../log/reduce.ts'
import type { Cut } from '../log/state.ts'
import { hex } from '../names/hex.ts'

/** An envelope as its header says. Ids and devices by hex. */
export type Line = {
  readonly id: string
  readonly device: string
  readonly seq: number
  readonly prev: string | null
  /** Of a document that facilitators alone write. */
  readonly facilitators: boolean
  /** Its author was there and might write: only then does it speak for anybody. */
  readonly stands: boolean
  readonly logHeads: readonly EntryId[]
  readonly deps: readonly Have[]
}

/** How far a device's chain counts before anybody built on it. */
export type Bound = {
  readonly upto: number | null
  readonly uptoCircle: number | null
  readonly cut: Cut | null
  readonly demoted: Cut | null
  readonly member: string
}

/** A device that nothing which stands brought in is heard like one that was removed before it said anything. */
export function boundOf(log: CircleLog, device: string): Bound {
  const there = log.state.devices.get(device)
  const member = log.deviceOf(device)?.member
  const cut = there?.cut ?? null
  const demoted = there?.facilitatorCut ?? null
  const absent = !there || there.status === 'pending'
  return {
    upto: absent ? 0 : (cut?.seq ?? null),
    uptoCircle: demoted?.seq ?? null,
    cut,
    demoted,
    member: member ? hex(member) : '',
  }
}

export const sameBound = (a: Bound, b: Bound): boolean =>
  a.upto === b.upto && a.uptoCircle === b.uptoCircle && a.member === b.member && sameCut(a, b)

const sameCut = (a: Bound, b: Bound): boolean =>
  [a.cut, a.demoted].every((one, i) => {
    const other = i === 0 ? b.cut : b.demoted
    return one === null || other === null ? one === other : equal(one.by, other.by) && one.seq === other.seq
  })

/** Whether an envelope was written knowing this entry: then it is judged by what its author was by then. */
export const knowsOf = (log: CircleLog, cut: Cut, logHeads: readonly EntryId[]): boolean =>
  log.within([cut.by], logHeads)

export type Reach = {
  upto: number | null
  uptoCircle: number | null
  readonly forked: boolean
  /** Of a forked device: the newest envelope of the branch that stands, and all of that branch. */
  readonly tip: Line | undefined
  readonly path: ReadonlySet<string> | undefined
}

export type Counting = {
  /** By device. */
  readonly reach: ReadonlyMap<string, Reach>
  readonly counts: (line: Line) => boolean
  /** The number up to which the branch that stands leads to this envelope, of a forked device; else its own. */
  readonly along: (dep: Have) => number
}

type Device = {
  readonly name: string
  readonly bound: Bound
  readonly reach: Reach
  readonly lines: readonly Line[]
}
/** An envelope named by one of another member. `names` null: by a cut. */
type Naming = { readonly by: Line | null; readonly member: string; readonly seq: number; readonly id: string }

/** `lines`: in a causal order. */
export function countingOf(log: CircleLog, lines: readonly Line[]): Counting {
  const chains = new Map<string, Line[]>()
  for (const line of lines) {
    const chain = chains.get(line.device)
    if (chain) chain.push(line)
    else chains.set(line.device, [line])
  }
  const forked = new Set([...chains].filter(([, chain]) => branches(chain)).map(([name]) => name))
  const bounds = new Map([...chains.keys()].map(name => [name, boundOf(log, name)]))
  const limited = new Set(
    [...bounds].flatMap(([name, { upto, uptoCircle }]) =>
      forked.has(name) || upto !== null || uptoCircle !== null ? [name] : [],
    ),
  )
  const namings = new Map<string, Naming[]>()
  // A forked device speaks for nobody: else two of them could hold each other up in two ways.
  for (const line of limited.size > 0 ? lines : []) {
    if (!line.stands || forked.has(line.device)) continue
    const { member } = bounds.get(line.device)!
    for (const { device, seq, hash } of line.deps) {
      const name = hex(device)
      if (!limited.has(name) || bounds.get(name)!.member === member) continue
      const list = namings.get(name) ?? []
      namings.set(name, list)
      list.push({ by: line, member, seq, id: hex(hash) })
    }
  }

  const reach = new Map<string, Reach>()
  for (const [name, { upto, uptoCircle }] of bounds)
    if (!forked.has(name))
      reach.set(name, { upto, uptoCircle, forked: false, tip: undefined, path: undefined })
  const counts = (line: Line): boolean => {
    const own = reach.get(line.device)
    if (!own || (own.path && !own.path.has(line.id))) return false
    if (own.upto !== null && line.seq > own.upto) return false
    if (!line.facilitators || own.uptoCircle === null || line.seq <= own.uptoCircle) return true
    return knowsOf(log, bounds.get(line.device)!.demoted!, line.logHeads)
  }
  const speaks = ({ by }: Naming): boolean => by === null || counts(by)
  /** Who knew of the demotion named the chain, and not what it says as a facilitator's. */
  const lifts = (naming: Naming, demoted: Cut | null): boolean =>
    demoted !== null && naming.by !== null && !knowsOf(log, demoted, naming.by.logHeads)

  for (let more = true; more; ) {
    more = false
    for (const [name, own] of reach)
      for (const naming of namings.get(name) ?? []) {
        const { seq } = naming
        const words = own.upto !== null && seq > own.upto
        const offices =
          own.uptoCircle !== null && seq > own.uptoCircle && lifts(naming, bounds.get(name)!.demoted)
        if (!(words || offices) || !speaks(naming)) continue
        if (words) own.upto = seq
        if (offices) own.uptoCircle = seq
        more = true
      }
  }

  const alongs = new Map<string, ReadonlyMap<string, number>>()
  for (const name of forked) {
    const bound = bounds.get(name)!
    const own = [...(namings.get(name) ?? [])].filter(speaks)
    const { cut } = bound
    if (cut?.hash) {
      const by = log.order.find(({ id }) => equal(id, cut.by))
      const member = by && log.deviceOf(hex(by.author))?.member
      own.push({ by: null, member: member ? hex(member) : '', seq: cut.seq, id: hex(cut.hash) })
    }
    const standing = branchOf({ name, bound, lines: chains.get(name)! }, own)
    const { path, shared, along } = standing
    alongs.set(name, along)
    const named = own.filter(({ id }) => path.has(id))
    const before = Math.min(shared, bound.upto ?? shared)
    const offices = named.filter(naming => lifts(naming, bound.demoted))
    reach.set(name, {
      upto: Math.max(before, ...named.map(({ seq }) => seq)),
      uptoCircle: bound.demoted && Math.max(bound.uptoCircle ?? 0, ...offices.map(({ seq }) => seq)),
      forked: true,
      tip: standing.tip,
      path,
    })
  }
  return {
    reach,
    counts,
    along: ({ device, seq, hash }) => {
      const along = alongs.get(hex(device))
      return along ? (along.get(hex(hash)) ?? 0) : seq
    },
  }
}

function branches(chain: readonly Line[]): boolean {
  const seqs = new Set(chain.map(({ seq }) => seq))
  return seqs.size < chain.length
}

type Branch = {
  readonly path: ReadonlySet<string>
  readonly tip: Line | undefined
  /** The last number before the first fork. */
  readonly shared: number
  /** By envelope: the last number of the path that leads to it. */
  readonly along: ReadonlyMap<string, number>
}

/** From fork to fork the branch on which more members built; of equals the one that begins with the lower id. */
function branchOf({ lines }: Pick<Device, 'name' | 'bound' | 'lines'>, namings: readonly Naming[]): Branch {
  const byId = new Map(lines.map(line => [line.id, line]))
  const parentOf = ({ prev }: Line): string => (prev !== null && byId.has(prev) ? prev : '')
  const children = new Map<string, Line[]>()
  for (const line of lines) {
    const list = children.get(parentOf(line))
    if (list) list.push(line)
    else children.set(parentOf(line), [line])
  }
  const builders = new Map<string, Set<string>>()
  for (const { member, id } of namings)
    for (let line = byId.get(id); line; line = line.prev === null ? undefined : byId.get(line.prev)) {
      const set = builders.get(line.id) ?? new Set()
      if (set.has(member)) break
      builders.set(line.id, set.add(member))
    }
  const weight = (line: Line): number => builders.get(line.id)?.size ?? 0
  const path = new Set<string>()
  let tip: Line | undefined
  let shared: number | undefined
  for (let next = children.get(''); next; next = tip && children.get(tip.id)) {
    if (next.length > 1) shared ??= tip?.seq ?? 0
    tip = [...next].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))[0]!
    path.add(tip.id)
  }
  const along = new Map<string, number>()
  // Parents come first.
  for (const line of lines)
    along.set(line.id, path.has(line.id) ? line.seq : (along.get(parentOf(line)) ?? 0))
  return { path, tip, shared: shared ?? tip?.seq ?? 0, along }
}
