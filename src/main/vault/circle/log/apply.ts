/** What an entry that stands changes. */
import { compare, equal } from '../../../../shared/bytes.ts'
import { absurd } from '../../../../shared/result.ts'
import type { EntryId, MemberId } from '../../crypto/keys.ts'
import { hex } from '../names/hex.ts'
import { plainName } from '../names/plain.ts'
import { type Act, type ActOf, actOf } from './act.ts'
import type { Entry } from './entry.ts'
import { type DevicePublic, idOf } from './join.ts'
import { type CutAt, MAX_EPOCH_HEADS, type Rekey } from './payloads.ts'
import type { CircleState, Cut, DeviceState, MemberState, PendingState } from './state.ts'

/** How an entry stands beside the others. */
export type Standing = {
  /** It changes what it is about: it waits for nobody, or whoever had to sign has. */
  readonly inForce: boolean
  /** A second member has signed it, or none was needed. */
  readonly confirmed: boolean
  /** SUCCEED: how many of whom must sign. */
  readonly voters: readonly MemberId[]
  readonly needed: number
}

/** Whether an entry is among the ancestors of the one that is applied. */
export type Follows = (id: EntryId) => boolean

/** Changes `state`, which holds the entries before it in the log's order. */
export function apply(state: CircleState, entry: Entry, standing: Standing, follows: Follows): void {
  const act = actOf(entry)
  if (act === 'malformed') throw new Error('applied without being judged')
  if (act === 'kept') {
    state.kept.push(entry.id)
    state.newer = true
    return
  }
  if (act.type === 'GENESIS') {
    state.name = plainName(act.name)
    state.history = act.history
    state.needsTwo = act.needsTwo
    state.founder = act.member
    const founder = enter(state, entry.id, act.member, act.memberName, [act.device], 'active')
    founder.rank = 0
    founder.terms = [entry.id]
    return
  }
  const device = state.devices.get(hex(entry.author))
  const author = device && state.members.get(hex(device.member))
  if (!author) throw new Error('an author who did not come in stands')
  change(state, entry, act, author, standing, follows)
}

function change(
  state: CircleState,
  entry: Entry,
  act: Exclude<Act, { type: 'GENESIS' }>,
  author: MemberState,
  { inForce, confirmed, voters, needed }: Standing,
  follows: Follows,
): void {
  const wait = (type: PendingState['type'], member: MemberId | null, more?: Partial<PendingState>): void => {
    const asked = { id: entry.id, type, by: author.id, device: entry.author, member }
    const rest = { revokes: null, voters, needed, signers: [] }
    state.pending.set(hex(entry.id), { ...asked, ...rest, ...more })
  }
  switch (act.type) {
    case 'INVITE':
      state.invites.set(hex(entry.id), {
        id: entry.id,
        pk: act.pk,
        expiry: act.expiry,
        at: entry.wallTime,
        epochs: act.epochs,
        sealed: act.sealed,
        status: 'open',
        usedBy: null,
      })
      return
    case 'INVITE_REVOKE': {
      const invite = state.invites.get(hex(act.invite))
      // Used meanwhile by somebody who could not know: authority rests on the one who admitted.
      if (invite?.status === 'open') invite.status = 'revoked'
      return
    }
    case 'ADMIT':
      if (!inForce) wait('ADMIT', act.member)
      return admit(state, entry.id, act, inForce)
    case 'CONSENT':
      state.pending.get(hex(act.entry))?.signers.push(author.id)
      return
    case 'DEVICE_ADD': {
      const device = put(state, entry.id, author, act.device, author.status)
      const gone = [...state.removals.values()].find(
        ({ status, member }) => status !== 'pending' && equal(member, author.id),
      )
      if (gone) cutOff(state, device, { by: gone.id, seq: 0, hash: null }, () => false)
      return
    }
    case 'DEVICE_REVOKE': {
      const device = state.devices.get(hex(act.device))
      if (!device) return
      if (inForce) {
        device.status = 'revoked'
        device.revokedBy ??= entry.id
        if (device.removalCuts.length === 0) device.cut = higher(device.cut, entry.id, act)
        return
      }
      wait('DEVICE_REVOKE', author.id, { revokes: act.device })
      return suspend(state, device, state.devices.get(hex(entry.author))!)
    }
    case 'REMOVE':
      remove(state, entry.id, act, author, { inForce, confirmed }, { wait, follows })
      if (inForce && act.rekey) begin(state, entry, act.rekey, follows)
      return
    case 'REMOVE_LAPSED': {
      const removal = state.removals.get(hex(act.remove))
      if (removal?.status !== 'unconfirmed') return
      removal.status = 'lapsed'
      state.pending.delete(hex(removal.id))
      return
    }
    case 'LEAVE':
      if (author.status === 'active') depart(state, author, 'left')
      author.outBy.push(entry.id)
      return
    case 'PROMOTE':
      return inForce ? promote(state, entry.id, act.member) : wait('PROMOTE', act.member)
    case 'SUCCEED':
      if (inForce) return promote(state, entry.id, act.member)
      return wait('SUCCEED', act.member, { signers: [author.id] })
    case 'DEMOTE': {
      const member = state.members.get(hex(act.member))
      if (!member) return
      member.rank = null
      member.terms = []
      for (const at of act.cuts) {
        const device = state.devices.get(hex(at.device))
        if (device) device.facilitatorCut = higher(device.facilitatorCut, entry.id, at)
      }
      return
    }
    case 'REKEY':
      return begin(state, entry, act, follows)
    case 'PROFILE':
      author.name = plainName(act.name)
      return
    case 'AGREEMENT_PROPOSE': {
      const { lines, after, review } = act
      state.agreements.set(hex(entry.id), {
        id: entry.id,
        by: author.id,
        lines,
        after,
        review,
        adopted: null,
      })
      return
    }
    case 'AGREEMENT_ADOPT': {
      const agreement = state.agreements.get(hex(act.proposal))
      if (!agreement) return
      if (!inForce) return wait('AGREEMENT_ADOPT', null)
      agreement.adopted = entry.id
      state.agreement = agreement.id
      return
    }
    case 'HOST_ACTION': {
      const { action, doc, member, words } = act
      state.hostActions.push({ id: entry.id, by: author.id, action, doc, member, words })
      return
    }
    case 'FORKED':
      state.forks.push({ id: entry.id, by: author.id, from: act.from, to: act.to })
      return
    case 'EXPORTED':
      return
    case 'ERASE':
      // Of all valid ones, whether they stand or not (reduce.ts): what is gone does not come back.
      return
    case 'CLOSE':
      state.closed ??= entry.id
      return
    default:
      absurd(act)
  }
}

