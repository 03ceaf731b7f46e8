/** This person's computers in a circle, as the face shows them. */
import { equal } from '../../../../shared/bytes.ts'
import type { Circle, Computer, Computers, PairWords } from '../../../../shared/circle/circle.ts'
import type { CircleId, MemberId } from '../../crypto/keys.ts'
import { activeOf, memberWords } from '../compared.ts'
import { MAX_JOIN_DEVICES } from '../log/join.ts'
import type { DeviceState, PendingState } from '../log/state.ts'
import { hex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'

export function computersView(
  store: CircleStore,
  circle: CircleId,
): Pick<Computers, 'circle' | 'computers' | 'hosts' | 'mayLink'> {
  const state = store.state(circle)
  const me = store.me(circle)
  const asked = [...state.pending.values()].filter(({ revokes }) => revokes !== null)
  const speaks = me.active && !me.stopped && !me.parted && !state.closed
  const others = [...state.members.values()].filter(
    ({ id, status, rank }) => status === 'active' && rank !== null && !equal(id, me.member),
  )
  const active = activeOf(state, me.member).length
  const computers = (state.members.get(hex(me.member))?.devices ?? []).flatMap((id): Computer[] => {
    const device = state.devices.get(hex(id))
    if (!device) return []
    const mine = equal(id, me.device)
    const asks = asked.some(one => isAbout(one, device) && equal(one.device, me.device))
    const standing = stateOf(device, asked)
    const mayShutOut = speaks && !mine && !asks && standing !== 'out'
    const since = store.said(circle, device.since)
    const maySignOut = speaks && mine && standing === 'in' && active > 1
    return [{ id: hex(id), this: mine, since, state: standing, mayShutOut, maySignOut }]
  })
  return {
    circle: store.name(circle),
    computers,
    hosts: others.length,
    mayLink: speaks && active < MAX_JOIN_DEVICES,
  }
}

const isAbout = (asked: PendingState, { id }: DeviceState): boolean =>
  asked.revokes !== null && equal(asked.revokes, id)

function stateOf(device: DeviceState, asked: readonly PendingState[]): Computer['state'] {
  switch (device.status) {
    case 'active':
      return asked.some(one => isAbout(one, device)) ? 'asked' : 'in'
    case 'suspended':
      return 'held'
    case 'forked':
      return 'split'
    default:
      return 'out'
  }
}

/** A line for everyone, for ever. */
export function shutOutOf(store: CircleStore, circle: CircleId): Circle['shutOut'] {
  const state = store.state(circle)
  const { member } = store.me(circle)
  return [...state.devices.values()]
    .flatMap(device => {
      if (device.status !== 'revoked' || !device.revokedBy) return []
      const name = state.members.get(hex(device.member))?.name ?? ''
      return [{ name, you: equal(device.member, member), at: store.said(circle, device.revokedBy) }]
    })
    .sort((a, b) => b.at - a.at)
}

/** Undefined: there is no such member, or it is oneself. In the order of the members' ids, so alike on both screens. */
export function pairWords(store: CircleStore, circle: CircleId, member: MemberId): PairWords | undefined {
  const state = store.state(circle)
  const me = store.me(circle)
  if (equal(member, me.member) || state.members.get(hex(member))?.status !== 'active') return undefined
  const halves = [me.member, member]
    .sort((a, b) => (hex(a) < hex(b) ? -1 : 1))
    .map(id => ({
      name: state.members.get(hex(id))?.name ?? '',
      you: equal(id, me.member),
      words: memberWords(circle, id, activeOf(state, id)),
    }))
  return { halves, state: store.comparedWith(circle).get(hex(member)) ?? 'no' }
}
