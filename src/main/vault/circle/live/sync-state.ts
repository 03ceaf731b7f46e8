/**
 * How far what is here has travelled, from signed heads of those who are in: on how many people's devices, never whose.
 */
import type { SyncState } from '../../../../shared/circle/circle.ts'
import type { CircleId, DeviceId, EntryId } from '../../crypto/keys.ts'
import { believedEnds } from '../claims.ts'
import type { CircleState, MemberState } from '../log/state.ts'
import { hex, unhex } from '../names/hex.ts'
import type { CircleStore } from '../store.ts'

/** What the heads do not say: the links that are open, and what this computer keeps of the circle. */
type Out = Pick<SyncState, 'links' | 'ways' | 'files' | 'paused' | 'off'>

/** By device, hex: the number of its newest envelope. */
type Ends = Map<string, number>
/** What one or more devices have: of words, and of what was decided. */
type Theirs = { readonly ends: Ends; readonly log: EntryId[] }

/**
 * A person is reached when one of their devices has everything this one has. What somebody was said to have after they were
 * let out comes no more.
 */
export function syncState(store: CircleStore, circle: CircleId, out: Out): SyncState {
  const state = store.state(circle)
  const me = store.me(circle)
  const have: Ends = new Map(store.have(circle).map(({ device, seq }) => [hex(device), seq]))
  const reached = new Set([hex(me.member)])
  const isOwn = (device: Uint8Array, member: Uint8Array): boolean =>
    hex(member) === hex(me.member) && hex(device) !== hex(me.device)
  let computers = 0
  let coming = 0
  /** Of each member, what their devices have together. */
  const theirs = new Map<string, Theirs>()
  for (const heads of store.acks(circle)) {
    const { member, status } = state.devices.get(hex(heads.device)) ?? {}
    if (!member || status !== 'active') continue
    const said: Ends = new Map(heads.have.map(({ device, seq }) => [hex(device), seq]))
    const hasWords = [...have].every(([device, seq]) => (said.get(device) ?? 0) >= seq)
    if (hasWords && store.logWaits(circle, heads.log) === undefined) {
      reached.add(hex(member))
      if (isOwn(heads.device, member)) computers += 1
    }
    const { ends, log } = theirs.get(hex(member)) ?? { ends: new Map(), log: [] }
    theirs.set(hex(member), { ends, log: [...log, ...heads.log] })
    for (const [device, seq] of said) ends.set(device, Math.max(seq, ends.get(device) ?? 0))
  }
  for (const [device, seq] of believedEnds(state, me.device, store.acks(circle))) {
    const end = state.devices.get(device)?.cut?.seq ?? seq
    coming += Math.max(0, Math.min(seq, end) - (have.get(device) ?? 0))
  }
  const people = [...state.members.values()].filter(({ status }) => status === 'active')
  const without = people.filter(({ id }) => !reached.has(hex(id)))
  return {
    ...out,
    people: people.length,
    reached: people.length - without.length,
    coming,
    computers: {
      others: [...state.devices.values()].filter(
        ({ id, member, status }) => status === 'active' && isOwn(id, member),
      ).length,
      reached: computers,
    },
    heard: heardOf(store, circle, state),
    waiting: waitingSince(store, circle, have, without, theirs),
  }
}

function heardOf(store: CircleStore, circle: CircleId, { devices }: CircleState): number | null {
  const own = hex(store.me(circle).device)
  const others = [...devices.values()].filter(({ id, status }) => status === 'active' && hex(id) !== own)
  return store.heard(circle, { devices: others.map(({ id }) => id) })
}

/**
 * When the oldest came here of what one of these people lacks; what was decided counts from when it says it was. What stood
 * here before somebody came waits since they came.
 */
function waitingSince(
  store: CircleStore,
  circle: CircleId,
  have: Ends,
  without: readonly MemberState[],
  theirs: ReadonlyMap<string, Theirs>,
): number | null {
  const times = without.flatMap(({ id, since }) => {
    const known = theirs.get(hex(id))
    const came = known ? 0 : store.said(circle, since)
    const words = [...have].map(([device, seq]) => {
      const end = known?.ends.get(device) ?? 0
      return end < seq ? store.arrivedAt(circle, unhex(device) as DeviceId, end + 1) : undefined
    })
    return [store.logWaits(circle, known?.log ?? []), ...words].flatMap(at =>
      at === undefined ? [] : Math.max(at, came),
    )
  })
  return times.length > 0 ? times.reduce((least, at) => Math.min(least, at)) : null
}
