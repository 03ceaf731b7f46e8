/** A circle as the face shows it. */
import { equal } from '../../../../shared/bytes.ts'
import type {
  Circle,
  CircleLine,
  JoinRequest,
  Member,
  Newcomer,
  OpenQuestion,
  Waiting,
} from '../../../../shared/circle/circle.ts'
import type { Keeper } from '../../../../shared/contract/keeping.ts'
import type { CircleId, DeviceId, EntryId } from '../../crypto/keys.ts'
import { outranks, twoNeeded } from '../log/judge-facilitators.ts'
import type { CircleState, MemberState, PendingState } from '../log/state.ts'
import { isAhead } from '../membership.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore, Me } from '../store.ts'
import { shutOutOf } from './computers.ts'
import { syncState } from './sync-state.ts'

export function circleView(
  store: CircleStore,
  circle: CircleId,
  {
    requests,
    newcomers,
    keeper,
    ...out
  }: {
    requests: JoinRequest[]
    newcomers: Newcomer[]
    keeper?: Pick<Keeper, 'state' | 'since'>
  } & Parameters<typeof syncState>[2],
): Circle {
  const state = store.state(circle)
  const me = store.me(circle)
  const members = activeIn(state)
  const own = state.members.get(hex(me.member))
  const compared = store.comparedWith(circle)
  const away = store.away(circle)
  const notes = store
    .documents(circle, 'note')
    .map(note => ({
      id: hex(note.docId),
      title: store.noteTitle(circle, note.docId),
      modified: note.modified,
      readOnly: note.readOnly,
    }))
    .sort((a, b) => b.modified - a.modified)
  return {
    id: hex(circle),
    name: store.name(circle),
    history: state.history,
    members: members.map(({ id, name, rank, seat }) => ({
      id: hex(id),
      name,
      you: hex(id) === hex(me.member),
      facilitator: rank !== null,
      seat,
      compared: hex(id) === hex(me.member) ? null : (compared.get(hex(id)) ?? 'no'),
      may: own && !away ? mayDo(state, me, own, { id, rank }) : [],
    })),
    notes,
    closedNotes: store.closedNotes(circle),
    requests,
    waiting: waitingIn(state, me, own, store.said.bind(store, circle)),
    newcomers,
    invitations: me.active && me.facilitator && !state.closed ? invitationsIn(store, circle, state) : [],
    standing: standingOf(state, me),
    away,
    newer: state.newer,
    may: store.may(circle),
    goesOn: {
      by: [...new Set(state.forks.flatMap(({ to, by }) => (to ? [hex(by)] : [])))].map(
        by => state.members.get(by)?.name ?? '',
      ),
      from: state.forks.some(({ from }) => from !== null),
    },
    keyless: isKeyless(state, me),
    shutOut: shutOutOf(store, circle),
    two: twoNeeded(state),
    refusals: store.refusals(circle).map(({ reason, from, bytes, at }) => ({
      reason,
      from: (from && state.members.get(hex(from))?.name) ?? '',
      bytes,
      at,
    })),
    sync: {
      ...syncState(store, circle, out),
      ...(keeper?.state === 'up' && keeper.since !== null && { keeper: keeper.since }),
    },
  }
}

export const lineOf = (store: CircleStore, circle: CircleId): CircleLine => ({
  id: hex(circle),
  name: store.name(circle),
  away: store.away(circle),
  standing: standingOf(store.state(circle), store.me(circle)),
})

const invitationsIn = (
  store: CircleStore,
  circle: CircleId,
  { invites }: CircleState,
): Circle['invitations'] =>
  [...invites.values()]
    .filter(({ status }) => status === 'open')
    .map(({ id, expiry }) => ({ id: hex(id), made: store.said(circle, id), expires: expiry }))
    .reverse()

/** Whether this person may say something in it, on this device. */
export const mayWrite = (store: CircleStore, circle: CircleId): boolean =>
  store.has(circle) && !store.away(circle) && standingOf(store.state(circle), store.me(circle)) === 'in'

/** Of somebody whose device this is, as everybody who is in has it. */
export function seatOf(
  store: CircleStore,
  circle: CircleId,
  device: DeviceId,
): { name: string; seat: number } | undefined {
  const state = store.state(circle)
  const member = state.devices.get(hex(device))?.member
  const found = member && activeIn(state).find(({ id }) => equal(id, member))
  return found && { name: found.name, seat: found.seat }
}

const activeIn = ({ members }: CircleState): (MemberState & { seat: number })[] =>
  [...members.values()]
    .map((member, seat) => ({ ...member, seat }))
    .filter(({ status }) => status === 'active')

/** Added by one's other computer, and no host's device has made new keys since: it reads, and cannot write yet. */
const isKeyless = ({ epochHeads, epochs }: CircleState, { active, device }: Me): boolean =>
  active && !epochHeads.every(epoch => epochs.get(hex(epoch))?.boxes.has(hex(device)))

/** A device that the log has never heard of, or twice, was put back from a copy: it may read, and is not out. */
function standingOf(state: CircleState, me: Me): Circle['standing'] {
  const status = state.devices.get(hex(me.device))?.status
  if (!status || status === 'forked' || (me.active && me.stopped)) return 'restored'
  if (me.held && !me.parted) return 'held'
  if (me.left) return 'left'
  if (me.signedOut) return 'signedOut'
  if (!me.active || me.parted) return 'removed'
  if (state.closed) return 'closed'
  return state.ahead.length > 0 ? 'newer' : 'in'
}