function enter(
  state: CircleState,
  since: EntryId,
  id: MemberId,
  name: string,
  devices: readonly DevicePublic[],
  status: 'pending' | 'active',
): MemberState {
  const nothing = { rank: null, terms: [], outBy: [], devices: [] }
  const member: MemberState = { id, name: plainName(name), status, ...nothing, since }
  state.members.set(hex(id), member)
  for (const device of devices) put(state, since, member, device, status)
  return member
}

function put(
  state: CircleState,
  since: EntryId,
  member: MemberState,
  device: DevicePublic,
  status: DeviceState['status'],
): DeviceState {
  const id = idOf(device)
  const { sign, box } = device
  member.devices.push(id)
  const uncut = { cut: null, removalCuts: [], revokedBy: null, facilitatorCut: null }
  const entered = { id, sign, box, member: member.id, status, since, ...uncut }
  state.devices.set(hex(id), entered)
  return entered
}

function admit(state: CircleState, id: EntryId, act: ActOf<'ADMIT'>, inForce: boolean): void {
  enter(state, id, act.member, act.name, act.devices, inForce ? 'active' : 'pending')
  const invite = state.invites.get(hex(act.invite))
  if (invite) {
    invite.status = 'used'
    invite.usedBy = id
  }
  for (const { epoch, boxes } of act.keys)
    for (const { device, box } of boxes) state.epochs.get(hex(epoch))?.boxes.set(hex(device), box)
}

function remove(
  state: CircleState,
  id: EntryId,
  act: ActOf<'REMOVE'>,
  author: MemberState,
  { inForce, confirmed }: Pick<Standing, 'inForce' | 'confirmed'>,
  { wait, follows }: { wait: (type: 'REMOVE', member: MemberId) => void; follows: Follows },
): void {
  const status = !inForce ? 'pending' : confirmed ? 'in-force' : 'unconfirmed'
  state.removals.set(hex(id), { id, member: act.member, by: author.id, status })
  if (!confirmed) wait('REMOVE', act.member)
  if (!inForce) return
  const member = state.members.get(hex(act.member))
  if (member) {
    depart(state, member, 'removed')
    member.rank = null
    member.terms = []
    member.outBy.push(id)
  }
  for (const { device: own, seq, hash } of act.cuts) {
    const device = state.devices.get(hex(own))
    if (device) cutOff(state, device, { by: id, seq, hash }, follows)
  }
  // One that was added while the removal waited is named by no cut.
  for (const own of member?.devices ?? []) {
    const device = state.devices.get(hex(own))
    if (device?.removalCuts.length === 0) cutOff(state, device, { by: id, seq: 0, hash: null }, follows)
  }
}