function mayDo(
  state: CircleState,
  me: Me,
  own: MemberState,
  { id, rank }: Pick<MemberState, 'id' | 'rank'>,
): Member['may'] {
  const target = state.members.get(hex(id))
  if (!me.active || me.parted || me.stopped || !me.facilitator || state.closed) return []
  if (!target || equal(id, own.id)) return []
  if (state.ahead.length > 0 && !isAhead(state, id)) return []
  if (rank === null) return ['promote', 'remove']
  return outranks(own, target) ? ['demote', 'remove'] : []
}

const WHAT = { ADMIT: 'admit', PROMOTE: 'promote', REMOVE: 'remove' } as const

/** What a second person could sign now; what nobody may sign any more is left out, and nobody reads it of themselves. */
function waitingIn(
  state: CircleState,
  me: Me,
  own: MemberState | undefined,
  since: (id: EntryId) => number,
): Waiting[] {
  if (!me.active || me.parted || state.closed) return []
  return [...state.pending.values()].flatMap((asked): Waiting[] => {
    const { id, type, member } = asked
    if (type === 'DEVICE_REVOKE') return lostComputer(state, me, own, asked, since)
    if (type === 'SUCCEED') return following(state, me, own, asked, since(id))
    if (type === 'AGREEMENT_ADOPT') return adopting(state, me, own, asked)
    const target = member && state.members.get(hex(member))
    const by = state.members.get(hex(asked.by))
    if (type !== 'ADMIT' && type !== 'PROMOTE' && type !== 'REMOVE') return []
    if (!target || !by || by.rank === null || by.status !== 'active' || equal(target.id, me.member)) return []
    const done = state.removals.get(hex(id))?.status === 'unconfirmed'
    if (!done && !stillAsked(type, target)) return []
    const yours = equal(by.id, me.member)
    const signed = asked.signers.some(signer => equal(signer, me.member))
    const mayAgree = !yours && !signed && !me.stopped && own?.status === 'active'
    return [
      { id: hex(id), what: done ? 'removed' : WHAT[type], name: target.name, by: by.name, yours, mayAgree },
    ]
  })
}

/** What waits for this person's own signature, or, where somebody is to take a host's place, for the host's word. */
export function questionsTo(store: CircleStore, circle: CircleId): OpenQuestion[] {
  const state = store.state(circle)
  const me = store.me(circle)
  const asked = waitingIn(state, me, state.members.get(hex(me.member)), store.said.bind(store, circle))
  return asked.flatMap(({ id, mayAgree, votes }) =>
    mayAgree || votes?.mayEnd ? [{ circle: hex(circle), waiting: id }] : [],
  )
}

/** A lost computer: its owner reads that it waits, and the hosts who are somebody else may agree. */
function lostComputer(
  state: CircleState,
  me: Me,
  own: MemberState | undefined,
  { id, by, device, revokes, signers }: PendingState,
  since: (id: EntryId) => number,
): Waiting[] {
  const owner = state.members.get(hex(by))
  const lost = revokes && state.devices.get(hex(revokes))
  const asks = state.devices.get(hex(device))
  if (owner?.status !== 'active' || !lost || !['active', 'forked', 'suspended'].includes(lost.status))
    return []
  const yours = equal(by, me.member)
  const signed = signers.some(signer => equal(signer, me.member))
  const mayAgree = !yours && !signed && !me.stopped && own?.status === 'active' && own.rank !== null
  const which = asks && { lost: since(lost.since), asks: since(asks.since) }
  return [
    {
      id: hex(id),
      what: 'computer',
      name: owner.name,
      by: owner.name,
      yours,
      mayAgree,
      ...(which && { which }),
    },
  ]
}

/** Somebody is to follow hosts who are gone. Who may sign it is fixed by the members of that day. */
function following(
  state: CircleState,
  me: Me,
  own: MemberState | undefined,
  { id, by, member, voters, signers, needed }: PendingState,
  since: number,
): Waiting[] {
  const heir = member && state.members.get(hex(member))
  const asker = state.members.get(hex(by))
  if (heir?.status !== 'active' || heir.rank !== null || asker?.status !== 'active') return []
  const votes = {
    signed: signers.length,
    needed,
    since,
    mayEnd: own?.rank != null && own.status === 'active',
  }
  const signed = signers.some(signer => equal(signer, me.member))
  const mayAgree =
    !signed && !me.stopped && own?.rank === null && voters.some(voter => equal(voter, me.member))
  const yours = equal(by, me.member)
  return [{ id: hex(id), what: 'succeed', name: heir.name, by: asker.name, yours, mayAgree, votes }]
}

function adopting(
  state: CircleState,
  me: Me,
  own: MemberState | undefined,
  { id, by, signers }: PendingState,
): Waiting[] {
  const host = state.members.get(hex(by))
  if (host?.status !== 'active' || host.rank === null) return []
  const yours = equal(by, me.member)
  const signed = signers.some(signer => equal(signer, me.member))
  const mayAgree = !yours && !signed && !me.stopped && own?.status === 'active'
  return [{ id: hex(id), what: 'adopt', name: host.name, by: host.name, yours, mayAgree }]
}

function stillAsked(type: PendingState['type'], { status, rank }: MemberState): boolean {
  if (type === 'ADMIT') return status === 'pending'
  return status === 'active' && !(type === 'PROMOTE' && rank !== null)
}