/**
 * Whoever knew another removal of the same member, and says a cut again, says it in the place of that one, unless that was by
 * a host above them. Of those that are left the one by whoever is above the rest; of equals the highest.
 */
function cutOff(state: CircleState, device: DeviceState, cut: Cut, follows: Follows): void {
  const own = rankOf(state, cut)
  const left = device.removalCuts.filter(other => !follows(other.by) || rankOf(state, other) < own)
  device.removalCuts = [...left, cut]
  const goesBefore = (one: Cut, other: Cut): boolean => {
    const [a, b] = [rankOf(state, one), rankOf(state, other)]
    return a === b ? one.seq >= other.seq : a < b
  }
  device.cut = device.removalCuts.reduce((one, other) => (goesBefore(one, other) ? one : other))
}

/** Of whoever said a removal, as far as the log's order has come: who is no host any more is below all who are. */
function rankOf(state: CircleState, { by }: Cut): number {
  const removal = state.removals.get(hex(by))
  const author = removal && state.members.get(hex(removal.by))
  return (author?.status === 'active' ? author.rank : null) ?? Number.POSITIVE_INFINITY
}

function depart(state: CircleState, member: MemberState, status: 'left' | 'removed'): void {
  member.status = status
  for (const id of member.devices) {
    const device = state.devices.get(hex(id))
    if (device && device.status !== 'revoked') device.status = status
  }
}

function promote(state: CircleState, id: EntryId, who: MemberId): void {
  const member = state.members.get(hex(who))
  // Known to whoever consented to the removal, and said after it was asked for.
  if (!member || member.status === 'removed') return
  state.promotions += 1
  member.rank ??= state.promotions
  member.terms.push(id)
}

/** Two siblings that ask to revoke each other write no more until a facilitator has said which is the lost one. */
function suspend(state: CircleState, device: DeviceState, by: DeviceState): void {
  const mutual = [...state.pending.values()].some(
    asked => asked.revokes && equal(asked.revokes, by.id) && equal(asked.device, device.id),
  )
  if (!mutual) return
  for (const one of [device, by]) if (one.status === 'active') one.status = 'suspended'
}

const higher = (cut: Cut | null, by: EntryId, { seq, hash }: Omit<CutAt, 'device'>): Cut =>
  cut && cut.seq >= seq ? cut : { by, seq, hash }

/** An epoch that counts ends all those that its author knew; those before it in the log's order are here already. */
function begin(
  state: CircleState,
  { id, author }: Entry,
  { commit, boxes, wraps }: Rekey,
  follows: Follows,
): void {
  state.epochs.set(hex(id), {
    id,
    author,
    commit,
    boxes: new Map(boxes.map(({ device, box }) => [hex(device), box])),
    wraps: new Map(wraps.map(({ epoch, key }) => [hex(epoch), key])),
  })
  if (state.voided.has(hex(id))) return
  state.epochEnds = [...state.epochEnds.filter(end => !follows(end)), id].sort(compare)
}

/** The epoch of an entry that is void, and named so: its key may be wanted to read, and nothing is written under it. */
export function beginVoid(state: CircleState, entry: Entry): void {
  const act = actOf(entry)
  if (act === 'kept' || act === 'malformed') return
  const epoch = act.type === 'REKEY' ? act : act.type === 'REMOVE' ? act.rekey : null
  if (epoch) begin(state, entry, epoch, () => false)
}

const OUT: readonly string[] = ['removed', 'left', 'revoked']

/**
 * Nobody's patched program may make more heads than a header can name. Where there are more ends, those go first that no
 * device which is out has a box of, so that whoever was let out reads none of what is written; then one of each member
 * before a second of anybody; then by rank, the founder's first; then the lowest id.
 */
export function chooseHeads(state: CircleState): void {
  const { epochEnds, epochs, devices, members } = state
  if (epochEnds.length <= MAX_EPOCH_HEADS) {
    state.epochHeads = epochEnds
    return
  }
  const turns = new Map<string, number>()
  const ends = epochEnds.map(id => {
    const { author, boxes } = epochs.get(hex(id))!
    const member = devices.get(hex(author))?.member
    const own = member ? hex(member) : ''
    const turn = turns.get(own) ?? 0
    turns.set(own, turn + 1)
    const open = [...boxes.keys()].some(device => OUT.includes(devices.get(device)?.status ?? 'removed'))
    return { id, open: Number(open), turn, rank: members.get(own)?.rank ?? Number.MAX_SAFE_INTEGER }
  })
  ends.sort((a, b) => a.open - b.open || a.turn - b.turn || a.rank - b.rank || compare(a.id, b.id))
  state.epochHeads = ends
    .slice(0, MAX_EPOCH_HEADS)
    .map(({ id }) => id)
    .sort(compare)
}
